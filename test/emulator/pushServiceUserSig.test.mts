import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { readUserSig, signUserSig, verifyUserSig } from '../../emulator/pushService/userSig.mts';
import { addPhone, call, emulatorForEachTest, secretKey, userSig } from './pushServiceClient.mts';

const time = 1_700_000_000;
const administrator = {
	userSig:
		'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgZQAJEpycxNVbIyNEcVTa0oyCxKVbKyMDOBCRVnpitZKVX6OKZql5uHh6aGlhYmhVlm6IdEmFuUGhnmh7hnamdaRhUYlhoHFORFmhnYKtUCAK0SM5I_',
	content: {
		identifier: 'administrator',
		sdkAppId: 1_400_000_000,
		time,
		expire: 86_400,
		sig: 'yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=',
	},
};
const xiaojun = {
	userSig:
		'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwhWZiflZpXlQqeKU7MSCgswUJStDEwMogMiUZOamKlkZmqOKplYUZBaBxE1NTY3gosWZ6UpWSj5ljuYp*p7l5unBxXnF2WVhVU4uAf7Ozi5JpX7O5SbuHuUhzgZJmQXaTia2SrUAohcx8g__',
	content: {
		identifier: 'xiaojun',
		sdkAppId: 1_400_000_000,
		time,
		expire: 15_552_000,
		sig: 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=',
	},
};

describe.each([administrator, xiaojun])('the vector of $content.identifier', (vector) => {
	it('is read, and its signature is computed', () => {
		expect(readUserSig(vector.userSig)).toEqual(vector.content);
		expect(signUserSig(vector.content, secretKey)).toBe(vector.content.sig);
	});

	it('is valid until it expires', () => {
		const { identifier, sdkAppId, expire } = vector.content;
		const at = (now: number) => () =>
			verifyUserSig(vector.userSig, { identifier, sdkAppId, secretKey, now });
		expect(at(time + expire - 1)).not.toThrow();
		expect(at(time + expire)).toThrow(expect.objectContaining({ code: 70001 }));
	});
});

it("accepts what Tencent's library makes, and nothing made with another key", () => {
	const identifier = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
	const app = fc.integer({ min: 1, max: 4_294_967_295 });
	const key = fc.stringMatching(/^[0-9a-f]{64}$/);
	fc.assert(
		fc.property(identifier, app, key, key, (user, sdkAppId, secret, otherKey) => {
			fc.pre(secret !== otherKey);
			const now = time * 1000;
			const made = userSig({ identifier: user, app: sdkAppId, key: secret, now });
			const expected = { identifier: user, sdkAppId, secretKey: secret, now: time };
			verifyUserSig(made, expected);
			expect(() => verifyUserSig(made, { ...expected, secretKey: otherKey })).toThrow(
				expect.objectContaining({ code: 70009 }),
			);
		}),
	);
});

describe('a call', () => {
	const test = emulatorForEachTest();
	const now = () => test.emulator.context.clock.now();
	const codeOf = async (
		query: Record<string, string | undefined>,
		path = 'timpush/get_attr_name',
	) => (await call(test.emulator, { path, query })).ErrorCode;

	it.each([
		['no sdkappid', { sdkappid: undefined }, 60012],
		['an sdkappid that is not a number', { sdkappid: 'x' }, 60025],
		['an sdkappid that does not exist', { sdkappid: '1400000001' }, 70020],
		['no identifier', { identifier: undefined }, 60025],
		['no usersig', { usersig: undefined }, 60025],
		['no random', { random: undefined }, 60025],
		['a random beyond 32 bits', { random: '4294967296' }, 60025],
		['another contenttype', { contenttype: 'JSON' }, 60025],
		['a usersig that is cut', { usersig: administrator.userSig.slice(0, 60) }, 70003],
		['a usersig in base64url', { usersig: 'eJyr-_' }, 70003],
		['the usersig of another identifier', { identifier: 'xiaojun' }, 70013],
		['an expired usersig', { usersig: administrator.userSig }, 70001],
		['nothing wrong', {}, 0],
	])('with %s', async (_, query, code) => {
		expect(await codeOf(query)).toBe(code);
	});

	it('with the usersig of another app or another key', async () => {
		expect(await codeOf({ usersig: userSig({ app: 1, now: now() }) })).toBe(70014);
		expect(await codeOf({ usersig: userSig({ key: 'appKey', now: now() }) })).toBe(70009);
	});

	it('with a usersig that is no JSON of the right shape', async () => {
		const encode = (text: string) =>
			deflateSync(text)
				.toString('base64')
				.replaceAll('+', '*')
				.replaceAll('/', '-')
				.replaceAll('=', '_');
		for (const text of ['[]', 'null', '{}', '{"TLS.ver":"2.0"}', 'x'.repeat(100_000)]) {
			expect(await codeOf({ usersig: encode(text) })).toBe(70003);
			test.emulator.pushService.resetLimits();
		}
	});

	it('by somebody who is not an administrator', async () => {
		addPhone(test.emulator, 'xiaojun');
		const query = {
			identifier: 'xiaojun',
			usersig: userSig({ identifier: 'xiaojun', now: now() }),
		};
		expect(await codeOf(query)).toBe(90009);
		expect(await codeOf(query, 'openim/sendmsg')).toBe(60010);
	});

	it('after too many failures, for a minute', async () => {
		const wrong = { usersig: userSig({ key: 'wrong', now: now() }) };
		for (let attempt = 0; attempt < 10; attempt++) expect(await codeOf(wrong)).toBe(70009);
		expect(await codeOf(wrong)).toBe(70050);
		expect(await codeOf({})).toBe(70050);
		test.emulator.control.advance(60_000);
		expect(await codeOf({})).toBe(0);
	});

	it('under the wrong domain, or to a disabled app', async () => {
		test.emulator.pushService.configure({ domain: 'adminapisgp.im.qcloud.com' });
		expect(await codeOf({})).toBe(60026);
		test.emulator.pushService.configure({ domain: '127.0.0.1', disabled: true });
		expect(await codeOf({})).toBe(60016);
	});

	it('to a path that does not exist, or with GET', async () => {
		expect(await codeOf({}, 'timpush/pushes')).toBe(60009);
		const answer = await fetch(`${test.emulator.url}/v4/timpush/push`);
		expect(await answer.json()).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 60009 });
	});
});
