import { costOf } from '../measure/cost.mts';
import { startBenchN8n, timedNodes } from '../measure/n8n.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { contacts, tpnsCredential } from '../peers/audience.mts';
import { Script } from '../peers/script.mts';
import { withFloor, withHttpRequest, withTpns } from '../peers/workflows.mts';
import type { Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

/**
 * The most that Parallel Requests allows. HTTP Request has no bound and starts all its calls at once,
 * so this is the nearest.
 */
const CALLS_AT_ONCE = 50;

/** B3: where nothing can be folded. */
export const personalised: Row = {
	id: 'B3',
	title: '5,000 messages with the person’s name, a call for each, real n8n with default settings',
	async measure({ quick, pairs }, report) {
		const count = quick ? 1_000 : 5_000;
		const target = await startTarget();
		const script = new Script(target.url, CALLS_AT_ONCE);
		const people = contacts(count);
		const n8n = await startBenchN8n('personalised', report, {
			NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
		});
		try {
			const credential = await n8n.rest.createCredential({
				name: 'TPNS',
				type: 'tpnsApi',
				data: tpnsCredential(target.url),
			});
			const tpns = withTpns(count, 'personal', credential, { callsAtOnce: CALLS_AT_ONCE });
			const floor = withFloor(count, 'personal', credential, CALLS_AT_ONCE);
			const http = withHttpRequest(count, 'personal', target.url);
			const rounds = await measureRounds(
				{
					node: await timedNodes(n8n, tpns, ['Send']),
					http: await timedNodes(n8n, http, ['Sign', 'Send']),
					floor: await timedNodes(n8n, floor, ['Send']),
					script: async () => (await costOf(async () => await script.sendToEach(people))).wallMs,
				},
				pairs,
			);
			const ms = (name: 'node' | 'http' | 'floor' | 'script') =>
				`${Math.round(medianOf(rounds.map((round) => round[name])))} ms`;
			return [
				{
					what: 'node time, this node ÷ Code + HTTP Request',
					measured: spreadOf(rounds.map((round) => round.node / round.http)),
					target: { atMost: 1 },
					note: `${ms('node')} to ${ms('http')}`,
				},
				{
					what: 'node time, this node ÷ bare script',
					measured: spreadOf(rounds.map((round) => round.node / round.script)),
					target: { atMost: 1.3 },
					note: `${ms('node')} to ${ms('script')}; floor ${ms('floor')}`,
					floor: {
						what: 'a node that only evaluates the title and sends',
						ratio: spreadOf(rounds.map((round) => round.node / round.floor)),
					},
				},
			];
		} finally {
			await n8n.stop();
			await script.close();
			await target.stop();
		}
	},
};
