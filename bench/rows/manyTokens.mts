import { costOf } from '../measure/cost.mts';
import { runInEngine, startExpressionEngine, stopExpressionEngine } from '../measure/engine.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { contacts } from '../peers/audience.mts';
import { Script } from '../peers/script.mts';
import type { Row } from '../row.mts';
import { startTarget, type Target } from '../target/start.mts';

/** The node's default for Parallel Requests. */
const CALLS_AT_ONCE = 10;

/** Some tenths of a second are at the mercy of whatever else runs. */
const TIMES = 3;

/** What an API takes to answer over the Internet, at the least. */
const ANSWER_AFTER_MS = 50;

/** B2: what the node itself takes for many tokens, in n8n's engine. */
export const manyTokens: Row = {
	id: 'B2',
	title: '100,000 tokens, one message, n8n’s engine in one process',
	async measure({ quick, pairs }) {
		const people = contacts(quick ? 20_000 : 100_000);
		const near = await startTarget();
		const far = await startTarget(ANSWER_AFTER_MS);
		const script = new Script(near.url, CALLS_AT_ONCE);
		const farScript = new Script(far.url, CALLS_AT_ONCE);
		await startExpressionEngine();
		const inEngine = (node: string, { url }: Target, times = TIMES) => {
			return () => costOf(async () => await runInEngine(node, people, url), times);
		};
		const bare = (by: Script) => () => costOf(async () => await by.sendToAll(people), TIMES);
		try {
			const rounds = await measureRounds(
				{
					node: inEngine('tpns', near),
					copy: inEngine('copy', near),
					floorThatKnows: inEngine('floorThatKnows', near),
					script: bare(script),
					farNode: inEngine('tpns', far),
					farScript: bare(farScript),
				},
				pairs,
			);
			// Apart from the others, because V8 throws code away that is idle for so long.
			const asking = await measureRounds({ floor: inEngine('floor', near, 1) }, pairs, {
				warmUp: false,
			});
			const floors = asking.map(({ floor }) => floor.wallMs);
			const ms = (walls: number[]) => `${Math.round(medianOf(walls))} ms`;
			const wall = (name: keyof (typeof rounds)[number]) =>
				ms(rounds.map((round) => round[name].wallMs));
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
					what: `wall time, this node ÷ bare script, answers after ${ANSWER_AFTER_MS} ms`,
					measured: spreadOf(rounds.map((round) => round.farNode.wallMs / round.farScript.wallMs)),
					target: { atMost: 2 },
					note: `${wall('farNode')} to ${wall('farScript')}`,
				},
				{
					what: 'wall time, this node ÷ bare script, answers at once',
					measured: spreadOf(rounds.map((round) => round.node.wallMs / round.script.wallMs)),
					target: { atMost: 2 },
					note: `${wall('node')} to ${wall('script')}; floor ${ms(floors)}, copying alone ${wall('copy')}`,
					floor: {
						what: 'a node that asks n8n for each token, as nodes do, checks nothing and only sends to each once, through n8n’s request helper',
						ratio: spreadOf(rounds.map(({ node }, pair) => node.wallMs / floors[pair])),
					},
				},
				{
					what: 'wall time, this node ÷ that floor if it knew where the tokens stand, answers at once',
					measured: spreadOf(
						rounds.map(({ node, floorThatKnows }) => node.wallMs / floorThatKnows.wallMs),
					),
					note: `${wall('node')} to ${wall('floorThatKnows')}`,
				},
			];
		} finally {
			await script.close();
			await farScript.close();
			await stopExpressionEngine();
			await near.stop();
			await far.stop();
		}
	},
};
