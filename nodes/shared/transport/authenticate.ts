import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/**
 * What the transport and the credential that signs a request tell each other of an attempt. n8n
 * hands it through with the options of the request.
 */
export interface Attempt {
	/** Ends the request. n8n by itself ends one only when the execution is canceled. */
	signal: AbortSignal;
	/** What the credential has added and must not be shown. */
	secrets: string[];
	/** The address that the credential has put in, with its query. */
	url?: string;
}

/** Options of a request, also as n8n's HTTP Request node hands them over. */
export interface SignableOptions extends IHttpRequestOptions {
	/** The address, where it is not called `url`. */
	uri?: string;
	/** Bodies that n8n writes later. */
	form?: unknown;
	formData?: unknown;
	/** Set by the transport of this package. */
	attempt?: Attempt;
}

/**
 * Options that a signed request keeps. Everything else that n8n knows, or will know, leads it
 * elsewhere or lets others read along: proxies, agents, relaxed TLS, logins and redirects.
 */
const KEPT: ReadonlySet<string> = new Set([
	'method',
	'headers',
	'qs',
	'body',
	'form',
	'formData',
	'timeout',
	'abortSignal',
	'allowedDomains',
	// How the query is written.
	'arrayFormat',
	'qsStringifyOptions',
	'useQuerystring',
	// How the response is read.
	'json',
	'encoding',
	'gzip',
	'useStream',
	'returnFullResponse',
	'resolveWithFullResponse',
	'ignoreHttpStatusErrors',
	'simple',
]);

const NO_REDIRECTS = {
	// Of n8n's request helper, and of the older one that the HTTP Request node uses.
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/**
 * Sends the request to the credential's address, and no other way: a path is joined to it, and a
 * full URL of one of the product's regions is moved to the credential's region. Anything else is
 * refused, so that a key or signature never leaves for somewhere else.
 *
 * @param base the credential's address
 * @param productHosts addresses of the product's regions
 * @returns a copy of those options that a signed request keeps
 * @throws when `base` is not an http(s) address or the request goes elsewhere
 */
export function resolveAddress(
	requestOptions: SignableOptions,
	base: string,
	productHosts: readonly string[],
): IHttpRequestOptions {
	const target = httpUrl(base);
	const asked = requestOptions.url || requestOptions.uri || '/';
	const absolute = /^[a-z][a-z0-9+.-]*:/i.test(asked) ? addressOf(asked) : undefined;
	if (absolute && ![...productHosts, target.origin].includes(absolute.origin)) {
		throw new Error(
			`This credential belongs to ${target.origin} and does not sign requests to ${absolute.origin}. Give the path only, e.g. "${absolute.pathname}".`,
		);
	}
	const path = absolute ? absolute.pathname + absolute.search : asked;
	const kept = Object.entries(requestOptions).filter(([name]) => KEPT.has(name));
	const options: IHttpRequestOptions = {
		...(Object.fromEntries(kept) as Partial<IHttpRequestOptions>),
		...NO_REDIRECTS,
		url: `${target.origin}${target.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`,
	};
	const { attempt } = requestOptions;
	if (attempt) {
		options.abortSignal = attempt.signal;
		attempt.url = options.url;
	}
	return options;
}

/** What to say of a credential whose own address lets others read along. */
export function baseUrlWarnings(credentials: ICredentialDataDecryptedObject): string[] {
	const base = String(credentials.baseUrl ?? '').trim();
	if (credentials.region !== 'custom' || !URL.canParse(base)) return [];
	const { protocol, hostname } = new URL(base);
	if (protocol !== 'http:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return [];
	return ["'Base URL' in the credential starts with http://, which is not encrypted. Use https://"];
}

/**
 * Turns a JSON body into the text that is sent, in place, and returns what is sent. n8n and axios
 * leave a text as it is, apart from white space at the ends of JSON, and bytes altogether. Bodies
 * that n8n writes later (streams, forms) are left alone.
 *
 * @returns the text or bytes, or undefined when they are not known here
 */
export function serializeBody(options: SignableOptions): string | Buffer | undefined {
	const { body, method, form, formData } = options;
	if (form !== undefined || formData !== undefined) return undefined;
	if (body === undefined && /^(GET|HEAD|OPTIONS)$/i.test(method ?? '')) return '';
	const contentType = Object.entries(options.headers ?? {}).find(
		([name]) => name.toLowerCase() === 'content-type',
	);
	const isJson = !contentType || String(contentType[1]).toLowerCase().includes('json');
	if (Buffer.isBuffer(body)) return body;
	if (!isJson) return typeof body === 'string' ? body : undefined;
	const isPlain = body === undefined || body === null || Array.isArray(body) || isPlainObject(body);
	if (typeof body !== 'string' && !isPlain) return undefined;
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
	throw new Error('The address cannot be read. Give the path only, e.g. "/v3/push/app".');
}

/** The message never repeats the address, which may hold a password. */
function httpUrl(base: string): URL {
	const url = URL.canParse(base.trim()) ? new URL(base.trim()) : undefined;
	if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
	throw new Error(
		"'Base URL' in the credential is not an address that starts with https:// or http://. Enter one such as https://api.example.com.",
	);
}
