import { cpus, loadavg, totalmem, type } from 'node:os';

/** The machine, in a line. */
export function describeMachine(): string {
	const processors = cpus();
	const model = processors[0]?.model.trim() || 'unknown processor';
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${processors.length} cores (${model}), ${memory} GB, ${type()}, Node ${process.versions.node}`;
}

/** Processes that want to run, on average over the last minute. */
export function load(): number {
	return loadavg()[0];
}
