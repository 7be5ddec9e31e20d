import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installN8n } from '../../e2e/n8n/install.mts';
import { repositoryFolder } from '../../e2e/n8n/paths.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import type { Comparison, Row } from '../row.mts';

const run = promisify(execFile);

/** Runs in a process of its own, which has n8n-workflow loaded already, as n8n has. */
const LOAD = `
const [file, name] = process.argv.slice(1);
require(require.resolve('n8n-workflow', { paths: [file] }));
const start = performance.now();
new (require(file)[name])();
console.log(performance.now() - start);`;

/** Milliseconds until the node's class is there and described. */
async function load(file: string, name: string): Promise<number> {
	const { stdout } = await run(process.execPath, ['-e', LOAD, file, name]);
	return Number(stdout);
}

/** B7: how long n8n waits for a node when it starts. */
export const descriptions: Row = {
	id: 'B7',
	title: 'loading a node, against n8n’s own Telegram node',
	async measure({ pairs }, report) {
		const { folder } = await installN8n(undefined, report);
		const telegram = join(
			folder,
			'node_modules/n8n-nodes-base/dist/nodes/Telegram/Telegram.node.js',
		);
		const own = (name: string) => join(repositoryFolder, 'dist', 'nodes', name, `${name}.node.js`);
		const rounds = await measureRounds(
			{
				Tpns: async () => await load(own('Tpns'), 'Tpns'),
				Telegram: async () => await load(telegram, 'Telegram'),
				TencentPush: async () => await load(own('TencentPush'), 'TencentPush'),
			},
			pairs,
		);
		const against = (node: 'Tpns' | 'TencentPush', title: string): Comparison => {
			const ms = (name: keyof (typeof rounds)[number]) =>
				`${Math.round(medianOf(rounds.map((round) => round[name])))} ms`;
			return {
				what: `time to load, ${title} ÷ Telegram`,
				measured: spreadOf(rounds.map((round) => round[node] / round.Telegram)),
				target: { atMost: 1 },
				note: `${ms(node)} to ${ms('Telegram')}`,
			};
		};
		return [against('Tpns', 'TPNS'), against('TencentPush', 'Push Service')];
	},
};
