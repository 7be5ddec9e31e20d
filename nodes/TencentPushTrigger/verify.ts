import { createHash, timingSafeEqual } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { FieldError } from '../shared/fields/fieldError';
import type { Refusal } from './callback';

/** What the credential says of callbacks. */
export interface CallbackCredential {
	sdkAppId: string;
	/** Without it Tencent does not sign, and nothing is checked but the SDKAppID. */
	callbackToken: string;
}

/** What a callback's query is held against. */
export interface Expected extends CallbackCredential {
	/** How far RequestTime may be from now, in seconds. */
	toleranceSeconds: number;
}

/**
 * Reads the credential. An empty token switches verification off; nothing else does.
 *
 * @throws FieldError when the token is no text, e.g. because its expression could not be resolved
 */
export function readCredential(credentials: ICredentialDataDecryptedObject): CallbackCredential {
	const token = 'callbackToken' in credentials ? credentials.callbackToken : '';
	if (typeof token !== 'string') {
		throw new FieldError(
			'Callback Token',
			'is not text',
			'Enter the token of the Chat console in the credential, or check its expression. Leave the field empty to accept callbacks without verification',
		);
	}
	return { sdkAppId: String(credentials.sdkAppId ?? '').trim(), callbackToken: token.trim() };
}

/**
 * Checks where a callback comes from. Tencent signs the time and not the body, and sends no nonce,
 * so a callback that somebody has seen is valid until RequestTime is too old.
 * Source: docs/api/push-service.md 5.1.
 *
 * @param now milliseconds since 1970
 */
export function verifyQuery(
	query: Readonly<Record<string, unknown>>,
	expected: Expected,
	now: number,
): Refusal | undefined {
	const { SdkAppid: sdkAppId, RequestTime: requestTime, Sign: sign } = query;
	if (expected.sdkAppId === '' || sdkAppId !== expected.sdkAppId) {
		return { status: 403, reason: 'SdkAppid is not the one of this trigger' };
	}
	if (expected.callbackToken === '') return undefined;
	if (typeof sign !== 'string' || typeof requestTime !== 'string') {
		return { status: 401, reason: 'Sign or RequestTime is missing' };
	}
	if (!sameText(sign.toLowerCase(), callbackSign(expected.callbackToken, requestTime))) {
		return { status: 401, reason: 'Sign is not valid' };
	}
	const age = Math.abs(now / 1000 - Number(requestTime));
	// Also when RequestTime is no number.
	if (!(age <= expected.toleranceSeconds)) {
		return { status: 401, reason: 'RequestTime is too far from the time of this server' };
	}
	return undefined;
}

/** The `Sign` of a callback. Source: docs/api/push-service.md 5.1. */
export function callbackSign(callbackToken: string, requestTime: string): string {
	return createHash('sha256').update(`${callbackToken}${requestTime}`, 'utf8').digest('hex');
}

function sameText(given: string, right: string): boolean {
	const [a, b] = [Buffer.from(given, 'utf8'), Buffer.from(right, 'utf8')];
	return a.length === b.length && timingSafeEqual(a, b);
}
