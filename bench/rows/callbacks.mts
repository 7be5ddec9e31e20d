import { randomBytes } from 'node:crypto';
import { Executions } from '../measure/executions.mts';
import { startBenchN8n } from '../measure/n8n.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import {
	chatCredential,
	loadWith,
	publish,
	type LoadResult,
	type Receiver,
	receivers,
	recipientOf,
} from '../peers/callbacks.mts';
import type { Comparison, Row, RowSettings } from '../row.mts';

const EVENTS = 100;
const CONNECTIONS = 64;

const FLOOR = 'a trigger that puts callbacks into items of the same size and reads no event';

/** How n8n and what combines callbacks are set. */
interface Setup {
	/** In the table. */
	title: string;
	env: NodeJS.ProcessEnv;
	/** The most events that go into one execution; the trigger's default unless given. */
	mostEvents?: number;
}

const setups: readonly Setup[] = [
	{
		title: 'settings of docs/scaling.md',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' },
		mostEvents: 4_000,
	},
	{ title: 'default settings', env: {} },
];

interface Taken extends LoadResult {
	/**
	 * Counts the events that were acknowledged and are in no execution, or in more than one. For
	 * after all loads: reading them takes long, and the next side would begin after n8n was idle.
	 */
	countWrong(): number;
}

/** B5: callbacks into a real n8n. */
export const callbacks: Row = {
	id: 'B5',
	title: `callbacks of ${EVENTS} events on ${CONNECTIONS} connections, real n8n`,
	async measure(settings, report) {
		const comparisons: Comparison[] = [];
		// --quick has no time for both.
		for (const setup of settings.quick ? setups.slice(0, 1) : setups) {
			comparisons.push(...(await measureWith(setup, settings, report)));
		}
		return comparisons;
	},
};

async function measureWith(
	{ title, env, mostEvents }: Setup,
	{ quick, pairs }: RowSettings,
	report: (line: string) => void,
): Promise<Comparison[]> {
	const n8n = await startBenchN8n('callbacks', report, env);
	const executions = new Executions(n8n.userFolder);
	try {
		const credential = await n8n.rest.createCredential(chatCredential());
		const take = async (receiver: Receiver) => {
			const workflowId = await publish(n8n.rest, receiver, credential, mostEvents);
			return async (): Promise<Taken> => {
				const run = randomBytes(4).toString('hex');
				const before = executions.last();
				const result = await loadWith({
					n8n: n8n.url,
					receiver,
					connections: CONNECTIONS,
					seconds: quick ? 3 : 20,
					eventsPerCallback: EVENTS,
					run,
				});
				await executions.settled(workflowId);
				const span = { after: before, until: executions.last() };
				const items = () => executions.items(workflowId, receivers[receiver].name, span);
				return { ...result, countWrong: () => countWrong(run, result.acknowledged, items()) };
			};
		};
		const rounds = await measureRounds(
			{
				trigger: await take('trigger'),
				webhook: await take('webhook'),
				floor: await take('floor'),
			},
			pairs,
			{ warmUp: !quick },
		);
		const all = (receiver: Receiver, value: (taken: Taken) => number) =>
			rounds.map((round) => value(round[receiver]));
		const rate = (receiver: Receiver) =>
			`${Math.round(medianOf(all(receiver, (taken) => taken.rate)))}`;
		const acknowledged = all('trigger', (taken) => taken.acknowledged.length);
		return [
			{
				what: `callbacks a second, this trigger ÷ Webhook + Split Out, ${title}`,
				measured: spreadOf(rounds.map((round) => round.trigger.rate / round.webhook.rate)),
				target: { atLeast: 3 },
				note: `${rate('trigger')} to ${rate('webhook')} a second; floor ${rate('floor')}`,
				floor: {
					what: FLOOR,
					ratio: spreadOf(rounds.map((round) => round.floor.rate / round.trigger.rate)),
				},
			},
			{
				what: `time in which 99 of 100 callbacks are answered, ${title}`,
				measured: spreadOf(all('trigger', (taken) => taken.p99 / 1000)),
				unit: 's',
				target: { atMost: 2 },
				note: `Webhook + Split Out ${(medianOf(all('webhook', (taken) => taken.p99)) / 1000).toFixed(2)} s; refused ${all('trigger', (taken) => taken.refused).join(', ')}`,
				floor: {
					what: FLOOR,
					ratio: spreadOf(rounds.map((round) => round.trigger.p99 / round.floor.p99)),
				},
			},
			{
				what: `acknowledged events that are not in exactly one execution, ${title}`,
				measured: spreadOf(all('trigger', (taken) => taken.countWrong())),
				target: { atMost: 0 },
				note: `of ${acknowledged.map((count) => (count * EVENTS).toLocaleString('en')).join(', ')}`,
			},
		];
	} finally {
		executions.close();
		await n8n.stop();
	}
}

function countWrong(
	run: string,
	acknowledged: readonly number[],
	items: Iterable<{ json: Record<string, unknown> }>,
): number {
	const times = new Map<string, number>();
	for (const { json } of items) {
		const recipient = String(json.user);
		times.set(recipient, (times.get(recipient) ?? 0) + 1);
	}
	let wrong = [...times.values()].filter((count) => count > 1).length;
	for (const callback of acknowledged) {
		for (let event = 0; event < EVENTS; event++) {
			if (!times.has(recipientOf(run, callback, event))) wrong++;
		}
	}
	return wrong;
}
