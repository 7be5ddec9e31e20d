import { hash } from 'node:crypto';
import fc from 'fast-check';
import { DuplicateMemory } from '../../../nodes/TencentPushTrigger/duplicates';

const id = (event: string) => hash('sha256', event).slice(0, 32);
const tick = () => new Promise((resolve) => setImmediate(resolve));

test('a stored event is not given out again', async () => {
	const memory = new DuplicateMemory(10);
	const first = await memory.claim('a', ['1', '2', '1'], id);
	expect(first.fresh).toEqual(['1', '2']);
	first.settle(true);
	expect((await memory.claim('a', ['2', '3'], id)).fresh).toEqual(['3']);
});

test('a callback of repeats leaves nothing under way', async () => {
	const memory = new DuplicateMemory(10);
	(await memory.claim('a', ['1'], id)).settle(true);
	await memory.claim('a', ['1'], id);
	await memory.claim('a', [], id);
	expect(memory['underWay'].size).toBe(0);
});

test('triggers do not share events', async () => {
	const memory = new DuplicateMemory(10);
	(await memory.claim('a', ['1'], id)).settle(true);
	expect((await memory.claim('b', ['1'], id)).fresh).toEqual(['1']);
});

test('a repeat waits for the first one, and takes over when that was not stored', async () => {
	const memory = new DuplicateMemory(10);
	for (const stored of [false, true]) {
		const first = await memory.claim('a', [`${stored}`], id);
		let done = false;
		const repeat = memory.claim('a', [`${stored}`, `new ${stored}`], id).finally(() => {
			done = true;
		});
		await tick();
		expect(done).toBe(false);
		first.settle(stored);
		expect((await repeat).fresh).toEqual(stored ? ['new true'] : ['false', 'new false']);
	}
});

test('of many repeats that wait, one takes over', async () => {
	const memory = new DuplicateMemory(10);
	const first = await memory.claim('a', ['1'], id);
	const repeats = Array.from({ length: 5 }, () => memory.claim('a', ['1'], id));
	first.settle(false);
	const taken: number[] = [];
	for (const repeat of repeats) {
		void repeat.then((claim) => {
			taken.push(claim.fresh.length);
			claim.settle(true);
		});
	}
	await Promise.all(repeats);
	await tick();
	expect(taken.sort()).toEqual([0, 0, 0, 0, 1]);
});

test('the newest are remembered and the oldest forgotten, also after some were not stored', async () => {
	const memory = new DuplicateMemory(3);
	const deliver = async (events: string[], stored: boolean) => {
		const { fresh, settle } = await memory.claim('a', events, id);
		settle(stored);
		return fresh;
	};
	await deliver(['1', '2'], true);
	await deliver(['3'], false);
	await deliver(['4', '5'], true);
	expect(await deliver(['2', '4', '5'], true)).toEqual([]);
	expect(await deliver(['3'], true)).toEqual(['3']);
	expect(await deliver(['3', '4', '5'], true)).toEqual([]);
	await deliver(['6', '7'], true);
	expect(await deliver(['1', '2'], true)).toEqual(['1', '2']);
});

test('an event that was forgotten on its way belongs to who claimed it last', async () => {
	const memory = new DuplicateMemory(1);
	const first = await memory.claim('a', ['1'], id);
	(await memory.claim('a', ['2', '3'], id)).settle(true);
	(await memory.claim('a', ['1'], id)).settle(true);
	first.settle(false);
	expect((await memory.claim('a', ['1'], id)).fresh).toEqual([]);
});

test('whatever is stored and whatever not, every event is given out until it is stored', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.array(fc.constantFrom('1', '2', '3', '4')), fc.boolean())),
			async (callbacks) => {
				const memory = new DuplicateMemory(100);
				const stored = new Set<string>();
				await Promise.all(
					callbacks.map(async ([events, outcome]) => {
						const { fresh, settle } = await memory.claim('a', events, id);
						await tick();
						for (const event of fresh) {
							expect(stored.has(event)).toBe(false);
							if (outcome) stored.add(event);
						}
						settle(outcome);
					}),
				);
				const wanted = callbacks.flatMap(([events, outcome]) => (outcome ? events : []));
				for (const event of wanted) expect(stored.has(event)).toBe(true);
			},
		),
	);
});
