import type { ApiError } from './apiError';
import { provesRefusal } from './apiError';
import type { Exchange, HttpResponse } from './exchange';
import { CallFailure } from './failure';
import { isMoved, refusingStatuses } from './httpStatus';
import { parseLossless, repeatedNames } from './losslessJson';
import { networkError } from './network';
import type { Product } from './product';
import type { Envelope } from './response';
import { readEnvelope } from './response';
import type { Policy } from './retry';
import type { Mask } from './secrets';

/** A response with code 0 or one that the operation reads itself. Integers beyond 2^53 are text. */
export interface Answer {
	code: string;
	message: string;
	body: Record<string, unknown>;
}

/** What an attempt means for its request; `repeatAfterMs` is set when it may be repeated. */
export type Verdict = { answer: Answer } | { failure: CallFailure; repeatAfterMs?: number };

/** What a verdict depends on besides the exchange. */
export interface Judging {
	product: Product;
	policy: Policy;
	mask: Mask;
	/** Codes other than 0 whose response the operation reads itself. */
	acceptCodes?: readonly string[];
	/** Whether the form has Preview Only. */
	hasPreview?: boolean;
}

/** Decides what became of a request. What others wrote comes out without secrets. */
export function judge({ result, endedBy, url }: Exchange, judging: Judging): Verdict {
	if ('error' in result) return judgeError(result.error, endedBy, judging);
	const { response } = result;
	if (response.isRefusedByProxy) {
		return unreachable(
			`A proxy refused the connection to the API (HTTP ${response.status})`,
			'Check the proxy settings of n8n, and whether the proxy allows the address of the API',
			{ httpStatus: response.status },
			response.status >= 500,
		);
	}
	return judgeResponse(response, endedBy, url, judging);
}

function judgeError(error: unknown, endedBy: Exchange['endedBy'], judging: Judging): Verdict {
	const network = networkError(error);
	if (!network) {
		const message = error instanceof Error ? error.message : String(error);
		return unreachable(judging.mask.text(message), 'Check the credential', {}, false);
	}
	const code = endedBy === 'limit' ? 'ETIMEDOUT' : network.code;
	if (network.nothingSent) {
		return unreachable(`${network.title} (${code})`, network.fix, { code }, true);
	}
	const title = endedBy ? ENDED[endedBy] : network.title;
	return unknown(`${title} (${code})`, { code }, judging);
}

const ENDED = {
	limit: 'The API did not answer in time',
	canceled: 'The execution was canceled during the request',
} as const;

function judgeResponse(
	response: HttpResponse,
	endedBy: Exchange['endedBy'],
	url: string | undefined,
	judging: Judging,
): Verdict {
	const { status: httpStatus, location } = response;
	const read = readAnswer(response.text, judging);
	const contradiction = read && contradictionOf(read, httpStatus, judging);
	if (contradiction) {
		return unknown(
			`The response of the API contradicts itself (${judging.mask.text(contradiction.join(', '))})`,
			{ httpStatus },
			judging,
		);
	}
	if (read?.code !== undefined) {
		const { code, message, body } = read;
		if (code === '0' || judging.acceptCodes?.includes(code)) {
			return { answer: { code, message, body } };
		}
		return judgeCode({ code, message, body }, httpStatus, judging);
	}
	if (isMoved(httpStatus, location, url)) {
		return unreachable(
			`'Base URL' redirects to another address (HTTP ${httpStatus})`,
			"Enter the final address as 'Base URL' in the credential. Redirects are not followed, so that no other host gets a signature",
			{ httpStatus },
			false,
		);
	}
	const known =
		judging.product.httpErrors[String(httpStatus)] ?? refusingStatuses[String(httpStatus)];
	if (known) return refusedByStatus(known, httpStatus, judging);
	const verdict = unknown(whatCame(response, endedBy), { httpStatus }, judging);
	// Another response would be as long.
	return response.isTooLong ? { ...verdict, repeatAfterMs: undefined } : verdict;
}

