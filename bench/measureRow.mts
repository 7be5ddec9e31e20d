import { load } from './measure/machine.mts';
import type { Measured, RowSettings } from './row.mts';
import { rows } from './rows/index.mts';

/** Measures the row named by the first argument and sends the result to the parent process. */
const [id, settings] = process.argv.slice(2);
const row = await rows[id]();
const startedAt = performance.now();
const comparisons = await row.measure(JSON.parse(settings) as RowSettings, console.log);
const result: Measured = {
	id,
	title: row.title,
	comparisons,
	seconds: Math.round((performance.now() - startedAt) / 1000),
	load: load(),
};
// n8n's engine leaves timers behind that would keep the process.
process.send?.(result, () => process.exit(0));
