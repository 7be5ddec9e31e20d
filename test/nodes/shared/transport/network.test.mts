import { networkError } from '../../../../nodes/shared/transport/network.ts';

const wrapped = (cause: object) => Object.assign(new Error('n8n says'), { cause });

test.each([
	['ENOTFOUND', {}, true],
	['EAI_AGAIN', {}, true],
	['ECONNREFUSED', {}, true],
	['CERT_HAS_EXPIRED', {}, true],
	['DEPTH_ZERO_SELF_SIGNED_CERT', {}, true],
	['ETIMEDOUT', { syscall: 'connect' }, true],
	[
		'ECONNRESET',
		{ message: 'Client network socket disconnected before secure TLS connection was established' },
		true,
	],
	['ECONNRESET', { message: 'socket hang up' }, false],
	['ECONNRESET', { syscall: 'read' }, false],
	['ETIMEDOUT', { syscall: 'read' }, false],
	['ECONNABORTED', { message: 'timeout of 30000ms exceeded' }, false],
	['EPIPE', { syscall: 'write' }, false],
	['ERR_CANCELED', {}, false],
])('%s %j: nothing sent is %s', (code, more, nothingSent) => {
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