/** What in a response says that it was accepted, beside what says that it was not. */
function contradictionOf(
	{ code, contradiction, id }: Envelope,
	httpStatus: number,
	{ policy, acceptCodes }: Judging,
): string[] | undefined {
	if (contradiction) return contradiction;
	if (code === '0' && httpStatus >= 300) return [`HTTP ${httpStatus}`, 'code 0'];
	const isRefused = code !== undefined && code !== '0' && !acceptCodes?.includes(code);
	const isSend = policy.repeat === 'onceAtMost';
	return isRefused && isSend && id ? [`code ${code}`, `ID ${id}`] : undefined;
}

function whatCame({ status, text, isTooLong }: HttpResponse, endedBy: Exchange['endedBy']): string {
	if (status >= 300) return `The API answered with HTTP ${status}`;
	if (endedBy) return ENDED[endedBy];
	if (isTooLong) return 'The response is larger than any documented one';
	if (text === undefined) return 'The connection broke off in the middle of the response';
	return 'The response is not the documented JSON';
}

function refusedByStatus(known: ApiError, httpStatus: number, judging: Judging): Verdict {
	const failure = new CallFailure('refused', `${known.title} (HTTP ${httpStatus})`, {
		fix: fixOf(known, judging),
		httpStatus,
		known,
	});
	const isRepeated = judging.policy.repeat === 'freely' && httpStatus === 429;
	return { failure, repeatAfterMs: isRepeated ? 1_000 : undefined };
}

function judgeCode(
	{ code, message: apiMessage, body: answer }: Answer,
	httpStatus: number,
	judging: Judging,
): Verdict {
	const { product, policy } = judging;
	const known = product.errors[code];
	const title = known?.title ?? 'The API answered with a code that is not documented';
	const said = apiMessage && apiMessage !== title ? `: ${apiMessage}` : '';
	const details = { code, apiMessage, httpStatus, known, answer };
	const refused = new CallFailure('refused', `${title} (${code})${said}`, {
		...details,
		fix: known ? fixOf(known, judging) : 'Look the code up in the API reference',
	});
	if (known?.nothingAccepted) {
		if (policy.quota) return { failure: quotaSpent(code, policy.quota, details) };
		return { failure: refused, repeatAfterMs: known.nothingAccepted.waitMs };
	}
	const isRefusal = known
		? provesRefusal(known)
		: refusingStatuses[String(httpStatus)] !== undefined;
	if (policy.repeat === 'onceAtMost' && !isRefusal) {
		return unknown(`${title} (${code})${said}`, details, judging);
	}
	return { failure: refused, repeatAfterMs: known?.retryable ? 0 : undefined };
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

function fixOf({ cause, fix, seenInRequest }: ApiError, { hasPreview }: Judging): string {
	const look = seenInRequest && hasPreview ? "'Preview Only' shows the request" : '';
	return [cause, fix, look].filter(Boolean).join('. ');
}

function unreachable(
	message: string,
	fix: string,
	details: { code?: string; httpStatus?: number },
	isRepeated: boolean,
): Verdict {
	return {
		failure: new CallFailure('unreachable', message, { fix, ...details }),
		repeatAfterMs: isRepeated ? 0 : undefined,
	};
}

function unknown(
	what: string,
	details: { code?: string; httpStatus?: number; known?: ApiError },
	{ product, policy }: Judging,
): Verdict {
	const once = policy.repeat === 'onceAtMost';
	const failure = new CallFailure(
		'unknown',
		once ? `${what}, so the request is not confirmed` : what,
		{
			...details,
			fix: once ? product.lookUp : 'Retry later. Running it twice has the same result',
		},
	);
	return { failure, repeatAfterMs: once ? undefined : 0 };
}

/** The JSON object of a response and its envelope, without secrets; undefined when it is none. */
function readAnswer(
	text: string | undefined,
	{ product, mask }: Judging,
): (Envelope & { body: Record<string, unknown> }) | undefined {
	if (text === undefined) return undefined;
	try {
		const parsed: unknown = mask.json(parseLossless(text), text);
		if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
		const body = parsed as Record<string, unknown>;
		const { message, ...envelope } = readEnvelope(body, product.envelope, repeatedNames(text));
		return { ...envelope, message: mask.text(message), body };
	} catch {
		return undefined;
	}
}
