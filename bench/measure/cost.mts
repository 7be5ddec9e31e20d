import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What some work took this process, all threads together. */
export interface Cost {
	wallMs: number;
	cpuMs: number;
}

setFlagsFromString('--expose-gc');
/** Makes V8 forget what nothing refers to any more. */
export const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Measures work in this process, which starts without the garbage of what came before.
 *
 * @param times it is done; the least cost counts, because others on the machine only ever add to it
 */
export async function costOf(work: () => Promise<void>, times = 1): Promise<Cost> {
	const costs: Cost[] = [];
	for (let time = 0; time < times; time++) costs.push(await costOnce(work));
	return {
		wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)),
		cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
	};
}

async function costOnce(work: () => Promise<void>): Promise<Cost> {
	collectGarbage();
	const cpu = process.cpuUsage();
	const start = performance.now();
	await work();
	const wallMs = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	return { wallMs, cpuMs: (user + system) / 1000 };
}
