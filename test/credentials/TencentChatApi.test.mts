import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js';
import { TencentChatApi } from '../../credentials/TencentChatApi.credentials.ts';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';
import { verifyUserSig } from '../../emulator/pushService/userSig.mts';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import {
	forgetUserSig,
	makeUserSig,
	userSigOf,
	userSigSignature,
} from '../../nodes/TencentPush/userSig.ts';

const { sdkAppId, secretKey } = defaultIdentity;
const signer = { sdkAppId, identifier: 'administrator', secretKey };
const credentials = {
	sdkAppId: String(sdkAppId),
	secretKey,
	identifier: 'administrator',
	region: 'china',
};
const credential = new TencentChatApi();
const { authenticate } = credential;

const read = (userSig: string) =>
	JSON.parse(
		inflateSync(
			Buffer.from(userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64'),
		).toString(),
	) as Record<string, unknown>;

afterEach(() => {
	jest.restoreAllMocks();
	forgetUserSig(signer);
});

describe('the UserSig', () => {
	// docs/api/push-service.md 2
	test.each([
		['administrator', 86_400, 'yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60='],
		['xiaojun', 15_552_000, 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4='],
	])('has the TLS.sig of the vector of %s', async (identifier, expire, sig) => {
		const time = 1_700_000_000;
		expect(userSigSignature({ ...signer, identifier }, time, expire)).toBe(sig);
		expect(read(await makeUserSig({ ...signer, identifier }, time, expire))).toEqual({
			'TLS.ver': '2.0',
			'TLS.identifier': identifier,
			'TLS.sdkappid': sdkAppId,
			'TLS.time': time,
			'TLS.expire': expire,
			'TLS.sig': sig,
		});
	});

	test("says what Tencent's own library says, in its alphabet", async () => {
		const identifier = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
		const app = fc.integer({ min: 1, max: 4_294_967_295 });
		const key = fc.stringMatching(/^[0-9a-f]{64}$/);
		const expire = fc.integer({ min: 1, max: 86_400 * 180 });
		await fc.assert(
			fc.asyncProperty(identifier, app, key, expire, async (user, appId, secret, seconds) => {
				const time = 1_700_000_000;
				const realNow = Date.now;
				Date.now = () => time * 1000;
				const theirs = new Api(appId, secret).genUserSig(user, seconds);
				Date.now = realNow;
				const who = { sdkAppId: appId, identifier: user, secretKey: secret };
				const ours = await makeUserSig(who, time, seconds);
				expect(ours).toMatch(/^[A-Za-z0-9*_-]+$/);
				expect(read(ours)).toEqual(read(theirs));
			}),
		);
	});

	test('is kept for half of its time, so that a clock that is hours slow sends none that has ended', async () => {
		const start = 1_700_000_000_000;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
		const first = await userSigOf(signer);
		clock.mockReturnValue(start + (43_200 - 1) * 1000);
		expect(await userSigOf(signer)).toBe(first);
		clock.mockReturnValue(start + 43_200 * 1000);
		const second = await userSigOf(signer);
		expect(read(second)['TLS.time']).toBe(start / 1000 + 43_200);
		verifyUserSig(second, { ...signer, now: start / 1000 + 86_400 });
	});

	test('is made anew for another key, administrator or app, and after it was forgotten', async () => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
		const first = await userSigOf(signer);
		for (const other of [
			{ ...signer, secretKey: 'another' },
			{ ...signer, identifier: 'other' },
			{ ...signer, sdkAppId: 1 },
		]) {
			expect(await userSigOf(other)).not.toBe(first);
		}
		clock.mockReturnValue(1_700_000_001_000);
		expect(await userSigOf(signer)).toBe(first);
		forgetUserSig(signer);
		expect(read(await userSigOf(signer))['TLS.time']).toBe(1_700_000_001);
	});
});

describe('a request', () => {
	test('gets address, query and body', async () => {
		const options = await authenticate(credentials, {
			url: '/v4/timpush/push',
			method: 'POST',
			body: { Title: 'é' },
		});
		expect(options.url).toBe('https://console.tim.qq.com/v4/timpush/push');
		expect(options.body).toBe('{"Title":"é"}');
		expect(options.headers).toEqual({ 'Content-Type': 'application/json' });
		expect(options.qs).toEqual({
			sdkappid: String(sdkAppId),
			identifier: 'administrator',
			usersig: await userSigOf(signer),
			random: expect.stringMatching(/^\d{1,10}$/),
			contenttype: 'json',
		});
	});

	test('without a body sends an empty object, which is what the API asks for', async () => {
		expect((await authenticate(credentials, { url: '/v4/x' })).body).toBe('{}');
	});

	test('has a random of its own, of 32 bits', async () => {
		const randoms = new Set<number>();
		for (let index = 0; index < 50; index++) {
			const { qs } = await authenticate(credentials, { url: '/v4/x' });
			randoms.add(Number(qs?.random));
		}
		expect(randoms.size).toBeGreaterThan(45);
		expect(Math.max(...randoms)).toBeLessThan(2 ** 32);
	});

	test('can be settled again', async () => {
		const once = await authenticate(credentials, { url: '/v4/x', body: { a: 1 } });
		const twice = await authenticate(credentials, once);
		expect({ ...twice, qs: { ...twice.qs, random: '' } }).toEqual({
			...once,
			qs: { ...once.qs, random: '' },
		});
	});

	test('loses the query of an address that was copied from somewhere, but for what is its own', async () => {
		const options = await authenticate(credentials, {
			url: 'https://console.tim.qq.com/v4/x?sdkappid=1&identifier=a&usersig=b&random=2&contenttype=json&own=1',
		});
		expect(options.url).toBe('https://console.tim.qq.com/v4/x?own=1');
		expect(options.qs?.sdkappid).toBe(String(sdkAppId));
	});

	test.each([
		['china', 'console.tim.qq.com'],
		['singapore', 'adminapisgp.im.qcloud.com'],
		['seoul', 'adminapikr.im.qcloud.com'],
		['frankfurt', 'adminapiger.im.qcloud.com'],
		['siliconValley', 'adminapiusa.im.qcloud.com'],
		['jakarta', 'adminapiidn.im.qcloud.com'],
		['tokyo', 'adminapijpn.im.qcloud.com'],
		['riyadh', 'adminapiksa.im.qcloud.com'],
		['mumbai', 'adminapiind.im.qcloud.com'],
	])('goes to the region %s, also as the HTTP Request node names it', async (region, host) => {
		const url = `https://${host}/v4/x`;
		const own = { ...credentials, region };
		expect((await authenticate(own, { url: 'v4/x' })).url).toBe(url);
		const legacy = { uri: 'https://console.tim.qq.com/v4/x' } as unknown as { url: string };
		expect((await authenticate(own, legacy)).url).toBe(url);
	});

	test.each(['https://evil.example/v4/x', 'https://console.tim.qq.com.evil.example/v4/x'])(
		'to %s is not signed',
		async (url) => {
			await expect(authenticate(credentials, { url })).rejects.toThrow('does not sign requests');
		},
	);

	test('of a credential whose SDKAppID is no number is not signed', async () => {
		const wrong = { ...credentials, sdkAppId: 'my app' };
		await expect(authenticate(wrong, { url: '/v4/x' })).rejects.toThrow(
			'\'SDKAppID\' in the credential is "my app", which is not a number',
		);
	});
});

describe('the credential test', () => {
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await startEmulator();
	});
	afterEach(() => emulator.close());

	/** Sends what n8n sends, and returns the message of the rule that n8n would show. */
	async function tested(own: Record<string, string>): Promise<string | undefined> {
		const { url, body } = credential.test.request;
		const options = await authenticate(
			{ ...credentials, region: 'custom', baseUrl: emulator.url, ...own },
			{ url: url as string, method: 'POST', body },
		);
		const query = new URLSearchParams(options.qs as Record<string, string>);
		const response = await fetch(`${options.url}?${query}`, {
			method: 'POST',
			body: options.body as string,
			headers: options.headers as Record<string, string>,
		});
		const answer = (await response.json()) as Record<string, unknown>;
		for (const { properties } of credential.test.rules ?? []) {
			if (!('key' in properties)) continue;
			if (answer[properties.key] === properties.value) return properties.message;
		}
		expect(answer.ErrorCode).toBe(0);
		return undefined;
	}

	test('passes with the right values, and leaves nothing behind', async () => {
		expect(await tested({})).toBeUndefined();
		expect(emulator.control.requests().map(({ path }) => path)).toEqual([
			'/v4/timpush/get_attr_name',
		]);
	});

	test('calls a wrong key by its name', async () => {
		expect(await tested({ secretKey: 'wrong' })).toMatch(/not made with the Secret Key.*70009/);
	});

	test('calls a wrong region by its name', async () => {
		emulator.pushService.configure({ domain: 'adminapisgp.im.qcloud.com' });
		expect(await tested({})).toMatch(/belongs to another region.*60026.*Region/);
	});

	test('says that somebody is no administrator', async () => {
		expect(await tested({ identifier: 'xiaojun' })).toMatch(/not an administrator.*90009/);
	});

	test('says that an SDKAppID does not exist', async () => {
		expect(await tested({ sdkAppId: '1400000001' })).toMatch(/SDKAppID.*70020/);
	});
});
