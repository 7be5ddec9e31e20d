import { createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';

/** Who signs. The Secret Key is the SDK's, not the `appKey` of the push client. */
export interface Signer {
	sdkAppId: number;
	/** Administrator account that calls the API. */
	identifier: string;
	/** The 64 characters as text; they are not decoded. */
	secretKey: string;
}

/**
 * The signer that a credential describes. White space at the ends of its values does not count.
 *
 * @throws when the SDKAppID is not a number
 */
export function signerOf(credentials: ICredentialDataDecryptedObject): Signer {
	const value = (name: string) => String(credentials[name] ?? '').trim();
	if (!/^\d{1,15}$/.test(value('sdkAppId'))) {
		throw new Error(
			`'SDKAppID' in the credential is "${value('sdkAppId')}", which is not a number. Copy it from the Chat console.`,
		);
	}
	return {
		sdkAppId: Number(value('sdkAppId')),
		identifier: value('identifier'),
		secretKey: value('secretKey'),
	};
}

/** Seconds for which a UserSig is good: the documentation advises at least a day. */
export const VALID_FOR_S = 86_400;

/**
 * A kept UserSig is replaced this many seconds before it ends. With a slow clock, parallel requests
 * would otherwise send one that has ended, and Tencent locks an app out after a few (70050).
 */
export const RENEWED_BEFORE_END_S = VALID_FOR_S / 2;

/** What a signer sends to prove who it is. */
export interface Signed {
	userSig: string;
	/** The `TLS.sig` inside the UserSig. */
	signature: string;
}

interface Kept {
	signed: Promise<Signed>;
	/** Seconds since 1970. */
	madeAt: number;
}

const kept = new BoundedMap<string, Kept>(1_000);

/**
 * The `TLS.sig` of a UserSig: Base64 of HMAC-SHA256, with the key as text, over four lines that
 * each end with a line feed. Source: docs/api/push-service.md 2, steps 2 and 3.
 *
 * @param time seconds since 1970
 * @param expire seconds from `time` on, a duration
 */
export function userSigSignature(
	{ sdkAppId, identifier, secretKey }: Signer,
	time: number,
	expire: number,
): string {
	const lines =
		`TLS.identifier:${identifier}\n` +
		`TLS.sdkappid:${sdkAppId}\n` +
		`TLS.time:${time}\n` +
		`TLS.expire:${expire}\n`;
	return createHmac('sha256', secretKey).update(lines, 'utf8').digest('base64');
}

/**
 * A UserSig: zlib over JSON, as Base64 with Tencent's three replacements, which are not those of
 * RFC 4648. Source: docs/api/push-service.md 2.
 *
 * @param time seconds since 1970
 * @param expire seconds for which it is good
 */
export async function makeUserSig(signer: Signer, time: number, expire: number): Promise<string> {
	const json = JSON.stringify({
		'TLS.ver': '2.0',
		'TLS.identifier': signer.identifier,
		'TLS.sdkappid': signer.sdkAppId,
		'TLS.time': time,
		'TLS.expire': expire,
		'TLS.sig': userSigSignature(signer, time, expire),
	});
	const base64 = (await deflate(json)).toString('base64');
	return base64.replace(/\+/g, '*').replace(/\//g, '-').replace(/=/g, '_');
}

/**
 * The UserSig of a signer: the one that was made before, until shortly before it ends. It is made
 * anew also when the clock has been set back to before it was made.
 */
export async function userSigOf(signer: Signer): Promise<string> {
	return (await signedBy(signer)).userSig;
}

/** The UserSig of `userSigOf`, with the signature inside it. */
export async function signedBy(signer: Signer): Promise<Signed> {
	const name = nameOf(signer);
	const now = Math.floor(Date.now() / 1000);
	const known = kept.get(name);
	const age = known ? now - known.madeAt : Infinity;
	if (known && age >= 0 && age < VALID_FOR_S - RENEWED_BEFORE_END_S) return await known.signed;
	const signature = userSigSignature(signer, now, VALID_FOR_S);
	const signed = makeUserSig(signer, now, VALID_FOR_S).then((userSig) => ({ userSig, signature }));
	kept.set(name, { signed, madeAt: now });
	return await signed;
}

/** Has the next UserSig of a signer made anew, because the API calls the last one expired. */
export function forgetUserSig(signer: Signer): void {
	kept.delete(nameOf(signer));
}

function nameOf({ sdkAppId, identifier, secretKey }: Signer): string {
	return JSON.stringify([sdkAppId, identifier, secretKey]);
}

/** Compresses with a zlib header, which the published node may not ask `node:zlib` for. */
async function deflate(text: string): Promise<Buffer> {
	const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
	return Buffer.from(await new Response(compressed).arrayBuffer());
}
