import { join } from 'node:path';
import { cacheFolder, repositoryFolder } from '../../e2e/n8n/paths.mts';
import { freePort } from '../../e2e/n8n/ports.mts';
import { startServer } from '../../e2e/n8n/process.mts';

export interface Target {
	url: string;
	/** Requests and bytes of their bodies since it started. */
	seen(): Promise<{ calls: number; bytes: number }>;
	stop(): Promise<void>;
}

/**
 * Starts the bare server in a process of its own, so that it does not count as the client's.
 *
 * @param answerAfterMs what an answer takes, in milliseconds
 */
export async function startTarget(answerAfterMs = 0): Promise<Target> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = await startServer({
		name: 'The target',
		command: process.execPath,
		args: [join(import.meta.dirname, 'server.mts'), String(port), String(answerAfterMs)],
		cwd: repositoryFolder,
		env: process.env,
		logFile: join(cacheFolder, 'bench', 'target.log'),
		readyUrls: [url],
		startTimeoutMs: 10_000,
		stopTimeoutMs: 1_000,
	});
	return {
		url,
		seen: async () => (await (await fetch(url)).json()) as { calls: number; bytes: number },
		stop: server.kill,
	};
}
