import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CredentialInput, RunData } from './types.mts';
import type { N8nInstallation } from './install.mts';
import { freePort } from './ports.mts';
import { n8nEnvironment } from './settings.mts';

export interface N8nCliOptions {
	installation: N8nInstallation;
	userFolder: string;
	env?: NodeJS.ProcessEnv;
}

/** n8n's command line on one user folder. Each command starts an n8n of its own: some seconds. */
export class N8nCli {
	readonly #options: N8nCliOptions;

	constructor(options: N8nCliOptions) {
		this.#options = options;
	}

	/** The file holds one workflow with an `id`, or a list of such. */
	async importWorkflow(file: string): Promise<void> {
		await this.#run(['import:workflow', `--input=${file}`]);
	}

	/** The credentials are in a file that only this user can read, for as long as it takes. */
	async importCredentials(credentials: Array<CredentialInput & { id: string }>): Promise<void> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-credentials-'));
		const file = join(folder, 'credentials.json');
		try {
			await writeFile(file, JSON.stringify(credentials), { mode: 0o600 });
			await this.#run(['import:credentials', `--input=${file}`]);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	/** Takes effect when n8n is started the next time. */
	async publishWorkflow(id: string): Promise<void> {
		const command = this.#options.installation.version.startsWith('1.')
			? ['update:workflow', '--active=true']
			: ['publish:workflow'];
		await this.#run([...command, `--id=${id}`]);
	}

	/** Runs a workflow from its trigger and returns what its nodes gave; throws when it fails. */
	async executeWorkflow(id: string): Promise<RunData> {
		const output = await this.#run(['execute', `--id=${id}`, '--rawOutput']);
		const json = /^\{$.*^\}$/ms.exec(output)?.[0];
		if (!json) throw new Error(`n8n execute gave no result:\n${output}`);
		return JSON.parse(json).data.resultData.runData;
	}

	async #run(args: string[]): Promise<string> {
		const { installation, userFolder, env } = this.#options;
		const child = spawn(process.execPath, [installation.script, ...args], {
			cwd: userFolder,
			env: n8nEnvironment({
				version: installation.version,
				userFolder,
				env: {
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
					// The result of a command is a log line of this level.
					N8N_LOG_LEVEL: 'info',
					...env,
				},
			}),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const output: Buffer[] = [];
		const errors: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
		const status = await new Promise<number | null>((resolve, reject) => {
			child.on('error', reject);
			child.on('close', resolve);
		});
		const text = Buffer.concat(output).toString('utf8');
		// Some commands end with status 0 after they have failed.
		if (status !== 0 || /^(An error occurred|Error |Could not )/m.test(text)) {
			const all = text + Buffer.concat(errors).toString('utf8');
			throw new Error(`n8n ${args.join(' ')} ended with status ${status}:\n${all.trim()}`);
		}
		return text;
	}
}
