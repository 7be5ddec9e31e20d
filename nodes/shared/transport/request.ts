import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { stringifyJson } from '../fields/json';
import { pause } from './abort';
import type { ApiContext } from './exchange';
import { cancelSignalOf, exchange } from './exchange';
import { CallFailure } from './failure';
import { paced } from './pace';
import type { Policy } from './retry';
import { RETRIES, TIME_LIMIT_MS, waitBefore } from './retry';
import type { Product } from './product';
import { createMask, secretsOf } from './secrets';
import type { Answer } from './verdict';
import { judge } from './verdict';

export type { ApiContext } from './exchange';
export type { Answer } from './verdict';

/** A request as an operation asks for it. */
export interface ApiRequest {
	/** E.g. `/v3/push/app`. */
	path: string;
	/** A JSON object. */
	body?: object;
	/** Makes the body of an attempt, where one body cannot be sent twice. */
	openBody?: () => Promise<{ body: IHttpRequestOptions['body']; headers: IDataObject }>;
	/** Codes other than 0 whose answer the operation reads itself. */
	acceptCodes?: readonly string[];
	/** Names the request where its body holds random numbers, so that a repeat is recognised. */
	idempotencyKey?: () => string;
	/** Whether a send of the same item depends on its answer, which "Retry On Fail" then keeps. */
	isKept?: boolean;
	/** Replaces the policy of the path, e.g. for an audience that has a rate of its own. */
	policy?: Policy;
	/** Called when the request's turn has come; throws when it must not start any more. */
	beforeStart?(): void;
}

/** Sends a request. Throws CallFailure, and what the request's own functions throw. */
export type Call = (request: ApiRequest) => Promise<Answer>;

export interface CallSettings {
	/** Time limit of an attempt in milliseconds. */
	timeLimitMs?: number;
	/** The credential, where it was read already. */
	credentials?: ICredentialDataDecryptedObject;
	/** Whether the form has Preview Only, which messages may then name. */
	hasPreview?: boolean;
}

/** An upload of 100 MB may take so many times the limit before its answer can be expected. */
const UPLOAD_TAKES_LONGER = 10;

/**
 * The only way to an API. Signature, timestamp and UserSig are made for each attempt by the
 * credential. What a request that sends may have reached is never sent again: see `judge`.
 */
export async function createCall(
	context: ApiContext,
	product: Product,
	settings: CallSettings = {},
): Promise<Call> {
	const credentials: ICredentialDataDecryptedObject =
		settings.credentials ?? (await context.getCredentials(product.credential));
	const { hasPreview } = settings;
	const app = product.appOf(credentials);
	const canceled = cancelSignalOf(context);
	const stopIfCanceled = () => {
		if (canceled?.aborted) {
			throw new CallFailure('cancelled', 'The execution was canceled before this request', {
				fix: 'Nothing was sent by this request',
			});
		}
	};

	return async (request) => {
		const policy = request.policy ?? product.policyOf(request.path);
		const secrets = secretsOf(credentials);
		const timeLimitMs = settings.timeLimitMs ?? TIME_LIMIT_MS;
		const attempt = async () => {
			const options = await optionsOf(request);
			const limitMs = timeLimitMs * (request.openBody ? UPLOAD_TAKES_LONGER : 1);
			const ended = await exchange(context, product.credential, options, limitMs);
			// Those of earlier attempts too, which the API may have kept.
			secrets.push(...ended.secrets);
			const mask = createMask(secrets);
			const { acceptCodes } = request;
			return judge(ended, { product, policy, mask, acceptCodes, hasPreview });
		};
		const beforeStart = () => {
			stopIfCanceled();
			request.beforeStart?.();
		};
		const { renewAfter } = product;
		let isRenewed = false;
		let isAnswerLost = false;
		for (let number = 1; ; number++) {
			const verdict = await paced(app, policy.rate, beforeStart, attempt, canceled);
			if ('answer' in verdict) return verdict.answer;
			const { failure, repeatAfterMs } = verdict;
			if (!isRenewed && renewAfter?.codes.includes(failure.details.code ?? '')) {
				isRenewed = true;
				renewAfter.forget(credentials);
				continue;
			}
			if (repeatAfterMs === undefined || number >= RETRIES.attempts) {
				throw isAnswerLost ? afterLostAnswer(failure) : failure;
			}
			isAnswerLost ||= failure.kind === 'unknown';
			await pause(waitBefore(number, repeatAfterMs), canceled);
			stopIfCanceled();
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
		`${message}. An earlier attempt is not confirmed: it may have been carried out`,
		{ ...details, fix: `${details.fix}. Check first whether it has already been done` },
	);
}

async function optionsOf({ path, body, openBody }: ApiRequest): Promise<IHttpRequestOptions> {
	const opened = await openBody?.();
	// As bytes, because axios would read a text as JSON, and copy it, once more.
	return {
		method: 'POST',
		url: path,
		body: opened ? opened.body : Buffer.from(stringifyJson(body ?? {})),
		headers: opened ? opened.headers : { 'Content-Type': 'application/json' },
	};
}
