/** What a network error says about the request. */
export interface NetworkError {
	/** E.g. ECONNREFUSED. */
	code: string;
	/** Whether it is proved that the API never saw the request. */
	nothingSent: boolean;
	title: string;
	fix: string;
}

/** Words for errors that came before anything was sent. A code chooses words and proves nothing. */
const NOT_CONNECTED: ReadonlyArray<[pattern: RegExp, title: string, fix: string]> = [
	[
		/^(ENOTFOUND|EAI_\w+)$/,
		'The address of the API could not be found',
		"Check 'Base URL' or the region in the credential, and the DNS of this machine",
	],
	[
		/^ECONNREFUSED$/,
		'The API refused the connection',
		"Check 'Base URL' or the region in the credential, and whether a firewall or proxy is in the way",
	],
	[
		/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
		'The API cannot be reached from this machine',
		'Check the network of this machine',
	],
	[
		/^(EMFILE|ENFILE)$/,
		'This machine has too many open connections',
		'Send fewer requests in parallel, or raise the limit of open files',
	],
];

const NO_TLS = {
	title: 'No secure connection to the API could be made',
	fix: "Check 'Base URL', the certificate behind it, and whether a proxy replaces certificates",
};

const NO_CONNECTION = {
	title: 'No connection to the API could be made',
	fix: 'Check the network of this machine, the region in the credential, and whether a proxy or firewall is in the way',
};

const TIMEOUTS = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/**
 * Reads what n8n's request helper throws. n8n wraps the network's error, so that its code may
 * stand on the error itself or on a cause below it.
 *
 * @returns undefined when the error is not the network's
 */
export function networkError(error: unknown): NetworkError | undefined {
	const chain = causes(error);
	const request = requestOf(chain);
	const known = chain
		.map((link) => text(link.code))
		.find((value) => /^[A-Z][A-Z0-9_]{3,}$/.test(value));
	if (known === undefined && !request) return undefined;
	const code = known ?? 'ECONNRESET';
	if (!isNothingSent(chain, request)) {
		return {
			code,
			nothingSent: false,
			title: TIMEOUTS.includes(code)
				? 'The API did not answer in time'
				: 'The connection broke off before the response',
			fix: 'Retry later',
		};
	}
	const words = NOT_CONNECTED.find(([pattern]) => pattern.test(code));
	if (words) return { code, nothingSent: true, title: words[1], fix: words[2] };
	return { code, nothingSent: true, ...(request?.socket?.encrypted ? NO_TLS : NO_CONNECTION) };
}

/** What Node's ClientRequest and its socket say, also after they were destroyed. */
interface Request {
	protocol?: unknown;
	socket?: { encrypted?: unknown; secureConnecting?: unknown; timeout?: unknown } | null;
}

interface Link {
	code?: unknown;
	syscall?: unknown;
	errors?: unknown;
	request?: unknown;
	response?: unknown;
}

/** Whether the API never saw the request that an error belongs to, e.g. because a proxy answered. */
export function isUnsent(error: unknown): boolean {
	const chain = causes(error);
	return isNothingSent(chain, requestOf(chain));
}

/** A response that n8n's helper has thrown because of its status. */
export interface ThrownResponse {
	status: number;
	headers?: { location?: unknown };
	data?: unknown;
}

/** The response that an error was thrown for, if it was. */
export function thrownResponse(error: unknown): ThrownResponse | undefined {
	return causes(error)
		.map(({ response }) => response)
		.find(
			(response): response is ThrownResponse =>
				isObject(response) && 'status' in response && typeof response.status === 'number',
		);
}

/**
 * The connection itself tells, and without it only the system call: a code does not, because e.g.
 * ECONNREFUSED and EPROTO are also met on a connection over which the request has gone.
 */
function isNothingSent(chain: Link[], request: Request | undefined): boolean {
	if (request) return isNeverConnected(request);
	return chain.some(isBeforeConnection);
}

/**
 * Node gives a request its socket when there is one, sets the socket's timeout when TCP is
 * connected, and ends `secureConnecting` when the handshake is done and the certificate verified.
 * The request is written after that. With a proxy that refuses CONNECT, Node reads the proxy's
 * answer from a socket that is not encrypted.
 */
function isNeverConnected({ protocol, socket }: Request): boolean {
	if (!socket) return true;
	return (
		socket.timeout === undefined ||
		socket.secureConnecting === true ||
		(protocol === 'https:' && socket.encrypted !== true)
	);
}

function isBeforeConnection({ syscall, errors }: Link): boolean {
	if (/^(connect|getaddrinfo|query[A-Z]\w*)$/.test(text(syscall))) return true;
	const each: unknown[] = Array.isArray(errors) ? errors : [];
	return each.length > 0 && each.every((one) => isObject(one) && isBeforeConnection(one));
}

function requestOf(chain: Link[]): Request | undefined {
	return chain
		.map(({ request }) => request)
		.find((request): request is Request => isObject(request) && 'socket' in request);
}

function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	let current = error;
	while (isObject(current) && chain.length < 10) {
		const link = current as Link & { cause?: unknown; errorResponse?: unknown };
		if (chain.includes(link)) break;
		chain.push(link);
		current = link.cause ?? link.errorResponse;
	}
	return chain;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
