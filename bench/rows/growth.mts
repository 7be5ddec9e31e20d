import { costOf } from '../measure/cost.mts';
import { runInEngine, startExpressionEngine, stopExpressionEngine } from '../measure/engine.mts';
import { measureRounds } from '../measure/rounds.mts';
import { growthExponent, medianOf, spreadOf } from '../measure/spread.mts';
import { contacts } from '../peers/audience.mts';
import type { Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

/** B6: whether an item costs the same whatever their number. */
export const growth: Row = {
	id: 'B6',
	title: 'growth with the number of items',
	async measure({ quick, pairs }) {
		const sizes = quick ? [1_000, 3_000, 10_000] : [1_000, 10_000, 100_000];
		const largest = sizes[sizes.length - 1];
		const people = contacts(largest);
		const target = await startTarget();
		await startExpressionEngine();
		try {
			const rounds = await measureRounds(
				Object.fromEntries(
					sizes.map((size) => [
						size,
						async () => {
							const items = people.slice(0, size);
							// As many items for each size, so that all are measured equally well.
							const runs = Math.min(10, largest / size);
							const { cpuMs } = await costOf(async () => {
								for (let done = 0; done < runs; done++) {
									await runInEngine('tpns', items, target.url);
								}
							});
							return cpuMs / runs;
						},
					]),
				),
				pairs,
			);
			const exponents = rounds.map((round) =>
				growthExponent(sizes.map((size) => ({ size, cost: round[size] }))),
			);
			const perItem = sizes.map((size) => {
				const us = (medianOf(rounds.map((round) => round[size])) * 1000) / size;
				return `${us.toFixed(1)} µs at ${size.toLocaleString('en')}`;
			});
			return [
				{
					what: `CPU for ${sizes.map((size) => size.toLocaleString('en')).join(', ')} items, exponent`,
					measured: spreadOf(exponents),
					target: { atMost: 1.05 },
					note: `an item takes ${perItem.join(', ')}`,
				},
			];
		} finally {
			await stopExpressionEngine();
			await target.stop();
		}
	},
};
