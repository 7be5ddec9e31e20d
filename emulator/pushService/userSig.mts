import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { Refusal } from './errors.mts';

/** What a UserSig says. Times in Unix seconds, `expire` is a duration. */
export interface UserSigContent {
	identifier: string;
	sdkAppId: number;
	time: number;
	expire: number;
	sig: string;
	/** Base64; only in signatures made for TRTC rooms. */
	userBuf?: string;
}

export interface UserSigExpectation {
	identifier: string;
	sdkAppId: number;
	/** The 64 characters as text, not hex-decoded. */
	secretKey: string;
	/** Unix seconds. */
	now: number;
}

// A real one has about 170 characters of JSON; a small limit keeps a zip bomb out.
const longestJson = 4096;

/**
 * Reads a UserSig without judging it (docs/api/push-service.md 2, steps 4 to 6).
 * Throws 70003 when it is cut or encoded wrongly.
 */
export function readUserSig(userSig: string): UserSigContent {
	try {
		const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
		if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Refusal(70003);
		const json = inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: longestJson });
		const content = JSON.parse(json.toString('utf8'));
		const userSigContent: UserSigContent = {
			identifier: text(content['TLS.identifier']),
			sdkAppId: number(content['TLS.sdkappid']),
			time: number(content['TLS.time']),
			expire: number(content['TLS.expire']),
			sig: text(content['TLS.sig']),
		};
		if (content['TLS.ver'] !== '2.0') throw new Refusal(70003);
		if (content['TLS.userbuf'] !== undefined) {
			userSigContent.userBuf = text(content['TLS.userbuf']);
		}
		return userSigContent;
	} catch {
		throw new Refusal(70003);
	}
}

/** The `TLS.sig` of a UserSig (docs/api/push-service.md 2, steps 2 and 3). */
export function signUserSig(content: Omit<UserSigContent, 'sig'>, secretKey: string): string {
	const lines = [
		`TLS.identifier:${content.identifier}\n`,
		`TLS.sdkappid:${content.sdkAppId}\n`,
		`TLS.time:${content.time}\n`,
		`TLS.expire:${content.expire}\n`,
	];
	if (content.userBuf !== undefined) lines.push(`TLS.userbuf:${content.userBuf}\n`);
	return createHmac('sha256', secretKey).update(lines.join('')).digest('base64');
}

/**
 * Verifies a UserSig; throws 70003 (malformed), 70014 (other SDKAppID), 70013 (other identifier),
 * 70009 (other key) or 70001 (expired), in this order.
 */
export function verifyUserSig(userSig: string, expected: UserSigExpectation): void {
	const content = readUserSig(userSig);
	if (content.sdkAppId !== expected.sdkAppId) throw new Refusal(70014);
	if (content.identifier !== expected.identifier) throw new Refusal(70013);
	const signature = Buffer.from(signUserSig(content, expected.secretKey));
	const given = Buffer.from(content.sig);
	if (given.length !== signature.length || !timingSafeEqual(given, signature)) {
		throw new Refusal(70009);
	}
	if (content.time + content.expire <= expected.now) throw new Refusal(70001);
}

function text(value: unknown): string {
	if (typeof value !== 'string') throw new TypeError();
	return value;
}

function number(value: unknown): number {
	if (!Number.isInteger(value)) throw new TypeError();
	return value as number;
}
