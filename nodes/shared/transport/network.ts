/** What a network error says about the request. */
export interface NetworkError {
	/** E.g. ECONNREFUSED. */
	code: string;
	/** Whether it is sure that the server never saw the request. */
	nothingSent: boolean;
	title: string;
	fix: string;
}

const BEFORE_SENDING: ReadonlyArray<[pattern: RegExp, title: string, fix: string]> = [
	[
		/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME)$/,
		'The address of the API could not be found',
		'Check the Base URL or the region in the credential, and the name server of this machine',
	],
	[
		/^ECONNREFUSED$/,
		'The API refused the connection',
		'Check the Base URL or the region in the credential, and whether a firewall or proxy is in the way',
	],
	[
		/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
		'The API cannot be reached from this machine',
		'Check the network of this machine',
	],
	[
		/^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/,
		'No secure connection to the API could be made',
		'Check the Base URL, the certificate behind it, and whether a proxy replaces certificates',
	],
	[
		/^(EMFILE|ENFILE)$/,
		'This machine has too many open connections',
		'Lower Calls at Once, or raise the limit of open files',
	],
];

/**
 * Reads what n8n's request helper throws. n8n wraps the network's error, so that its code may
 * stand on the error itself or on a cause below it.
 *
 * @returns undefined when the error is not the network's
 */
export function networkError(error: unknown): NetworkError | undefined {
	const chain = causes(error);
	const code = chain
		.map((link) => text(link.code))
		.find((value) => /^[A-Z][A-Z0-9_]{3,}$/.test(value));
	if (code === undefined) return undefined;
	const words = chain.map((link) => text(link.message)).join(' ');
	const connecting = chain.some((link) => link.syscall === 'connect');
	const before = BEFORE_SENDING.find(([pattern]) => pattern.test(code));
	if (before) return { code, nothingSent: true, title: before[1], fix: before[2] };
	if (/secure TLS connection was established/.test(words)) {
		return {
			code,
			nothingSent: true,
			title: 'No secure connection to the API could be made',
			fix: 'Check the Base URL in the credential and whether a proxy is in the way',
		};
	}
	if (connecting) {
		return {
			code,
			nothingSent: true,
			title: 'The API did not take the connection in time',
			fix: 'Check the network of this machine and the region in the credential',
		};
	}
	const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT';
	return {
		code,
		nothingSent: false,
		title: timedOut
			? 'The API did not answer in time'
			: 'The connection broke off before the answer',
		fix: 'Try again later',
	};
}

interface Link {
	code?: unknown;
	message?: unknown;
	syscall?: unknown;
}

function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	let current = error;
	while (typeof current === 'object' && current !== null && chain.length < 10) {
		const link = current as Link & { cause?: unknown; errorResponse?: unknown };
		if (chain.includes(link)) break;
		chain.push(link);
		current = link.cause ?? link.errorResponse;
	}
	return chain;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
