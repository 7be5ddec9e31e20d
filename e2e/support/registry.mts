import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../n8n/ports.mts';
import { startServer, type Server } from '../n8n/process.mts';
import { installTool } from './tools.mts';

export interface Registry extends Server {
	url: string;
	/** Lines for an `.npmrc` that publishes here. */
	npmrc: string;
}

/** Starts an empty package registry on the loopback interface, with one user. */
export async function startRegistry(folder: string): Promise<Registry> {
	const tool = await installTool('registry', () => {});
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const config = join(folder, 'config.yaml');
	await writeFile(
		config,
		[
			'storage: ./storage',
			'auth: { htpasswd: { file: ./htpasswd } }',
			'uplinks: {}',
			"packages: { '**': { access: $all, publish: $authenticated } }",
			'log: { type: stdout, format: pretty, level: warn }',
		].join('\n'),
	);
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = await startServer({
		name: 'The package registry',
		command: process.execPath,
		args: [
			join(tool, 'node_modules/verdaccio/bin/verdaccio'),
			'--config',
			config,
			'--listen',
			`127.0.0.1:${port}`,
		],
		cwd: folder,
		env: { PATH: process.env.PATH, HOME: folder },
		logFile: join(folder, 'registry.log'),
		readyUrls: [`${url}/-/ping`],
		startTimeoutMs: 60_000,
		stopTimeoutMs: 10_000,
	});
	return {
		...server,
		url,
		npmrc: `registry=${url}/\n//127.0.0.1:${port}/:_authToken=${await token(url)}\n`,
	};
}

async function token(url: string): Promise<string> {
	const name = 'maintainer';
	const response = await fetch(`${url}/-/user/org.couchdb.user:${name}`, {
		method: 'PUT',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name, password: 'only-on-loopback' }),
	});
	const { token } = (await response.json()) as { token?: string };
	if (!token) throw new Error(`The package registry made no user: status ${response.status}`);
	return token;
}
