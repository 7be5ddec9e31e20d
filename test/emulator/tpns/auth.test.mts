import { androidApp, TpnsApp } from '../../../emulator/tpns/app.mts';
import { authenticate, sign } from '../../../emulator/tpns/auth.mts';
import { basic, emulatorForEachTest, start, tpnsClient } from '../client.mts';

const sample =
	'{"audience_type": "account","message": {"title": "test title","content": "test content","android": { "action": {"action_type": 3,"intent": "xgscheme://com.xg.push/notify_detail?param1=xg"}}},"message_type": "notify","account_list": ["5822f0eee44c3625ef0000bb"] }';
const key = '1452fcebae9f3115ba794fb0fff2fd73';

// docs/api/tpns.md 2
const vectors = [
	{
		name: "A, the manual's text",
		body: sample,
		timeStamp: '1565314789',
		sign: 'MDlmMDdkMmE1MThhODgxNGUzNjlkY2Q5NTM0ZjEwYjhhMjlkMTI4NTMxYTE5YWRhYTI4Y2IyNDc2MDVjMWU4NA==',
	},
	{
		name: "B, the manual's HTTP sample",
		body: sample.replace('"message": {', '"platform": "android","message": {'),
		timeStamp: '1565314789',
		sign: 'Y2QyMDc3NDY4MmJmNzhiZmRiNDNlMTdkMWQ1ZDU2YjNlNWI3ODlhMTY3MGZjMTUyN2VmNTRjNjVkMmQ3Yjc2ZA==',
	},
	{
		name: 'D, UTF-8 and an emoji',
		body: '{"audience_type":"token","token_list":["000000000000000000000000000000000000"],"message_type":"notify","message":{"title":"测试标题 📣","content":"测试内容 é"}}',
		timeStamp: '1700000000',
		sign: 'YmRiYWZhYmI0OThiODg4ZDBlOTNlODA2ODc4YjIzZTQ1MmMyMzI2YTQwZTM1ODg0NmNjZWYzYzNmZGVmNzNmZA==',
	},
];

describe('sign', () => {
	it.each(vectors)('makes vector $name', ({ body, timeStamp, sign: expected }) => {
		expect(sign(key, timeStamp, '1500001048', Buffer.from(body))).toBe(expected);
	});

	it('makes vector C, the inputs of the C# sample', () => {
		const body = Buffer.from(sample.replace('5822f0eee44c3625ef0000bb', '234'));
		const made = sign('2b1163d904bd5f82dcf82dcf82dc4407', '1621307510', '1500004469', body);
		expect(Buffer.from(made, 'base64').toString()).toBe(
			'ee3535842bdb80dabbe1f3678700f6c76cc63e4f4dd6b090c4a3bcae67f68d85',
		);
	});
});

describe('authenticate', () => {
	const apps = new Map([[androidApp.accessId, new TpnsApp(androidApp)]]);
	const [vector] = vectors;
	const signed = {
		headers: { accessid: '1500001048', timestamp: vector.timeStamp, sign: vector.sign },
		body: Buffer.from(vector.body),
		now: Number(vector.timeStamp) * 1000,
		tolerance: 600,
	};

	it('takes the exact bytes, within the tolerance of the clock', () => {
		expect(authenticate(apps, signed).accessId).toBe('1500001048');
		expect(authenticate(apps, { ...signed, now: signed.now + 600_000 }).accessId).toBeDefined();
	});

	it.each([
		['too old', { now: signed.now + 601_000 }],
		['from the future', { now: signed.now - 601_000 }],
		['one byte more', { body: Buffer.from(`${vector.body} `) }],
		['no signature', { headers: { ...signed.headers, sign: undefined } }],
		['milliseconds', { headers: { ...signed.headers, timestamp: '1565314789000' } }],
	])('refuses: %s', (_name, change) => {
		expect(() => authenticate(apps, { ...signed, ...change })).toThrow(
			expect.objectContaining({ code: 1008003 }),
		);
	});

	it('refuses the Base64 of the raw digest', () => {
		const [, , { body, timeStamp }] = vectors;
		const wrong = {
			headers: {
				accessid: '1500001048',
				timestamp: timeStamp,
				sign: 'vbr6u0mLiI0Ok+gGh4sj5FLCMmpA41iEbM7zw/3vc/0=',
			},
			body: Buffer.from(body),
			now: Number(timeStamp) * 1000,
			tolerance: 600,
		};
		expect(() => authenticate(apps, wrong)).toThrow(expect.objectContaining({ code: 1008003 }));
	});

	it('knows the Basic vector', () => {
		const authorization = 'Basic MTUwMDAwMTA0ODoxNDUyZmNlYmFlOWYzMTE1YmE3OTRmYjBmZmYyZmQ3Mw==';
		expect(basic()).toBe(authorization);
		expect(authenticate(apps, { ...signed, headers: { authorization } }).accessId).toBeDefined();
	});

	it.each([
		['a wrong key', 'Basic MTUwMDAwMTA0ODp3cm9uZw==', 1008003],
		['another AccessId', 'Basic MTUwMDAwMTA0OTp3cm9uZw==', 1008035],
		['no Basic', 'Bearer abc', 1008003],
	])('refuses %s', (_name, authorization, code) => {
		expect(() => authenticate(apps, { ...signed, headers: { authorization } })).toThrow(
			expect.objectContaining({ code }),
		);
	});
});

describe('authentication over HTTP', () => {
	const given = emulatorForEachTest();
	const query = { operator_type: 2, token_list: ['nobody'] };

	it('signs what arrives, UTF-8 included', async () => {
		const answer = await given.tpns('/v3/device/account/query', {
			operator_type: 1,
			account_list: [{ account: '测试 📣' }],
		});
		expect(answer.body).toMatchObject({ retCode: 1008027 });
	});

	it('answers in the envelope of the endpoint, with HTTP 200 or 403 as set', async () => {
		const wrongKey = tpnsClient(given.emulator, { ...androidApp, secretKey: 'wrong' });
		const answer = await wrongKey('/v3/device/account/query', query);
		expect(answer).toMatchObject({ status: 200, body: { retCode: 1008003 } });

		given.emulator.tpns.settings.authFailureStatus = 403;
		const wrongApp = tpnsClient(given.emulator, { ...androidApp, accessId: '1500009999' });
		expect(await wrongApp('/v3/push/app', {})).toMatchObject({
			status: 403,
			body: { ret_code: 1008035 },
		});
		expect(given.emulator.control.counts()['/v3/push/app'].accepted).toBe(0);
	});

	it('parses only what is signed', async () => {
		expect((await given.tpns('/v3/push/app', '{"audience_type"')).body).toMatchObject({
			ret_code: 1008001,
		});
		expect(given.emulator.context.clock.now()).toBe(start.getTime());
	});
});
