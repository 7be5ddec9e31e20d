import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { untilAborted } from './abort';
import type { Attempt, SignableOptions } from './authenticate';
import { isUnsent, thrownResponse } from './network';

export type ApiContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The most bytes of a response that are read, decompressed: far more than the APIs document. */
export const MOST_RESPONSE_BYTES = 32 * 1024 * 1024;

/** How long n8n's helper may take to end a request that was told to end, in milliseconds. */
const GRACE_MS = 1_000;

/** A response of the API, or of something on the way to it. */
export interface HttpResponse {
	status: number;
	/** The header of that name. */
	location: unknown;
	/** The body; undefined when it broke off or is longer than `MOST_RESPONSE_BYTES`. */
	text: string | undefined;
	isTooLong: boolean;
	/** Whether a proxy answered, which had not passed the request on. */
	isRefusedByProxy: boolean;
}

/** How an attempt ended. */
export interface Exchange {
	/** A response, or what n8n's helper has thrown. */
	result: { response: HttpResponse } | { error: unknown };
	/** Why the connection was ended from here, if it was. */
	endedBy?: 'limit' | 'canceled';
	/** What the credential has added and must not be shown. */
	secrets: string[];
	/** The address of the request with its query, once it is known. */
	url?: string;
}

/**
 * n8n shows the connection of a request only with an error, so every status but 200 is to be one.
 * Not 401: n8n sends a request again after it.
 */
const STATUSES_WITH_CONNECTION = Array.from({ length: 900 }, (_, index) => index + 100).filter(
	(status) => status !== 200 && status !== 401,
);

/**
 * Sends a request once and reads its response. The connection ends with the wait: at the limit, when
 * the execution is canceled, and when the response is too long. Never throws.
 *
 * @param limitMs milliseconds until the end of the response
 */
export async function exchange(
	context: ApiContext,
	credential: string,
	options: IHttpRequestOptions,
	limitMs: number,
): Promise<Exchange> {
	const ending = new AbortController();
	const limit = AbortSignal.timeout(limitMs);
	const canceled = cancelSignalOf(context);
	const end = () => ending.abort();
	for (const reason of [limit, canceled]) reason?.addEventListener('abort', end);
	if (canceled?.aborted) end();

	const attempt: Attempt = { signal: ending.signal, secrets: [] };
	// n8n's own limit ends silence only; the connection is looked at by the timeout that it sets.
	const timeout = limitMs + GRACE_MS;
	const sent = send(context, credential, { ...options, timeout, attempt });
	const result = await untilAborted(sent, ending.signal, async () => {
		return await Promise.race([sent, overdue()]);
	});
	for (const reason of [limit, canceled]) reason?.removeEventListener('abort', end);
	if (!('response' in result) || result.response.text === undefined) end();
	return {
		result,
		...(canceled?.aborted ? { endedBy: 'canceled' } : limit.aborted ? { endedBy: 'limit' } : {}),
		secrets: attempt.secrets,
		url: attempt.url,
	};
}

/** What is said after the time that n8n's helper may take to end a request. */
async function overdue(): Promise<Exchange['result']> {
	await sleep(GRACE_MS);
	return { error: Object.assign(new Error('The request does not end'), { code: 'ETIMEDOUT' }) };
}

/** Aborts when the execution is canceled; undefined where n8n has no such signal. */
export function cancelSignalOf(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

async function send(
	context: ApiContext,
	credential: string,
	options: SignableOptions,
): Promise<Exchange['result']> {
	const sending: SignableOptions = {
		...options,
		// A stream can be ended at any byte, and n8n never sees a body that is broken.
		encoding: 'stream',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: STATUSES_WITH_CONNECTION },
	};
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credential,
			sending,
		)) as { statusCode: number; headers?: { location?: unknown }; body: unknown };
		return { response: await read(statusCode, headers, body) };
	} catch (error) {
		const thrown = thrownResponse(error);
		if (!thrown) return { error };
		const response = await read(thrown.status, thrown.headers, thrown.data);
		return { response: { ...response, isRefusedByProxy: isUnsent(error) } };
	}
}

async function read(
	status: number,
	headers: { location?: unknown } | undefined,
	body: unknown,
): Promise<HttpResponse> {
	const text = await readText(body);
	return {
		status,
		location: headers?.location,
		text: typeof text === 'string' ? text : undefined,
		isTooLong: text === TOO_LONG,
		isRefusedByProxy: false,
	};
}

const TOO_LONG = Symbol('too long');

/** The text of a response, without a byte order mark; undefined when it breaks off. */
async function readText(body: unknown): Promise<string | typeof TOO_LONG | undefined> {
	if (!isStream(body)) return typeof body === 'string' ? body : JSON.stringify(body);
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body) {
			bytes += chunk.length;
			if (bytes > MOST_RESPONSE_BYTES) return TOO_LONG;
			chunks.push(chunk);
		}
	} catch {
		return undefined;
	}
	return new TextDecoder().decode(Buffer.concat(chunks));
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
