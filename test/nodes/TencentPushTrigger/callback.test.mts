import fc from 'fast-check';
import { MOST_DEPTH, readCallback } from '../../../nodes/TencentPushTrigger/callback';

const events = (count: number) => Array.from({ length: count }, () => ({ TaskId: 't' }));

test.each([1, 2, 99, 100])('%i events are taken in their order', (count) => {
	const body = { Events: events(count).map((event, index) => ({ ...event, index })) };
	expect(readCallback(body)).toEqual(body.Events);
});

test.each([
	['nothing', undefined],
	['null', null],
	['a list', [{}]],
	['a text', 'Events'],
	['no Events', {}],
	['Events that are an object', { Events: { 0: {} } }],
	['no event', { Events: [] }],
	['101 events', { Events: events(101) }],
	['an event that is null', { Events: [null] }],
	['an event that is a list', { Events: [[]] }],
	['an event that is a text', { Events: [...events(1), 'x'] }],
])('%s is refused with 400', (_name, body) => {
	expect(readCallback(body)).toMatchObject({ status: 400 });
});

test.each([
	[MOST_DEPTH, false],
	[MOST_DEPTH + 1, true],
	[5_000, true],
])('an event of %i levels is refused: %s', (levels, refused) => {
	// The event itself is the first level.
	let value: unknown = 1;
	for (let level = 1; level < levels; level++) value = level % 2 ? [value] : { value };
	const callback = readCallback({ Events: [{ New: value }] });
	expect(!Array.isArray(callback)).toBe(refused);
});

test('no body makes it throw', () => {
	fc.assert(fc.property(fc.anything(), (body) => void readCallback(body)));
	fc.assert(
		fc.property(fc.json(), fc.string(), (json, text) => void readCallback(JSON.parse(json), text)),
	);
});

test('integers that a double cannot hold become text', () => {
	const text = '{"Events":[{"PushID": 1328245138690125824,"EventTime":1557481128}]}';
	expect(readCallback(JSON.parse(text), text)).toEqual([
		{ PushID: '1328245138690125824', EventTime: 1557481128 },
	]);
});
