import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, inflateSync } from 'node:zlib';
import { WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { signCallback } from '../../emulator/callbacks/query.mts';
import { credentialsHelper, loadPackage } from './engine.mts';

export const SDK_APP_ID = 1400000001;
export const CALLBACK_TOKEN = 'xxxxyyyy';

/** The credential of the callbacks that `postCallback` sends. */
export const chatCredentials = {
	tencentChatApi: { sdkAppId: String(SDK_APP_ID), callbackToken: CALLBACK_TOKEN },
};

export interface WebhookOptions {
	parameters?: INodeParameters;
	/** Read anew for each request, so that a test can change it. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Stores an execution; throws when n8n's database cannot. Default: stores at once. */
	store?: (items: IDataObject[]) => Promise<void>;
	mode?: 'webhook' | 'manual';
}

/**
 * The callback trigger behind a real HTTP server that answers as n8n's does in `onReceived` mode:
 * the execution is stored first, then the callback is answered, whether or not the caller is still
 * there. An exception of the node is answered with 500 and stored as a failed execution.
 */
export class ListeningTrigger {
	/** Items of each stored execution. */
	readonly executions: IDataObject[][] = [];
	/** What n8n would store as failed executions. */
	readonly failures: unknown[] = [];
	/** What the node writes to n8n's log. */
	readonly log: string[] = [];
	readonly #options: WebhookOptions;
	readonly #server: Server;
	#workflow!: Workflow;

	private constructor(options: WebhookOptions) {
		this.#options = options;
		this.#server = createServer((request, response) => void this.#take(request, response));
	}

	static async start(options: WebhookOptions = {}): Promise<ListeningTrigger> {
		const trigger = new ListeningTrigger(options);
		await trigger.#load();
		trigger.#server.listen(0, '127.0.0.1');
		await once(trigger.#server, 'listening');
		return trigger;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	/** Every item of every stored execution. */
	get items(): IDataObject[] {
		return this.executions.flat();
	}

	async close(): Promise<void> {
		this.#server.close();
		this.#server.closeAllConnections();
		await once(this.#server, 'close');
	}

	async #load(): Promise<void> {
		const loader = await loadPackage();
		const type = loader.getNode('tencentPushTrigger').type;
		const credentials = this.#options.credentials ?? chatCredentials;
		this.#workflow = new Workflow({
			// A workflow of its own, because the trigger remembers callbacks by workflow.
			id: `webhook ${++workflows}`,
			nodes: [
				{
					id: '1',
					name: 'Trigger',
					type: 'n8n-nodes-tencent-push.tencentPushTrigger',
					typeVersion: 2,
					position: [0, 0],
					parameters: this.#options.parameters ?? {},
					credentials: Object.fromEntries(
						Object.keys(credentials).map((name) => [name, { id: name, name }]),
					),
				},
			],
			connections: {},
			active: true,
			nodeTypes: {
				getByNameAndVersion: () => type,
				getByName: () => type,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
		});
	}

	async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await buffer(request);
		const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
		let body: unknown;
		try {
			body = isJson ? JSON.parse(rawBody.toString('utf8')) : undefined;
		} catch {
			response.writeHead(422).end();
			return;
		}
		const answer = (status: number, answered: unknown) =>
			response
				.writeHead(status, { 'content-type': 'application/json' })
				.end(JSON.stringify(answered));
		const httpRequest = Object.assign(request, {
			body,
			query: Object.fromEntries(new URL(request.url ?? '', this.url).searchParams),
			rawBody: isJson ? rawBody : undefined,
			readRawBody: async () => {
				const encoding = request.headers['content-encoding'];
				await Promise.resolve(Object.assign(request, { rawBody: unpacked(rawBody, encoding) }));
			},
		});
		let result: IWebhookResponseData;
		try {
			result = await this.#run(httpRequest, asExpress(response));
		} catch (error) {
			this.failures.push(error);
			answer(500, { message: 'Error in workflow' });
			return;
		}
		if (result.noWebhookResponse) return;
		const items = result.workflowData?.flat().map(({ json }) => json);
		try {
			if (items) {
				await this.#options.store?.(items);
				this.executions.push(items);
			}
		} catch {
			answer(500, { message: 'Could not be stored' });
			return;
		}
		answer(200, result.webhookResponse);
	}

	async #run(httpRequest: object, httpResponse: object): Promise<IWebhookResponseData> {
		const loader = await loadPackage();
		const node = this.#workflow.getNode('Trigger') as INode;
		const { type } = loader.getNode('tencentPushTrigger');
		if (!('webhook' in type) || !type.webhook) throw new Error('no webhook');
		const additionalData = {
			credentialsHelper: credentialsHelper(loader, this.#options.credentials ?? chatCredentials),
			httpRequest,
			httpResponse,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(
			this.#workflow,
			node,
			additionalData,
			this.#options.mode ?? 'webhook',
			{ webhookDescription: { name: 'default' } } as IWebhookData,
			[],
			null,
		);
		const log = (message: string) => this.log.push(message);
		Object.defineProperty(context, 'logger', {
			value: { error: log, warn: log, info: log, debug: log },
		});
		return await type.webhook.call(context);
	}
}

let workflows = 0;

/** What n8n makes of a body; it throws when it cannot unpack it, or when it has more than 16 MB. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
	const limit = { maxOutputLength: 16 * 1024 * 1024 };
	if (encoding === 'gzip') return gunzipSync(body, limit);
	return encoding === 'deflate' ? inflateSync(body, limit) : body;
}

/** The two methods of Express that the node uses. */
function asExpress(response: ServerResponse): object {
	const express = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return express;
		},
		json(body: unknown) {
			response.setHeader('content-type', 'application/json');
			return response.end(JSON.stringify(body));
		},
	});
	return express;
}

export interface CallbackRequest {
	events: unknown;
	command?: string;
	/** The whole body, instead of one with `events`. */
	body?: string | Uint8Array<ArrayBuffer>;
	headers?: Record<string, string>;
	token?: string;
	/** Hangs up after so many milliseconds. */
	patience?: number;
}

/**
 * Sends a callback as Tencent does.
 *
 * @returns the HTTP status; undefined when the sender hung up first
 */
export async function postCallback(
	url: string,
	{
		events,
		command = 'Push.AllMemberPush',
		body,
		headers = { 'content-type': 'application/json' },
		token = CALLBACK_TOKEN,
		patience,
	}: CallbackRequest,
): Promise<number | undefined> {
	const requestTime = Math.floor(Date.now() / 1000);
	const address = new URL(url);
	address.search = String(
		new URLSearchParams({
			SdkAppid: String(SDK_APP_ID),
			CallbackCommand: command,
			contenttype: 'json',
			RequestTime: String(requestTime),
			Sign: signCallback(token, requestTime),
		}),
	);
	try {
		const answer = await fetch(address, {
			method: 'POST',
			headers,
			body: body ?? JSON.stringify({ Events: events }),
			signal: patience === undefined ? undefined : AbortSignal.timeout(patience),
		});
		await answer.text();
		return answer.status;
	} catch {
		return undefined;
	}
}
