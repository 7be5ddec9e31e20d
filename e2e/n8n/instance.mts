import { join } from 'node:path';

import type { N8nInstallation } from './install.mts';
import { assertPortFree, freePort } from './ports.mts';
import { startServer, type Server } from './process.mts';
import { n8nEnvironment } from './settings.mts';

const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 40_000;

export interface N8nOptions {
	installation: N8nInstallation;
	/** Holds this n8n's database, keys and community packages below `.n8n/`. */
	userFolder: string;
	/** A free one unless given. */
	port?: number;
	/** Named in the message when the given port is taken. */
	portOption?: string;
	/** Further settings; they win over those of the harness. */
	env?: NodeJS.ProcessEnv;
}

export interface N8nInstance extends Server {
	url: string;
	port: number;
	userFolder: string;
}

/** Starts n8n on the loopback interface and waits until its database and REST API are ready. */
export async function startN8n(options: N8nOptions): Promise<N8nInstance> {
	const { installation, userFolder } = options;
	if (options.port) await assertPortFree(options.port, options.portOption ?? 'another port');
	const port = options.port || (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const server = await startServer({
		name: `n8n ${installation.version}`,
		command: process.execPath,
		args: [installation.script, 'start'],
		cwd: userFolder,
		env: n8nEnvironment({
			version: installation.version,
			userFolder,
			env: {
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				[installation.version.startsWith('1.') ? 'WEBHOOK_URL' : 'N8N_WEBHOOK_URL']: url,
				N8N_EDITOR_BASE_URL: url,
				...options.env,
			},
		}),
		logFile: join(userFolder, 'n8n.log'),
		// The first tells that the database is ready, the second that the REST API is there.
		readyUrls: [`${url}/healthz/readiness`, `${url}/rest/settings`],
		startTimeoutMs: START_TIMEOUT_MS,
		stopTimeoutMs: STOP_TIMEOUT_MS,
	});
	return { ...server, url, port, userFolder };
}
