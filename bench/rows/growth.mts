import { randomBytes } from 'node:crypto';
import { costOf } from '../measure/cost.mts';
import { runInEngine, startExpressionEngine, stopExpressionEngine } from '../measure/engine.mts';
import { Executions } from '../measure/executions.mts';
import { startBenchN8n } from '../measure/n8n.mts';
import { measureRounds } from '../measure/rounds.mts';
import { growthExponent, medianOf, spreadOf } from '../measure/spread.mts';
import { contacts } from '../peers/audience.mts';
import { chatCredential, loadWith, publish } from '../peers/callbacks.mts';
import type { Comparison, Row, RowSettings } from '../row.mts';
import { startTarget } from '../target/start.mts';

const MOST_GROWTH = 1.05;
const EVENTS = [1, 10, 100];

/** B6: whether one more costs as much as one before. */
export const growth: Row = {
	id: 'B6',
	title: 'growth with the number of items, and of events in a callback',
	async measure(settings, report) {
		return [await growthOfItems(settings), await growthOfEvents(settings, report)];
	},
};

async function growthOfItems({ quick, pairs }: RowSettings): Promise<Comparison> {
	const sizes = quick ? [1_000, 3_000, 10_000] : [1_000, 10_000, 100_000];
	const largest = sizes[sizes.length - 1];
	const people = contacts(largest);
	const target = await startTarget();
	await startExpressionEngine();
	const cpuOf = (size: number) => async () => {
		const items = people.slice(0, size);
		// More runs of the small ones, so that all are measured about as well.
		const runs = Math.min(10, largest / size);
		const { cpuMs } = await costOf(async () => {
			for (let done = 0; done < runs; done++) await runInEngine('tpns', items, target.url);
		});
		return cpuMs / runs;
	};
	try {
		return comparisonOf(
			'items, CPU in n8n’s engine',
			'an item',
			sizes,
			await measureRounds(Object.fromEntries(sizes.map((size) => [size, cpuOf(size)])), pairs),
		);
	} finally {
		await stopExpressionEngine();
		await target.stop();
	}
}

async function growthOfEvents(
	{ quick, pairs }: RowSettings,
	report: (line: string) => void,
): Promise<Comparison> {
	const n8n = await startBenchN8n('growth', report, {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	});
	const executions = new Executions(n8n.userFolder);
	try {
		const credential = await n8n.rest.createCredential(chatCredential());
		const workflowId = await publish(n8n.rest, 'trigger', credential);
		/** Milliseconds of a callback when callbacks come without a pause. */
		const timeOf = (events: number) => async () => {
			const { rate } = await loadWith({
				n8n: n8n.url,
				receiver: 'trigger',
				connections: 64,
				seconds: quick ? 2 : 6,
				eventsPerCallback: events,
				run: randomBytes(4).toString('hex'),
			});
			await executions.settled(workflowId);
			return 1000 / rate;
		};
		return comparisonOf(
			'events a callback, time in a real n8n',
			'an event',
			EVENTS,
			await measureRounds(
				Object.fromEntries(EVENTS.map((events) => [events, timeOf(events)])),
				pairs,
				{ warmUp: !quick },
			),
		);
	} finally {
		executions.close();
		await n8n.stop();
	}
}

/** @param rounds milliseconds by size */
function comparisonOf(
	what: string,
	one: string,
	sizes: readonly number[],
	rounds: Array<Record<string, number>>,
): Comparison {
	const words = (size: number) => size.toLocaleString('en');
	const each = sizes.map((size) => {
		const us = (medianOf(rounds.map((round) => round[size])) * 1000) / size;
		return `${us < 100 ? us.toFixed(1) : Math.round(us).toLocaleString('en')} µs at ${words(size)}`;
	});
	return {
		what: `exponent over ${sizes.map(words).join(', ')} ${what}`,
		measured: spreadOf(
			rounds.map((round) => growthExponent(sizes.map((size) => ({ size, cost: round[size] })))),
		),
		target: { atMost: MOST_GROWTH },
		note: `${one} takes ${each.join(', ')}`,
	};
}
