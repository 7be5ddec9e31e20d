import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/** Options as n8n's HTTP Request node hands them over, where the address is called `uri`. */
type AnyRequestOptions = IHttpRequestOptions & { uri?: string };

/**
 * Sends the request to the credential's address: a path is joined to it, and a full URL of one of
 * the product's regions is moved to the credential's region. Anything else is refused, so that a
 * key or signature never leaves for a stranger.
 *
 * @param base the credential's address
 * @param productHosts addresses of the product's regions
 * @returns a copy of the options
 * @throws when `base` is not an http(s) address or the request goes elsewhere
 */
export function resolveAddress(
	requestOptions: IHttpRequestOptions,
	base: string,
	productHosts: readonly string[],
): IHttpRequestOptions {
	const options: AnyRequestOptions = { ...requestOptions };
	const target = httpUrl(base);
	const asked = options.url || options.uri || '/';
	const absolute = /^[a-z][a-z0-9+.-]*:/i.test(asked) ? addressOf(asked) : undefined;
	if (absolute && ![...productHosts, target.origin].includes(absolute.origin)) {
		throw new Error(
			`This credential belongs to ${target.origin} and does not sign requests to ${absolute.origin}. Give the path only, e.g. "${absolute.pathname}".`,
		);
	}
	const path = absolute ? absolute.pathname + absolute.search : asked;
	delete options.uri;
	delete options.baseURL;
	options.url = `${target.origin}${target.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
	return options;
}

/** What to say of a credential whose own address lets others read along. */
export function baseUrlWarnings(credentials: ICredentialDataDecryptedObject): string[] {
	const base = String(credentials.baseUrl ?? '').trim();
	if (credentials.region !== 'custom' || !URL.canParse(base)) return [];
	const { protocol, hostname } = new URL(base);
	if (protocol !== 'http:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return [];
	return [
		'The Base URL in the credential starts with http://, so everybody on the way can read what is sent. Use https://',
	];
}

/**
 * Turns a JSON body into the text that is sent, in place, and returns that text. n8n and axios
 * leave a text as it is, apart from white space at its ends, and bytes altogether. Bodies that are
 * no JSON (files, streams, forms) are left alone.
 *
 * @returns the text or bytes, or undefined when the body is no JSON
 */
export function serializeBody(options: IHttpRequestOptions): string | Buffer | undefined {
	const { body } = options;
	const contentType = Object.entries(options.headers ?? {}).find(
		([name]) => name.toLowerCase() === 'content-type',
	);
	const isSaidJson = String(contentType?.[1]).toLowerCase().includes('json');
	if (Buffer.isBuffer(body)) return isSaidJson ? body : undefined;
	const isPlain = body === undefined || body === null || Array.isArray(body) || isPlainObject(body);
	if (typeof body !== 'string' && !isPlain) return undefined;
	if (contentType && !isSaidJson) return undefined;
	const text = typeof body === 'string' ? body.trim() || '{}' : JSON.stringify(body ?? {});
	options.body = text;
	if (!contentType) options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	return text;
}

function isPlainObject(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// A foreign realm's Object.prototype has no prototype either.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function addressOf(asked: string): URL {
	if (URL.canParse(asked)) return new URL(asked);
	throw new Error(
		`The address "${asked}" cannot be read. Give the path only, e.g. "/v3/push/app".`,
	);
}

function httpUrl(base: string): URL {
	if (!URL.canParse(base.trim())) {
		throw new Error(
			`The Base URL "${base}" in the credential is not an address. Give one such as https://api.example.com.`,
		);
	}
	const url = new URL(base.trim());
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new Error(
			`The Base URL in the credential starts with "${url.protocol}". Give one that starts with https:// or http://.`,
		);
	}
	return url;
}
