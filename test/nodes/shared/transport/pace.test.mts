import { paced } from '../../../../nodes/shared/transport/pace.ts';
import type { Policy } from '../../../../nodes/shared/transport/retry.ts';

const pause = async (ms: number) => await new Promise((passed) => setTimeout(passed, ms));

async function starts(policy: Policy, requests: number, lasting: number, app: string) {
	const began: Array<{ index: number; at: number }> = [];
	let running = 0;
	let most = 0;
	await Promise.all(
		Array.from({ length: requests }, async (_, index) =>
			paced(
				app,
				policy,
				() => undefined,
				async () => {
					began.push({ index, at: performance.now() });
					most = Math.max(most, ++running);
					await pause(lasting);
					running--;
				},
			),
		),
	);
	return { began, most, order: began.map(({ index }) => index) };
}

test('one at a time, in order, and apart', async () => {
	const policy: Policy = { repeat: 'freely', lane: 'one', spacingMs: 50, parallel: 1 };
	const { began, most, order } = await starts(policy, 4, 20, 'a');
	expect(order).toEqual([0, 1, 2, 3]);
	expect(most).toBe(1);
	// A timer may come a millisecond early.
	began
		.slice(1)
		.forEach(({ at }, index) => expect(at - began[index].at).toBeGreaterThanOrEqual(68));
});

test('spacing without a bound lets requests overlap', async () => {
	const policy: Policy = { repeat: 'freely', lane: 'spaced', spacingMs: 20 };
	const { most, order } = await starts(policy, 4, 200, 'a');
	expect(order).toEqual([0, 1, 2, 3]);
	expect(most).toBeGreaterThan(1);
});

test('apps do not wait for each other', async () => {
	const policy: Policy = { repeat: 'freely', lane: 'one', spacingMs: 5_000, parallel: 1 };
	await Promise.all([starts(policy, 1, 0, 'b'), starts(policy, 1, 0, 'c')]);
	expect(true).toBe(true);
}, 2_000);

test('a request that fails or must not start lets the next one go', async () => {
	const policy: Policy = { repeat: 'freely', lane: 'failing', parallel: 1 };
	const fine = () => undefined;
	const outcomes = await Promise.allSettled([
		paced('d', policy, fine, async () => await Promise.reject(new Error('first'))),
		paced(
			'd',
			policy,
			() => {
				throw new Error('stop');
			},
			async () => await Promise.resolve('second'),
		),
		paced('d', policy, fine, async () => await Promise.resolve('third')),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
