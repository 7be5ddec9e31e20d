import { measureRounds } from '../measure/rounds.mts';
import { startBenchN8n, timedNodes } from '../measure/n8n.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { tpnsCredential } from '../peers/audience.mts';
import { withHttpRequest, withTpns } from '../peers/workflows.mts';
import type { Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

/** B1: the main job, against what people do today. */
export const audience: Row = {
	id: 'B1',
	title: '10,000 tokens as items, one message, real n8n with default settings',
	async measure({ quick, pairs }, report) {
		const people = quick ? 2_000 : 10_000;
		const target = await startTarget();
		const n8n = await startBenchN8n('audience', report, { NODE_FUNCTION_ALLOW_BUILTIN: 'crypto' });
		try {
			const credential = await n8n.rest.createCredential({
				name: 'TPNS',
				type: 'tpnsApi',
				data: tpnsCredential(target.url),
			});
			const tpns = await timedNodes(n8n, withTpns(people, 'same', credential), ['Send']);
			const http = await timedNodes(n8n, withHttpRequest(people, 'same', target.url), [
				'Sign',
				'Send',
			]);
			const counted = (run: () => Promise<number>) => async () => {
				const before = (await target.seen()).calls;
				const ms = await run();
				return { ms, calls: (await target.seen()).calls - before };
			};
			const rounds = await measureRounds({ tpns: counted(tpns), http: counted(http) }, pairs);
			const ms = (name: 'tpns' | 'http') =>
				`${Math.round(medianOf(rounds.map((round) => round[name].ms)))} ms`;
			return [
				{
					what: 'node time, Code + HTTP Request ÷ this node',
					measured: spreadOf(rounds.map((round) => round.http.ms / round.tpns.ms)),
					target: { atLeast: 100 },
					note: `${ms('http')} to ${ms('tpns')}`,
				},
				{
					what: 'API requests, Code + HTTP Request ÷ this node',
					measured: spreadOf(rounds.map((round) => round.http.calls / round.tpns.calls)),
					target: { atLeast: 1_000 },
					note: `${rounds[0].http.calls} to ${rounds[0].tpns.calls}`,
				},
			];
		} finally {
			await n8n.stop();
			await target.stop();
		}
	},
};
