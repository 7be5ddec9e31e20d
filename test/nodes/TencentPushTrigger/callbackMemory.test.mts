import fc from 'fast-check';
import { CallbackMemory } from '../../../nodes/TencentPushTrigger/callbackMemory';

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Claims a callback and says whether it was stored; false when it had been delivered before. */
async function deliver(memory: CallbackMemory, id: string, stored = true): Promise<boolean> {
	const settle = await memory.claim(id);
	settle?.(stored);
	return settle !== undefined;
}

test('a stored callback is not given out again', async () => {
	const memory = new CallbackMemory(10);
	expect(await deliver(memory, 'a')).toBe(true);
	expect(await deliver(memory, 'a')).toBe(false);
	expect(await deliver(memory, 'b')).toBe(true);
});

test('the same callback waits for the first one, and takes over when that was not stored', async () => {
	const memory = new CallbackMemory(10);
	for (const stored of [false, true]) {
		const settle = await memory.claim('a');
		let done = false;
		const again = memory.claim('a').finally(() => (done = true));
		await tick();
		expect(done).toBe(false);
		settle?.(stored);
		const taken = await again;
		expect(taken !== undefined).toBe(!stored);
		taken?.(false);
	}
});

test('of many that wait, one takes over', async () => {
	const memory = new CallbackMemory(10);
	const settle = await memory.claim('a');
	const waiting = Array.from({ length: 5 }, () => deliver(memory, 'a'));
	settle?.(false);
	expect((await Promise.all(waiting)).filter(Boolean)).toHaveLength(1);
});

test('the newest are remembered, and at most twice as many as asked for', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 5 }),
			fc.array(fc.tuple(fc.constantFrom(...'abcdefghijklmno'), fc.boolean()), { maxLength: 40 }),
			async (least, deliveries) => {
				const memory = new CallbackMemory(least);
				const delivered: string[] = [];
				for (const [id, stored] of deliveries) {
					const taken = await deliver(memory, id, stored);
					if (delivered.slice(-least).includes(id)) expect(taken).toBe(false);
					if (!delivered.includes(id)) expect(taken).toBe(true);
					if (taken && stored) delivered.push(id);
				}
				let remembered = 0;
				for (const id of new Set(delivered)) {
					if (!(await deliver(memory, id, false))) remembered++;
				}
				expect(remembered).toBeLessThanOrEqual(2 * least);
			},
		),
	);
});

test('a callback that was forgotten on its way belongs to who claimed it last', async () => {
	const memory = new CallbackMemory(1);
	const first = await memory.claim('a');
	for (const id of ['b', 'c']) await deliver(memory, id);
	expect(await deliver(memory, 'a')).toBe(true);
	first?.(false);
	expect(await deliver(memory, 'a')).toBe(false);
});
