import type { FaultRequest } from '../../emulator/faults.mts';

/** Codes of an API that the matrix injects. */
export interface Codes {
	frequency: number;
	internal: number;
	quota: number;
	/** A whole response whose fields contradict each other. */
	contradiction: string;
	/** A whole response with a code that refuses, and below it the ID of a push. */
	refusedWithId: string;
}

/** A fault between the node and the cloud. */
export interface Fault {
	/** How the documentation calls it. */
	name: string;
	/** What the emulator is told; a number of milliseconds refuses connections for so long. */
	inject?(codes: Codes): Omit<FaultRequest, 'times' | 'path'>;
	/** The address of an API that is reached in vain. */
	address?: 'unknownHost' | 'nobodyListens' | 'speaksNoTls' | 'fullQueue' | 'refusingProxy';
	/** What happens between node and cloud. */
	middle?: 'breakTls' | 'networkError' | 'broken401' | 'endless' | 'redirect' | 'redirectToPage';
	/** There is no way to let this pass after once. */
	alwaysOnly?: true;
	/** An operation that has more time than the others. */
	notFor?: string;
}

/** Time limit of a call in the matrix, in seconds: a little more than the shortest that the form takes. */
export const TIME_LIMIT_S = 5;

const html = { contentType: 'text/html', body: '<html><body><h1>Bad Gateway</h1></body></html>' };
const status = (code: number, more: object = {}) => ({
	kind: 'status' as const,
	status: code,
	...html,
	...more,
});

/** Every fault of the matrix, in the order of the documentation. */
export const faults = {
	dns: { name: 'DNS failure', address: 'unknownHost' },
	refused: { name: 'connection refused', address: 'nobodyListens' },
	tls: { name: 'TLS failure', address: 'speaksNoTls', alwaysOnly: true },
	resetBeforeRead: {
		name: 'reset before the request was read',
		inject: () => ({ kind: 'resetBeforeRead' }),
	},
	resetAfterAcceptance: {
		name: 'reset after acceptance',
		inject: () => ({ kind: 'resetAfterAcceptance' }),
	},
	resetDuringBody: {
		name: 'reset in the middle of the response',
		inject: () => ({ kind: 'resetDuringBody' }),
	},
	noAnswer: { name: 'no response until the timeout', inject: () => ({ kind: 'noAnswer' }) },
	endlessBody: {
		name: 'response that trickles beyond the timeout',
		// Ten times the time limit, because a file of 100 MB goes up first.
		notFor: 'audiencePackage:upload',
		inject: () => ({ kind: 'slowBody', ms: 60_000 }),
	},
	slowBody: {
		name: 'slow response within the timeout',
		inject: () => ({ kind: 'slowBody', ms: 1_000 }),
	},
	http500: {
		name: 'HTTP 500',
		inject: () => status(500, { contentType: 'text/plain', body: 'Internal Server Error' }),
	},
	http502: { name: 'HTTP 502 with an HTML page', inject: () => status(502) },
	http503: { name: 'HTTP 503', inject: () => status(503, { headers: { 'retry-after': '1' } }) },
	http403: { name: 'HTTP 403', inject: () => status(403, { accepted: false }) },
	http429: { name: 'HTTP 429', inject: () => status(429, { accepted: false }) },
	frequency: {
		name: 'frequency code',
		inject: ({ frequency }) => ({ kind: 'code', code: frequency }),
	},
	internal: {
		name: 'internal-error code',
		inject: ({ internal }) => ({ kind: 'code', code: internal }),
	},
	quota: { name: 'quota code', inject: ({ quota }) => ({ kind: 'code', code: quota }) },
	malformedJson: { name: 'malformed JSON', inject: () => ({ kind: 'malformedJson' }) },
	truncatedJson: { name: 'truncated JSON', inject: () => ({ kind: 'truncatedJson' }) },
	emptyBody: { name: 'empty body', inject: () => ({ kind: 'emptyBody' }) },
	list: {
		name: 'JSON of the wrong shape (a list)',
		inject: () => ({ kind: 'wrongShape', shape: 'array' }),
	},
	noCode: {
		name: 'JSON of the wrong shape (no code)',
		inject: () => ({ kind: 'wrongShape', shape: 'noCode' }),
	},
	hugeBody: { name: 'body of 10 MB', inject: () => ({ kind: 'hugeBody' }) },
	tlsBreak: { name: 'TLS break after acceptance', middle: 'breakTls' },
	networkError: {
		name: 'network error on the open connection after acceptance',
		middle: 'networkError',
	},
	broken401: { name: 'HTTP 401 with a body that breaks off', middle: 'broken401' },
	http408: { name: 'HTTP 408 after acceptance', inject: () => status(408) },
	http499: { name: 'HTTP 499 after acceptance', inject: () => status(499) },
	connectHang: {
		name: 'connection that is never made',
		address: 'fullQueue',
		alwaysOnly: true,
		notFor: 'audiencePackage:upload',
	},
	connectRefused: { name: 'CONNECT refused by a proxy', address: 'refusingProxy' },
	redirect: { name: 'redirect to the same path of another host', middle: 'redirect' },
	redirectToPage: { name: 'redirect to a page after acceptance', middle: 'redirectToPage' },
	contradiction: {
		name: 'codes that contradict each other',
		inject: ({ contradiction }) =>
			status(200, { contentType: 'application/json', body: contradiction }),
	},
	refusedWithId: {
		name: 'refusal that holds the ID of what was accepted',
		inject: ({ refusedWithId }) =>
			status(200, { contentType: 'application/json', body: refusedWithId }),
	},
	endless: { name: 'endless response', middle: 'endless' },
	gzip: { name: 'compressed body', inject: () => ({ kind: 'gzip' }) },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** Whether a fault hits the first request or every request. */
export type Times = 'once' | 'always';

/** How often the matrix lets a fault happen to an operation. */
export function timesOf({ alwaysOnly, notFor }: Fault, key: string): Times[] {
	if (notFor === key) return [];
	return alwaysOnly ? ['always'] : ['once', 'always'];
}
