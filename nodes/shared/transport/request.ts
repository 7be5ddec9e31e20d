import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { stringifyJson } from '../fields/json';
import { httpErrors } from './httpErrors';
import type { ApiError } from './apiError';
import { CallFailure } from './failure';
import { parseLossless } from './losslessJson';
import { networkError } from './network';
import { paced } from './pace';
import type { Policy } from './retry';
import { RETRIES, TIME_LIMIT_MS, waitBefore } from './retry';
import type { Product } from './product';
import { maskSecretsOf } from './secrets';

export type ApiContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A request as an operation asks for it. */
export interface ApiRequest {
	/** E.g. `/v3/push/app`. */
	path: string;
	/** A JSON object, or what is sent as it is with `headers`. A stream is made new by `openBody`. */
	body?: object;
	/** Makes the body of an attempt, where one body cannot be sent twice. */
	openBody?: () => Promise<{ body: IHttpRequestOptions['body']; headers: IDataObject }>;
	/** Codes other than 0 whose answer the operation reads itself. */
	acceptCodes?: readonly string[];
	/** Names the request where its body holds random numbers, so that a repeat is recognised. */
	idempotencyKey?: () => string;
	/** Replaces the policy of the path, e.g. for an audience that has a rate of its own. */
	policy?: Policy;
	/** Called when the request's turn has come; throws when it must not start any more. */
	beforeStart?(): void;
}

/** An answer with code 0 or one of `acceptCodes`. Integers beyond 2^53 are text. */
export interface Answer {
	code: string;
	message: string;
	body: Record<string, unknown>;
}

/** Sends a request. Throws CallFailure only. */
export type Call = (request: ApiRequest) => Promise<Answer>;

export interface CallSettings {
	/** Time limit of an attempt in milliseconds. */
	timeLimitMs?: number;
}

/**
 * The only way to an API. Signature, timestamp and UserSig are made for each attempt by the
 * credential; n8n's own repeats and redirects are switched off, because they would send a push
 * again.
 */
export async function createCall(
	context: ApiContext,
	asked: Product,
	settings: CallSettings = {},
): Promise<Call> {
	const credentials = await context.getCredentials(asked.credential);
	const product: GuardedProduct = {
		...asked,
		maskSecrets: (text) => maskSecretsOf(credentials, text),
	};
	const app = product.appOf(credentials);
	const cancelled = () =>
		'getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted === true;
	const stopIfCancelled = () => {
		if (cancelled())
			throw new CallFailure('cancelled', 'The execution was cancelled before this call', {
				fix: 'Nothing was sent by this call',
			});
	};

	return async (request) => {
		const policy = request.policy ?? product.policyOf(request.path);
		const { renewAfter } = product;
		let renewed = false;
		let answerWasLost = false;
		for (let attempt = 1; ; attempt++) {
			const beforeStart = () => {
				stopIfCancelled();
				request.beforeStart?.();
			};
			const verdict = await paced(app, policy, beforeStart, async () => {
				const options = await optionsOf(request, policy, settings);
				return await attemptOnce(context, product, policy, request, options);
			});
			if ('answer' in verdict) return verdict.answer;
			if (!renewed && renewAfter?.codes.includes(verdict.failure.details.code ?? '')) {
				renewed = true;
				renewAfter.forget(credentials);
				continue;
			}
			if (verdict.repeatAfterMs === undefined || attempt >= RETRIES.attempts) {
				throw answerWasLost ? afterLostAnswer(verdict.failure) : verdict.failure;
			}
			answerWasLost ||= verdict.failure.kind === 'unknown';
			await sleep(waitBefore(attempt, verdict.repeatAfterMs));
			stopIfCancelled();
		}
	};
}

/**
 * A refusal of a repeat, e.g. to delete what is not there, does not say what became of the attempt
 * before it.
 */
function afterLostAnswer(failure: CallFailure): CallFailure {
	if (failure.kind !== 'refused') return failure;
	const { message, details } = failure;
	return new CallFailure(
		'unknown',
		`${message}. An attempt before this one, whose answer was lost, may have been carried out`,
		{ ...details, fix: `${details.fix}. Look first whether it is done already` },
	);
}

async function optionsOf(
	request: ApiRequest,
	policy: Policy,
	settings: CallSettings,
): Promise<IHttpRequestOptions> {
	const opened = await request.openBody?.();
	// As bytes, because axios would read a text as JSON, and copy it, once more.
	return {
		method: 'POST',
		url: request.path,
		body: opened ? opened.body : Buffer.from(stringifyJson(request.body ?? {})),
		headers: opened ? opened.headers : { 'Content-Type': 'application/json' },
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: settings.timeLimitMs ?? policy.timeLimitMs ?? TIME_LIMIT_MS,
	};
}

/** A product with the secrets of the credential that is used. */
interface GuardedProduct extends Product {
	/** A text of others without what must not be shown. */
	maskSecrets(text: string): string;
}

type Verdict = { answer: Answer } | { failure: CallFailure; repeatAfterMs?: number };

async function attemptOnce(
	context: ApiContext,
	product: GuardedProduct,
	policy: Policy,
	request: ApiRequest,
	options: IHttpRequestOptions,
): Promise<Verdict> {
	let response: { statusCode: number; body: unknown };
	try {
		response = (await withinLimit(
			context.helpers.httpRequestWithAuthentication.call(context, product.credential, options),
			(options.timeout ?? TIME_LIMIT_MS) * (request.openBody ? UPLOAD_TAKES_LONGER : 1),
		)) as typeof response;
	} catch (error) {
		return judgeThrown(error, product, policy);
	}
	return judgeAnswer(response, product, policy, request);
}

