import { randomUUID } from 'node:crypto';
import { webhookListens } from '../../e2e/support/webhooks.mts';
import { postAll } from '../../e2e/support/webhookCalls.mts';
import { type BenchN8n, startBenchN8n } from '../measure/n8n.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { CONTENT, TITLE, tokenOf, tpnsCredential } from '../peers/audience.mts';
import { linked } from '../peers/workflows.mts';
import type { Comparison, Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

const AT_ONCE = 20;
/** Events of each workflow before the load, for n8n to be warm. */
const WARM_UP = 100;
/** Recipients Remembered of the example `welcome-on-crm-event`, as docs/scaling.md advises. */
const ADVISED = 10_000;

type Credential = { id: string; name: string };

/** A node under test, without what is the same for all. */
interface Sender {
	type: string;
	parameters: Record<string, unknown>;
}

const KEY = '={{ $json.body.id }}';

const withoutKey = node({});
const withKey = node({ campaignKey: KEY });
const advised = node({ campaignKey: KEY, recipientsRemembered: ADVISED });
/** n8n's store asked once for each event, and nothing else. */
const floor: Sender = {
	type: 'CUSTOM.floor',
	parameters: { devices: '={{ $json.body.token }}', title: TITLE, content: CONTENT, key: KEY },
};

/** B9: CRM events with a campaign key of their own. */
export const crmEvents: Row = {
	id: 'B9',
	title: `CRM events, one recipient an execution, ${AT_ONCE} at a time, real n8n with default settings`,
	async measure({ quick, pairs }, report) {
		const events = quick ? 200 : 2_000;
		const older = quick ? 10_000 : 100_000;
		const target = await startTarget();
		const n8n = await startBenchN8n('crmEvents', report);
		try {
			const credential = await n8n.rest.createCredential({
				name: 'TPNS',
				type: 'tpnsApi',
				data: tpnsCredential(target.url),
			});
			const side = async (name: string, sender: Sender, notes: number) =>
				await load(n8n, name, sender, credential, events, notes);
			const rounds = await measureRounds(
				{
					without: await side('without', withoutKey, 0),
					empty: await side('empty', withKey, 0),
					full: await side('full', withKey, older),
					floor: await side('floor-full', floor, older),
					// One note is that of the campaign key itself.
					advised: await side('advised', advised, ADVISED - 1),
				},
				// A round takes ten minutes.
				Math.min(pairs, 3),
				{ warmUp: false },
			);
			const rate = (name: keyof (typeof rounds)[number]) =>
				`${medianOf(rounds.map((round) => round[name])).toFixed(1)}`;
			const compared = (what: string, name: 'empty' | 'full' | 'advised'): Comparison => ({
				what: `executions a second, with a key ÷ without, ${what}`,
				measured: spreadOf(rounds.map((round) => round[name] / round.without)),
				target: { atLeast: 0.8 },
				note: `${rate(name)} to ${rate('without')} a second`,
			});
			return [
				compared('empty store', 'empty'),
				{
					...compared(`${older.toLocaleString('en')} older notes in the store`, 'full'),
					floor: {
						what: `a node that asks n8n’s store once for each event and sends, ${rate('floor')} a second`,
						ratio: spreadOf(rounds.map((round) => round.floor / round.full)),
					},
				},
				compared(
					`Recipients Remembered ${ADVISED.toLocaleString('en')}, as many notes in the store`,
					'advised',
				),
			];
		} finally {
			await n8n.stop();
			await target.stop();
		}
	},
};

function node(more: Record<string, unknown>): Sender {
	return {
		type: 'n8n-nodes-tencent-push.tpns',
		parameters: {
			resource: 'push',
			operation: 'sendToDevices',
			devices: '={{ $json.body.token }}',
			title: TITLE,
			content: CONTENT,
			...more,
		},
	};
}

/**
 * Publishes a webhook with a node behind it.
 *
 * @param notes in the node's row of the store when the load begins
 * @returns a load of new events that gives the executions a second
 */
async function load(
	{ rest, url: n8nUrl }: BenchN8n,
	path: string,
	{ type, parameters }: Sender,
	credential: Credential,
	events: number,
	notes: number,
): Promise<() => Promise<number>> {
	const { id } = await rest.createWorkflow({
		...linked(path, [
			{
				name: 'Event',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				parameters: {
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					responseData: 'noData',
					options: {},
				},
			},
			{ name: 'Send', type, typeVersion: 1, parameters, credentials: { tpnsApi: credential } },
		]),
		settings: { executionOrder: 'v1' },
	});
	await rest.activateWorkflow(id);
	const url = `${n8nUrl}/webhook/${path}`;
	const post = async (bodies: object[]) => {
		const answers = await postAll(url, bodies, AT_ONCE);
		const refused = answers.filter(({ status }) => status !== 200);
		if (refused.length > 0) throw new Error(`${refused.length} events failed, see n8n.log`);
	};
	await webhookListens(url, { id: randomUUID(), token: tokenOf(0) });
	const tokens = Array.from({ length: notes }, (_, n) => tokenOf(n));
	// The floor notes what its key is; the node notes recipients.
	if (notes > 0) {
		await post([
			type === 'CUSTOM.floor'
				? { id: tokens, token: tokenOf(0) }
				: { id: randomUUID(), token: tokens },
		]);
	}
	const bodies = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ id: randomUUID(), token: tokenOf(n) }));
	await post(bodies(WARM_UP));
	return async () => {
		const due = bodies(events);
		const start = performance.now();
		await post(due);
		return (events * 1000) / (performance.now() - start);
	};
}
