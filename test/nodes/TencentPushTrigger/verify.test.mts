import crypto from 'node:crypto';
import fc from 'fast-check';
import { signCallback } from '../../../emulator/callbacks/query.mts';
import {
	callbackSign,
	readCredential,
	verifyQuery,
} from '../../../nodes/TencentPushTrigger/verify';

const expected = { sdkAppId: '1400000001', callbackToken: 'xxxxyyyy', toleranceSeconds: 300 };
const time = 1669872112;
const query = (more: Record<string, unknown> = {}) => ({
	SdkAppid: '1400000001',
	CallbackCommand: 'Push.AllMemberPush',
	RequestTime: String(time),
	Sign: '17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061',
	...more,
});

test('the vector of docs/api/push-service.md 5.1', () => {
	expect(callbackSign('xxxxyyyy', '1669872112')).toBe(query().Sign);
	expect(verifyQuery(query(), expected, time * 1000)).toBeUndefined();
});

test('what the emulator signs is valid', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 4e9 }), (token, at) => {
			const signed = query({ RequestTime: String(at), Sign: signCallback(token, at) });
			expect(verifyQuery(signed, { ...expected, callbackToken: token }, at * 1000)).toBeUndefined();
		}),
	);
});

test.each([
	['another SdkAppid', { SdkAppid: '1400000002' }, 403],
	['no SdkAppid', { SdkAppid: undefined }, 403],
	['two SdkAppids', { SdkAppid: ['1400000001', '1400000002'] }, 403],
	['no Sign', { Sign: undefined }, 401],
	['no RequestTime', { RequestTime: undefined }, 401],
	['two Signs', { Sign: [query().Sign, query().Sign] }, 401],
	['a shorter Sign', { Sign: query().Sign.slice(1) }, 401],
	['the Sign of another time', { RequestTime: '1669872113' }, 401],
	[
		'a RequestTime that is no number',
		{ RequestTime: 'soon', Sign: callbackSign('xxxxyyyy', 'soon') },
		401,
	],
])('%s is refused', (_name, more, status) => {
	const refusal = verifyQuery(query(more), expected, time * 1000);
	expect(refusal?.status).toBe(status);
	expect(JSON.stringify(refusal)).not.toContain('xxxxyyyy');
	expect(JSON.stringify(refusal)).not.toContain(query().Sign);
});

test('any change of the Sign is refused', () => {
	fc.assert(
		fc.property(fc.nat(63), fc.constantFrom(...'0123456789abcdef'), (index, digit) => {
			const { Sign } = query();
			const changed = Sign.slice(0, index) + digit + Sign.slice(index + 1);
			const refused = verifyQuery(query({ Sign: changed }), expected, time * 1000)?.status;
			expect(refused).toBe(changed === Sign ? undefined : 401);
		}),
	);
});

test('RequestTime may be off by the tolerance, to both sides', () => {
	const at = (seconds: number) => verifyQuery(query(), expected, (time + seconds) * 1000)?.status;
	expect([-301, -300, 300, 301].map(at)).toEqual([401, undefined, undefined, 401]);
});

test('without a Callback Token only the SdkAppid counts', () => {
	const open = { ...expected, callbackToken: '' };
	expect(verifyQuery({ SdkAppid: '1400000001' }, open, 0)).toBeUndefined();
	expect(verifyQuery({ SdkAppid: '1' }, open, 0)?.status).toBe(403);
	expect(verifyQuery({ SdkAppid: '' }, { ...open, sdkAppId: '' }, 0)?.status).toBe(403);
});

test.each([undefined, null, 5, true, {}, []])('the token %p is refused', (callbackToken) => {
	const credentials = { sdkAppId: '1400000001', callbackToken } as never;
	expect(() => readCredential(credentials)).toThrow('Callback Token');
});

test.each([
	[{ sdkAppId: 1400000001 }, { sdkAppId: '1400000001', callbackToken: '' }],
	[
		{ sdkAppId: ' 14 ', callbackToken: ' a b ' },
		{ sdkAppId: '14', callbackToken: 'a b' },
	],
	[{ callbackToken: ' ' }, { sdkAppId: '', callbackToken: '' }],
])('the credential %j', (credentials, read) => {
	expect(readCredential(credentials)).toEqual(read);
});

test('a Sign is compared in a time that says nothing of it', () => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	const wrong = callbackSign('another', String(time));
	for (const Sign of [query().Sign, wrong]) verifyQuery(query({ Sign }), expected, time * 1000);
	const compared = compare.mock.calls.map(([given]) => Buffer.from(given as Buffer).toString());
	compare.mockRestore();
	expect(compared).toEqual([query().Sign, wrong]);
});
