import type { ErrorTable } from './apiError';

/**
 * HTTP statuses that prove, without a code of the API, that a request was not carried out: by their
 * definition they are given before a request is acted on. All other statuses prove nothing, because
 * a server or something on the way may give them after the request was accepted: 408 and 499 (the
 * response took too long), 406, 409 and 412 (about what was done), 5xx, and statuses that no
 * standard defines. Redirects are read by `isMoved`. Source: RFC 9110, 6585, 4918, 7725.
 */
export const refusingStatuses: ErrorTable = Object.fromEntries(
	Object.entries({
		'400': ['The request was not understood', "Check 'Base URL' in the credential"],
		'401': [
			'A proxy or gateway in front of the API requires a login',
			"Check 'Base URL' in the credential, and whether a proxy is in the way",
		],
		'403': [
			'The API or a proxy in front of it refused the request',
			'Check the credential, and whether a proxy or firewall is in the way',
		],
		'404': ['There is nothing at this address', "Check 'Base URL' or the region in the credential"],
		'405': [
			'This address does not accept POST',
			"Check 'Base URL' or the region in the credential",
		],
		'407': ['The proxy requires a login', 'Check the proxy settings of n8n'],
		'410': ['This address no longer exists', "Check 'Base URL' or the region in the credential"],
		'411': ['The length of the request is missing', 'Check whether a proxy is in the way'],
		'413': [
			'The request is too large for the API or a proxy in front of it',
			'Shorten the message, or check whether a proxy is in the way',
		],
		'414': ['The address is too long', "Check 'Base URL' in the credential"],
		'415': ['The API does not take this type of request', 'Check whether a proxy is in the way'],
		'417': ['A condition of the request was refused', 'Check whether a proxy is in the way'],
		'421': [
			'The server does not serve this address',
			"Check 'Base URL' or the region in the credential",
		],
		'422': [
			'The API could not process the fields of the request',
			'Compare the request with the API reference. With TPNS it is mostly custom_content, which must be JSON text, not an object',
		],
		'426': ['The server requires another protocol', "Check 'Base URL' in the credential"],
		'428': ['A condition is missing in the request', 'Check whether a proxy is in the way'],
		'429': [
			'Too many requests in a short time',
			'Wait and run it again, or send fewer requests in parallel',
		],
		'431': ['The headers of the request are too large', 'Check whether a proxy is in the way'],
		'451': ['The request is blocked for legal reasons', 'Ask the administrator of this network'],
	}).map(([status, [title, fix]]) => [
		status,
		{
			title,
			fix,
			...(status === '422' ? { seenInRequest: true as const } : {}),
			source: 'RFC 9110, 6585, 4918 and 7725',
		},
	]),
);

/** Statuses that lead a request elsewhere. 303 follows what was taken. Source: RFC 9110 15.4. */
const MOVED = [301, 302, 307, 308];

/**
 * Whether a response proves that the request belongs to another server, so that it was not carried
 * out: it leads to another scheme or host, and to the same path and query there. Everything else is
 * also what a server says after it has taken something: the same address again, a page of its own,
 * a page of another host. So is the way from https back to http on the same host, which servers
 * behind a TLS proxy write for their own address.
 *
 * @param requested address of the request, with its query
 */
export function isMoved(status: number, location: unknown, requested: string | undefined): boolean {
	if (!MOVED.includes(status) || typeof location !== 'string' || requested === undefined) {
		return false;
	}
	if (!URL.canParse(location, requested)) return false;
	const [from, to] = [new URL(requested), new URL(location, requested)];
	const isWeb = to.protocol === 'https:' || to.protocol === 'http:';
	const isDowngrade =
		to.hostname === from.hostname && to.protocol === 'http:' && from.protocol === 'https:';
	return (
		isWeb &&
		!isDowngrade &&
		to.origin !== from.origin &&
		to.pathname === from.pathname &&
		sortedQuery(to) === sortedQuery(from)
	);
}

function sortedQuery({ searchParams }: URL): string {
	const sorted = new URLSearchParams(searchParams);
	sorted.sort();
	return sorted.toString();
}
