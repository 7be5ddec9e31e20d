import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { request as send } from 'undici';
import { mayLeave, type Permit } from './guard.mts';

/** One request of a node, and what the API answered. Neither query nor headers: they are secret. */
export interface Exchange {
	path: string;
	request: unknown;
	/** Undefined when no answer came. */
	answer?: { status: number; text: string };
	/** Why there is no answer. */
	failure?: string;
}

export interface Recorder {
	/** Address for the credential. */
	url: string;
	/** What has been sent since the last call, oldest first. */
	take(): Exchange[];
	/** Lets requests through that concern the permit's recipient, or pushes made through it. */
	allow(permit: Omit<Permit, 'made'>): void;
	close(): Promise<void>;
}

const timeout = 20_000;
/** Where answers name what a request has made. */
const madeIds: Record<string, RegExp> = {
	'/v3/push/app': /"push_id"\s*:\s*"?(\d+)/g,
	'/v4/timpush/add_sched_task': /"TaskID"\s*:\s*(\d+)/g,
};
const notPassedOn = new Set(['host', 'connection', 'content-length', 'accept-encoding']);

/**
 * Stands between the nodes and the API on this machine: passes on what `mayLeave` lets through, as it
 * came, and keeps both sides of it. TPNS signs the body and the Push Service its query, so both are
 * valid under another address.
 */
export async function startRecorder(target: string): Promise<Recorder> {
	let exchanges: Exchange[] = [];
	let permit: Permit | undefined;
	const made = new Set<string>();
	const app = Fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (_request: unknown, body: Buffer) => body,
	);
	app.all('/*', async (request, reply) => {
		const [path] = request.url.split('?', 1);
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const exchange: Exchange = { path, request: readJson(body) };
		exchanges.push(exchange);
		if (!mayLeave(path, exchange.request, permit)) {
			exchange.failure = 'not sent: it is no read, and does not concern the recipient alone';
			return reply.code(403).send({ refused: 'by the live check' });
		}
		try {
			const headers = Object.entries(request.headers).filter(([name]) => !notPassedOn.has(name));
			const response = await send(`${target}${request.url}`, {
				method: 'POST',
				headers: Object.fromEntries(headers) as Record<string, string>,
				body,
				headersTimeout: timeout,
				bodyTimeout: timeout,
			});
			const text = await response.body.text();
			exchange.answer = { status: response.statusCode, text };
			for (const [, id] of text.matchAll(madeIds[path] ?? /$^/g)) made.add(id);
			return reply
				.code(response.statusCode)
				.type(String(response.headers['content-type'] ?? 'application/json'))
				.send(text);
		} catch (error) {
			const { code, name } = error as { code?: string; name: string };
			exchange.failure = `no answer: ${code ?? name}`;
			reply.hijack();
			request.raw.socket.destroy();
			return reply;
		}
	});
	await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
		take: () => exchanges.splice(0),
		allow: (given) => void (permit = { ...given, made }),
		close: async () => {
			exchanges = [];
			await app.close();
		},
	};
}

function readJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}
