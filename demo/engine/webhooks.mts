import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify from 'fastify';

/** A request as n8n hands it to a node: the parts of Express that n8n promises. */
export type WebhookRequest = IncomingMessage & {
	body: unknown;
	rawBody: Buffer;
	query: unknown;
	params: object;
	readRawBody(): Promise<void>;
};

/** The response to it. */
export type WebhookResponse = ServerResponse & {
	status(code: number): WebhookResponse;
	json(body: unknown): WebhookResponse;
};

/** Answers a request, now or later. */
export type WebhookHandler = (request: WebhookRequest, response: WebhookResponse) => Promise<void>;

export interface WebhookServer {
	/** Address of a path. */
	listen(path: string, handler: WebhookHandler): string;
	close(): Promise<void>;
}

/** Serves `POST /webhook/<path>` on the loopback interface, where n8n has its webhooks too. */
export async function serveWebhooks(port: number): Promise<WebhookServer> {
	const handlers = new Map<string, WebhookHandler>();
	const app = Fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
		Promise.resolve(body),
	);
	app.post<{ Params: { '*': string } }>('/webhook/*', async (request, reply) => {
		const handler = handlers.get(request.params['*']);
		if (!handler) return await reply.code(404).send({ message: 'No workflow listens here.' });
		const rawBody = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
		const body = parse(rawBody);
		if (body === undefined) return await reply.code(422).send({ message: 'This is not JSON.' });
		reply.hijack();
		const response: WebhookResponse = Object.assign(reply.raw, {
			status(code: number) {
				response.statusCode = code;
				return response;
			},
			json(content: unknown) {
				response.setHeader('content-type', 'application/json; charset=utf-8');
				response.end(JSON.stringify(content));
				return response;
			},
		});
		const { query } = request;
		const readRawBody = async () => await Promise.resolve();
		try {
			await handler(
				Object.assign(request.raw, { body, rawBody, query, params: {}, readRawBody }),
				response,
			);
		} catch (error) {
			if (!response.writableEnded) response.status(500).json({ message: String(error) });
		}
	});
	const address = await app.listen({ port, host: '127.0.0.1' });
	return {
		listen(path, handler) {
			handlers.set(path, handler);
			return `${address}/webhook/${path}`;
		},
		close: async () => await app.close(),
	};
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
