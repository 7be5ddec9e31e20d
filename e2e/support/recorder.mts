import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
	method: string;
	path: string;
	body: unknown;
}

/** A server that answers every request, to be somebody else's system in workflows. */
export interface Recorder {
	url: string;
	requests: Recorded[];
	close(): Promise<void>;
}

/** @param answer what a request is answered with: a text, or anything else as JSON; `{}` unless given */
export async function startRecorder(
	answer: (request: Recorded) => unknown = () => ({}),
): Promise<Recorder> {
	const requests: Recorded[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		const recorded = {
			method: request.method ?? '',
			path: request.url ?? '',
			body: text === '' ? undefined : JSON.parse(text),
		};
		requests.push(recorded);
		const answered = answer(recorded);
		const isText = typeof answered === 'string';
		response.setHeader('content-type', isText ? 'text/csv' : 'application/json');
		response.end(isText ? answered : JSON.stringify(answered));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
