import { networkError, thrownResponse } from '../../../../nodes/shared/transport/network.ts';

const wrapped = (cause: object) => Object.assign(new Error('n8n says'), { cause });
const socket = { timeout: 30_000 };
const tls = { ...socket, encrypted: true, secureConnecting: false };

/** What Node's ClientRequest says of its connection. The engine's tests make real ones. */
test.each<[string, object, boolean]>([
	['no socket', { protocol: 'http:', socket: null }, true],
	['no TCP', { protocol: 'http:', socket: { timeout: undefined } }, true],
	['TCP', { protocol: 'http:', socket }, false],
	[
		'no TCP under TLS',
		{ protocol: 'https:', socket: { encrypted: true, secureConnecting: true } },
		true,
	],
	[
		'a handshake that is not done',
		{ protocol: 'https:', socket: { ...tls, secureConnecting: true } },
		true,
	],
	['TLS', { protocol: 'https:', socket: tls }, false],
	['the answer of a proxy to CONNECT', { protocol: 'https:', socket }, true],
	['TLS to a proxy', { protocol: 'http:', socket: { ...tls, secureConnecting: true } }, true],
])('with %s nothing was sent: %#', (_, request, nothingSent) => {
	for (const code of ['ECONNREFUSED', 'EPROTO', 'ERR_CANCELED', 'ECONNRESET', undefined]) {
		for (const syscall of ['connect', 'read', undefined]) {
			const error = Object.assign(new Error('x'), { code, syscall, request });
			expect(networkError(error)?.nothingSent).toBe(nothingSent);
			expect(networkError(wrapped(error))?.nothingSent).toBe(nothingSent);
		}
	}
});

test.each<[string, object, boolean]>([
	['ECONNREFUSED', {}, false],
	['ENOTFOUND', {}, false],
	['CERT_HAS_EXPIRED', {}, false],
	['EPROTO', {}, false],
	['ECONNREFUSED', { syscall: 'connect' }, true],
	['ENOTFOUND', { syscall: 'getaddrinfo' }, true],
	['ESERVFAIL', { syscall: 'queryA' }, true],
	['ETIMEDOUT', { errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }, true],
	['ETIMEDOUT', { errors: [{ syscall: 'connect' }, { syscall: 'read' }] }, false],
	['ETIMEDOUT', { errors: [] }, false],
	['ETIMEDOUT', { errors: [null] }, false],
	['ECONNREFUSED', { syscall: 'read' }, false],
	['EHOSTUNREACH', { syscall: 'write' }, false],
	['ECONNRESET', { message: 'Client network socket disconnected before secure TLS' }, false],
	['ECONNREFUSED', { request: { method: 'POST' } }, false],
])('%s %j without a connection to look at: nothing sent is %s', (code, more, nothingSent) => {
	const error = Object.assign(new Error('x'), { code }, more);
	expect(networkError(error)).toMatchObject({ code, nothingSent });
	expect(networkError(wrapped(error))).toMatchObject({ code, nothingSent });
});

test('what is no network error is none', () => {
	expect(networkError(new Error('This credential belongs to another host'))).toBeUndefined();
	expect(networkError(undefined)).toBeUndefined();
	const circle: { cause?: object } = {};
	circle.cause = circle;
	expect(networkError(circle)).toBeUndefined();
});

test('a response that was thrown is found below what n8n wraps around it', () => {
	const response = { status: 502, headers: {}, data: 'x' };
	expect(thrownResponse(wrapped(Object.assign(new Error('x'), { response })))).toBe(response);
	expect(thrownResponse(wrapped(new Error('x')))).toBeUndefined();
	expect(thrownResponse({ response: { status: '502' } })).toBeUndefined();
});
