import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { buildIfNeeded } from '../demo/build.mts';
import { installN8n } from '../e2e/n8n/install.mts';
import { describeMachine, load } from './measure/machine.mts';
import { writeDocs } from './report/docs.mts';
import { tableFor } from './report/table.mts';
import { verdictOf, type Measured, type RowSettings } from './row.mts';
import { rows } from './rows/index.mts';

const say = (line: string) => console.log(line);

const { quick, only, pairs, write } = new Command('bench')
	.description('Measures the package side by side with what people would use instead of it.')
	.option('--quick', 'smaller sizes and fewer pairs, below 3 minutes; docs/benchmarks.md stays')
	.option('--only <rows>', 'rows with commas between them, e.g. B2,B3', rowList)
	.option('--pairs <number>', 'pairs of each row (default: 5, or 1 with --quick)', wholeNumber)
	.option('--no-write', 'leave docs/benchmarks.md as it is')
	.parse()
	.opts<{ quick?: boolean; only?: string[]; pairs?: number; write: boolean }>();

const settings: RowSettings = { quick: quick === true, pairs: pairs ?? (quick ? 1 : 5) };
const chosen = only ?? Object.keys(rows);

await buildIfNeeded(say);
await installN8n(undefined, say);

const machine = describeMachine();
say(`${machine}; load ${load().toFixed(1)}\n`);
const measured: Measured[] = [];
for (const id of chosen) {
	try {
		const result = await measure(id);
		measured.push(result);
		say(tableFor(result));
		if (write && !settings.quick) await writeDocs([result], machine);
	} catch (error) {
		say(`${(error as Error).message}\n`);
		process.exitCode = 1;
	}
}
const missed = measured.flatMap(({ comparisons }) => comparisons).filter(isMissed);
say(missed.length ? `${missed.length} not reached.` : 'All reached.');

function isMissed(comparison: Measured['comparisons'][number]): boolean {
	return verdictOf(comparison) === 'not reached';
}

/** Measures a row in a process of its own, so that no row meets the garbage of another. */
async function measure(id: string): Promise<Measured> {
	const child = fork(join(import.meta.dirname, 'measureRow.mts'), [id, JSON.stringify(settings)]);
	return await new Promise((resolve, reject) => {
		let result: Measured | undefined;
		child.on('message', (message) => (result = message as Measured));
		child.on('error', reject);
		child.on('exit', (code, signal) =>
			result
				? resolve(result)
				: reject(new Error(`${id} ended with ${signal ?? `status ${code}`}`)),
		);
	});
}

function rowList(text: string): string[] {
	const names = text.toUpperCase().split(',');
	const unknown = names.find((name) => !(name in rows));
	if (unknown !== undefined) {
		throw new InvalidArgumentError(
			`There is no ${unknown}; there are ${Object.keys(rows).join(', ')}.`,
		);
	}
	return names;
}

function wholeNumber(text: string): number {
	if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}
