import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { TpnsApp } from './app.mts';
import { codes, Refusal } from './codes.mts';

/**
 * The `Sign` header of a request: Base64 of the lower-case hex text of
 * HMAC-SHA256(SecretKey, TimeStamp + AccessId + body) (docs/api/tpns.md 2).
 */
export function sign(secretKey: string, timeStamp: string, accessId: string, body: Buffer): string {
	const hex = createHmac('sha256', secretKey)
		.update(timeStamp + accessId, 'utf8')
		.update(body)
		.digest('hex');
	return Buffer.from(hex, 'ascii').toString('base64');
}

export interface Credentials {
	headers: IncomingHttpHeaders;
	/** The bytes that were signed; undefined where the endpoint takes Basic only. */
	body: Buffer | undefined;
	/** Milliseconds on the emulator's clock. */
	now: number;
	/** Seconds that `TimeStamp` may be off. */
	tolerance: number;
}

/**
 * Finds the app that a request speaks for. Refuses with 1008035 for an AccessId that does not
 * exist here and with 1008003 for a wrong key, a wrong signature or an old time stamp.
 */
export function authenticate(apps: Map<string, TpnsApp>, credentials: Credentials): TpnsApp {
	const { authorization } = credentials.headers;
	return authorization === undefined
		? checkSignature(apps, credentials)
		: checkBasic(apps, authorization);
}

function checkBasic(apps: Map<string, TpnsApp>, authorization: string): TpnsApp {
	const [, encoded] = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(authorization) ?? [];
	if (encoded === undefined) throw authFailure('Authorization is not Basic');
	const [accessId, secretKey = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
	const app = find(apps, accessId);
	if (!equal(secretKey, app.secretKey)) throw authFailure('SecretKey is wrong');
	return app;
}

function checkSignature(apps: Map<string, TpnsApp>, credentials: Credentials): TpnsApp {
	const { headers, body, now, tolerance } = credentials;
	if (body === undefined) throw authFailure('this endpoint takes Basic authentication only');
	const accessId = single(headers.accessid);
	const timeStamp = single(headers.timestamp);
	const signature = single(headers.sign);
	if (!accessId || !timeStamp || !signature) {
		throw authFailure('AccessId, TimeStamp and Sign are needed');
	}
	const app = find(apps, accessId);
	if (!/^\d+$/.test(timeStamp)) throw authFailure('TimeStamp is not in seconds');
	if (Math.abs(now / 1000 - Number(timeStamp)) > tolerance) throw authFailure('TimeStamp is off');
	if (!equal(signature, sign(app.secretKey, timeStamp, accessId, body))) {
		throw authFailure('Sign is wrong');
	}
	return app;
}

function find(apps: Map<string, TpnsApp>, accessId: string): TpnsApp {
	const app = apps.get(accessId);
	if (!app) throw new Refusal(codes.wrongAccessId, 'AccessId is wrong, or of another region');
	return app;
}

function authFailure(why: string): Refusal {
	return new Refusal(codes.authFailure, `auth failure: ${why}`);
}

function single(header: string | string[] | undefined): string | undefined {
	return typeof header === 'string' ? header : undefined;
}

function equal(given: string, wanted: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
	return a.length === b.length && timingSafeEqual(a, b);
}
