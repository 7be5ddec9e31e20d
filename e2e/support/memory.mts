import { readFileSync } from 'node:fs';

/** Memory of a process in MB, as the operating system counts it. */
export function memoryMb(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}
