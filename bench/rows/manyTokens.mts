import { costOf } from '../measure/cost.mts';
import { runInEngine, startExpressionEngine, stopExpressionEngine } from '../measure/engine.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { contacts } from '../peers/audience.mts';
import { Script } from '../peers/script.mts';
import type { Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

/** The node's default for Calls at Once. */
const CALLS_AT_ONCE = 10;

/** Some tenths of a second are at the mercy of whatever else runs. */
const TIMES = 3;

/** B2: what the node itself takes for many tokens, in n8n's engine. */
export const manyTokens: Row = {
	id: 'B2',
	title: '100,000 tokens, one message, n8n’s engine in one process',
	async measure({ quick, pairs }) {
		const people = contacts(quick ? 20_000 : 100_000);
		const target = await startTarget();
		const script = new Script(target.url, CALLS_AT_ONCE);
		await startExpressionEngine();
		const inEngine = (node: string) => () =>
			costOf(async () => await runInEngine(node, people, target.url), TIMES);
		try {
			const rounds = await measureRounds(
				{
					node: inEngine('tpns'),
					copy: inEngine('copy'),
					floor: inEngine('floor'),
					script: () => costOf(async () => await script.sendToAll(people), TIMES),
				},
				pairs,
			);
			const wall = (name: 'node' | 'copy' | 'floor' | 'script') =>
				`${Math.round(medianOf(rounds.map((round) => round[name].wallMs)))} ms`;
			return [
				{
					what: 'CPU of an item above a node that copies its items',
					measured: spreadOf(
						rounds.map(({ node, copy }) => ((node.cpuMs - copy.cpuMs) * 1000) / people.length),
					),
					unit: 'µs',
					target: { atMost: 10 },
				},
				{
					what: 'wall time, this node ÷ bare script',
					measured: spreadOf(rounds.map(({ node, script: bare }) => node.wallMs / bare.wallMs)),
					target: { atMost: 2 },
					note: `${wall('node')} to ${wall('script')}; floor ${wall('floor')}, copying alone ${wall('copy')}`,
					floor: {
						what: 'a node that only sends to each token once, through n8n’s request helper',
						ratio: spreadOf(rounds.map(({ node, floor }) => node.wallMs / floor.wallMs)),
					},
				},
			];
		} finally {
			await script.close();
			await stopExpressionEngine();
			await target.stop();
		}
	},
};
