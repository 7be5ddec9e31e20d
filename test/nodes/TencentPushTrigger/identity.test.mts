import fc from 'fast-check';
import { identify } from '../../../nodes/TencentPushTrigger/identity';

const COMMAND = 'Push.AllMemberPush';
const field = fc.constantFrom('TaskId', 'To_Account', 'DeviceType', 'New', 'CallbackCommand');
const value = fc.oneof(
	fc.constantFrom<unknown>('a', 1, '1', null, true),
	fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 1 }), {
		noNullPrototype: true,
	}),
);
const event = fc.dictionary(field, value, { noNullPrototype: true });
const callback = fc.array(event, { minLength: 1, maxLength: 6 });

/** The same JSON with the fields of every object in another order. */
function turned(part: unknown): unknown {
	if (Array.isArray(part)) return part.map(turned);
	if (typeof part !== 'object' || part === null) return part;
	const fields = Object.entries(part).map(([name, inner]) => [name, turned(inner)]);
	return Object.fromEntries(fields.reverse());
}

const ids = (events: unknown, command = COMMAND) => identify(events as never, command);

test('the same callback has the same IDs, whatever the order of its events and fields', () => {
	fc.assert(
		fc.property(callback, (events) => {
			const { callbackId, eventIds } = ids(events);
			const again = ids(turned([...events].reverse()));
			expect(again.callbackId).toBe(callbackId);
			expect([...again.eventIds].sort()).toEqual([...eventIds].sort());
		}),
	);
});

test('the events of a callback have IDs of their own, equal ones counted', () => {
	fc.assert(
		fc.property(callback, (events) => {
			const { eventIds } = ids(events);
			expect(new Set(eventIds).size).toBe(events.length);
			const canonical = (each: unknown) =>
				JSON.stringify(turned({ CallbackCommand: COMMAND, ...(each as object) }), [
					...['CallbackCommand', 'DeviceType', 'New', 'TaskId', 'To_Account', 'x', 'y'],
				]);
			events.forEach((each, index) => {
				const equal = events.slice(0, index).filter((one) => canonical(one) === canonical(each));
				const count = equal.length === 0 ? '' : `-${equal.length + 1}`;
				expect(eventIds[index]).toMatch(new RegExp(`^[0-9a-f]{32}${count}$`));
			});
		}),
	);
});

test('callbacks and events that differ have other IDs', () => {
	fc.assert(
		fc.property(callback, event, (events, more) => {
			expect(ids([...events, more]).callbackId).not.toBe(ids(events).callbackId);
			const [id] = ids([more]).eventIds;
			const [other] = ids([{ ...more, Further: 1 }]).eventIds;
			expect(id).not.toBe(other);
			expect(ids([...events, more]).eventIds.some((each) => each.startsWith(id))).toBe(true);
		}),
	);
	expect(ids([{ A: 1 }])).not.toEqual(ids([{ A: '1' }]));
	expect(ids([{ A: 1 }])).not.toEqual(ids([{ A: 1 }], 'Push.OfflinePush'));
});

test('the command of the callback stands in for one that the event lacks', () => {
	expect(ids([{ A: 1, CallbackCommand: COMMAND }], 'Push.New')).toEqual(ids([{ A: 1 }]));
});
