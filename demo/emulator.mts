import { join } from 'node:path';

import { assertPortFree } from '../e2e/n8n/ports.mts';
import { startServer, type Server } from '../e2e/n8n/process.mts';
import { cacheFolder, repositoryFolder } from '../e2e/n8n/paths.mts';

export interface Emulator extends Server {
	url: string;
	contactsUrl: string;
	/** The calls that send a push, as the emulated TPNS saw them. */
	sends(): Promise<SeenSend[]>;
	/** Adds phones on which only a person clicks; the page shows them first. */
	addAttendedPhones(users: string[]): Promise<void>;
	/** Where the emulated Push Service sends its callbacks. */
	sendCallbacksTo(url: string): Promise<void>;
	/** Clicks the newest notification of a phone that has one. */
	clickNotification(): Promise<void>;
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

const VENDORS = ['huawei', 'xiaomi', 'google', 'apple'];

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
		async addAttendedPhones(users) {
			for (const [index, userId] of users.entries()) {
				const phone = { userId, vendor: VENDORS[index % VENDORS.length], attended: true };
				await ask('POST', `${url}/_emulator/push-service/phones`, phone);
			}
		},
		async sendCallbacksTo(address) {
			await ask('PATCH', `${url}/_emulator/push-service/callbacks`, { url: address });
		},
		async clickNotification() {
			const { phones } = await seenPhones(url);
			const [phone] = phones.filter(({ notifications }) => notifications.length > 0);
			const [notification] = phone.notifications;
			await ask('POST', `${url}/phones/${phone.id}/notifications/${notification.id}/click`);
		},
	};
}

interface PhonesView {
	phones: Array<{ id: string; notifications: Array<{ id: string }> }>;
}

/** The first event of the page's live stream is all that it shows. */
async function seenPhones(url: string): Promise<PhonesView> {
	const response = await fetch(`${url}/phones/events?notified=1`);
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	while (reader) {
		const { value, done } = await reader.read();
		if (done) break;
		text += value;
		const event = /^data: (.*)\n\n/m.exec(text);
		if (!event) continue;
		await reader.cancel();
		return JSON.parse(event[1]) as PhonesView;
	}
	throw new Error('The phones page sent nothing');
}

async function ask(method: string, address: string, body?: object): Promise<void> {
	const response = await fetch(address, {
		method,
		...(body
			? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
			: {}),
	});
	if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${address}`);
}
