import { readFile, writeFile } from 'node:fs/promises';
import { collectGarbage } from './cost.mts';

const STATUS = '/proc/self/status';

/**
 * Bytes by which this process grows at its largest while some work runs, as the operating system
 * counts them. Garbage is collected before.
 */
export async function growthOf(work: () => Promise<void>): Promise<number> {
	collectGarbage();
	// Sets the highest mark back to what is in use now.
	await writeFile('/proc/self/clear_refs', '5');
	const before = await bytesOf('VmRSS');
	await work();
	return (await bytesOf('VmHWM')) - before;
}

async function bytesOf(name: string): Promise<number> {
	const status = await readFile(STATUS, 'utf8');
	const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
	if (kilobytes === undefined) throw new Error(`${STATUS} does not tell ${name}`);
	return Number(kilobytes) * 1024;
}
