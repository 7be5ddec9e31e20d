import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushEvent } from '../../emulator/callbacks/events.mts';

export interface ReceivedCallback {
	query: Record<string, string>;
	contentType?: string;
	events: PushEvent[];
}

export const okAnswer = '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}';

/** A customer's server: keeps what it gets, and answers OK or as told. */
export async function startReceiver() {
	const received: ReceivedCallback[] = [];
	const connections = new Set<number | undefined>();
	let answer: (response: ServerResponse, count: number) => void = (response) =>
		response.end(okAnswer);
	const server = createServer((request: IncomingMessage, response) => {
		connections.add(request.socket.remotePort);
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { searchParams } = new URL(request.url ?? '', 'http://receiver');
			received.push({
				query: Object.fromEntries(searchParams),
				contentType: request.headers['content-type'],
				events: JSON.parse(Buffer.concat(chunks).toString()).Events,
			});
			answer(response, received.length);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
		connections,
		events: () => received.flatMap(({ events }) => events),
		/** Answers otherwise from now on; `count` includes the callback at hand. */
		answerWith(handler: typeof answer) {
			answer = handler;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
