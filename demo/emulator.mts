import { join } from 'node:path';

import { assertPortFree } from '../e2e/n8n/ports.mts';
import { startServer, type Server } from '../e2e/n8n/process.mts';
import { cacheFolder, repositoryFolder } from '../e2e/n8n/paths.mts';

export interface Emulator extends Server {
	url: string;
	contactsUrl: string;
	/** The calls that send a push, as the emulated TPNS saw them. */
	sends(): Promise<SeenSend[]>;
}

export interface SeenSend {
	accepted: boolean;
	tokens: number;
	invalid: number;
}

interface RequestRecord {
	accepted: boolean;
	body?: { token_list?: string[] };
	answer?: { invalid_targe_list?: string[] };
}

/** Starts the emulator of the Tencent clouds with an address book of the given size. */
export async function startEmulator(port: number, contacts: number): Promise<Emulator> {
	await assertPortFree(port, '--emulator-port');
	const url = `http://127.0.0.1:${port}`;
	const server = await startServer({
		name: 'The emulator',
		command: process.execPath,
		args: ['emulator/cli.mts', '--port', String(port), '--contacts', String(contacts)],
		cwd: repositoryFolder,
		env: process.env,
		logFile: join(cacheFolder, 'demo', 'emulator.log'),
		readyUrls: [`${url}/_emulator/counts`],
		startTimeoutMs: 30_000,
		stopTimeoutMs: 10_000,
	});
	return {
		...server,
		url,
		contactsUrl: `${url}/_emulator/contacts`,
		async sends() {
			const response = await fetch(`${url}/_emulator/requests?path=/v3/push/app`);
			const requests = (await response.json()) as RequestRecord[];
			return requests.map(({ accepted, body, answer }) => ({
				accepted,
				tokens: body?.token_list?.length ?? 0,
				invalid: answer?.invalid_targe_list?.length ?? 0,
			}));
		},
	};
}