/** An upload of 100 MB may take so many times the limit before its answer can be expected. */
const UPLOAD_TAKES_LONGER = 10;

/**
 * Ends the wait for an answer at the limit. n8n's own limit ends silence only, so that an answer
 * that trickles in would keep the node waiting for as long as it lasts.
 */
async function withinLimit<T>(answer: Promise<T>, limitMs: number): Promise<T> {
	const limit = AbortSignal.timeout(limitMs);
	let giveUp: () => void = () => undefined;
	const over = new Promise<never>((_, reject) => {
		giveUp = () => reject(Object.assign(new Error('Time limit'), { code: 'ETIMEDOUT' }));
	});
	limit.addEventListener('abort', giveUp);
	try {
		return await Promise.race([answer, over]);
	} finally {
		limit.removeEventListener('abort', giveUp);
	}
}

function judgeThrown(error: unknown, product: GuardedProduct, policy: Policy): Verdict {
	const network = networkError(error);
	if (!network) {
		const message = error instanceof Error ? error.message : String(error);
		return {
			failure: new CallFailure('unreachable', product.maskSecrets(message), {
				fix: 'Check the credential',
			}),
		};
	}
	const words = `${network.title} (${network.code})`;
	if (network.nothingSent) {
		return {
			failure: new CallFailure('unreachable', words, { fix: network.fix, code: network.code }),
			repeatAfterMs: 0,
		};
	}
	return notKnown(words, { code: network.code }, product, policy);
}

function judgeAnswer(
	response: { statusCode: number; body: unknown },
	product: GuardedProduct,
	policy: Policy,
	request: ApiRequest,
): Verdict {
	const { statusCode: httpStatus } = response;
	const body = jsonObject(response.body);
	const { code, message } = body ? product.readEnvelope(body) : { code: undefined, message: '' };

	if (code === undefined || !body) {
		if (httpStatus >= 400 && httpStatus < 500) {
			const known = product.httpErrors[String(httpStatus)] ?? httpErrors[String(httpStatus)];
			const failure = new CallFailure(
				'refused',
				`${known?.title ?? 'The API refused the request'} (HTTP ${httpStatus})`,
				{ fix: known?.fix ?? 'Check the credential and the request', httpStatus, known },
			);
			const again = policy.repeat === 'freely' && (httpStatus === 429 || httpStatus === 408);
			return { failure, repeatAfterMs: again ? 1000 : undefined };
		}
		const what =
			httpStatus >= 300
				? `The API answered with HTTP ${httpStatus}`
				: 'The API answered with something that is not its documented JSON';
		return notKnown(what, { httpStatus }, product, policy);
	}
	if (code === '0' || request.acceptCodes?.includes(code)) {
		return { answer: { code, message, body } };
	}
	return judgeCode(code, message, body, httpStatus, product, policy);
}

function judgeCode(
	code: string,
	apiMessage: string,
	answer: Record<string, unknown>,
	httpStatus: number,
	product: GuardedProduct,
	policy: Policy,
): Verdict {
	const known = product.errors[code];
	const title = known?.title ?? 'The API refused the request';
	const said = apiMessage && apiMessage !== title ? `: ${product.maskSecrets(apiMessage)}` : '';
	const details = { code, apiMessage, httpStatus, known, answer };
	const refused = new CallFailure('refused', `${title} (${code})${said}`, {
		...details,
		fix: known ? fixOf(known) : 'Look the code up in the API reference',
	});
	if (known?.nothingAccepted) {
		if (policy.quota) {
			return { failure: quotaSpent(code, policy.quota, details) };
		}
		return { failure: refused, repeatAfterMs: known.nothingAccepted.waitMs };
	}
	if (!known?.retryable) return { failure: refused };
	if (policy.repeat === 'freely') return { failure: refused, repeatAfterMs: 0 };
	return notKnown(`${title} (${code})`, details, product, policy);
}

function notKnown(
	what: string,
	details: { code?: string; httpStatus?: number; known?: ApiError },
	product: GuardedProduct,
	policy: Policy,
): Verdict {
	const once = policy.repeat === 'onceAtMost';
	const failure = new CallFailure(
		'unknown',
		once ? `${what}, so it is not known whether this was carried out` : what,
		{ ...details, fix: once ? product.lookUp : 'Try again later; running it again does no harm' },
	);
	return { failure, repeatAfterMs: once ? undefined : 0 };
}

function quotaSpent(
	code: string,
	quota: 'hour' | 'day',
	details: { apiMessage?: string; httpStatus?: number; known?: ApiError },
): CallFailure {
	return new CallFailure(
		'refused',
		`The ${quota === 'hour' ? "hour's" : "day's"} quota of this request is spent (${code})`,
		{ ...details, code, fix: `Run it again in the next ${quota}, or less often` },
	);
}

function fixOf(known: ApiError): string {
	return known.cause ? `${known.cause}. ${known.fix}` : known.fix;
}

function jsonObject(body: unknown): Record<string, unknown> | undefined {
	let parsed: unknown = body;
	if (typeof body === 'string') {
		try {
			parsed = parseLossless(body);
		} catch {
			return undefined;
		}
	}
	return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
		? (parsed as Record<string, unknown>)
		: undefined;
}
