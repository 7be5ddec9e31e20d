import { TpnsApi, tpnsSignature } from '../../credentials/TpnsApi.credentials.ts';

const KEY = '1452fcebae9f3115ba794fb0fff2fd73';
const ID = '1500001048';
const BODY_A =
	'{"audience_type": "account","message": {"title": "test title","content": "test content","android": { "action": {"action_type": 3,"intent": "xgscheme://com.xg.push/notify_detail?param1=xg"}}},"message_type": "notify","account_list": ["5822f0eee44c3625ef0000bb"] }';

const credentials = { accessId: ID, secretKey: KEY, region: 'guangzhou', authMethod: 'signature' };
const authenticate = new TpnsApi().authenticate;

// docs/api/tpns.md 2
test.each([
	[
		'A, the sample of the manual',
		'1565314789',
		ID,
		KEY,
		BODY_A,
		'MDlmMDdkMmE1MThhODgxNGUzNjlkY2Q5NTM0ZjEwYjhhMjlkMTI4NTMxYTE5YWRhYTI4Y2IyNDc2MDVjMWU4NA==',
	],
	[
		'B, the HTTP sample of the manual',
		'1565314789',
		ID,
		KEY,
		BODY_A.replace('"message":', '"platform": "android","message":'),
		'Y2QyMDc3NDY4MmJmNzhiZmRiNDNlMTdkMWQ1ZDU2YjNlNWI3ODlhMTY3MGZjMTUyN2VmNTRjNjVkMmQ3Yjc2ZA==',
	],
	[
		'D, Chinese and an emoji',
		'1700000000',
		ID,
		KEY,
		'{"audience_type":"token","token_list":["000000000000000000000000000000000000"],"message_type":"notify","message":{"title":"测试标题 📣","content":"测试内容 é"}}',
		'YmRiYWZhYmI0OThiODg4ZDBlOTNlODA2ODc4YjIzZTQ1MmMyMzI2YTQwZTM1ODg0NmNjZWYzYzNmZGVmNzNmZA==',
	],
])('signature of vector %s', (_, timestamp, accessId, key, body, sign) => {
	expect(tpnsSignature(timestamp, accessId, key, body)).toBe(sign);
	expect(tpnsSignature(timestamp, accessId, key, Buffer.from(body))).toBe(sign);
	expect(sign).not.toBe('vbr6u0mLiI0Ok+gGh4sj5FLCMmpA41iEbM7zw/3vc/0=');
});

test('vector C, the C# sample', () => {
	const body = BODY_A.replace('["5822f0eee44c3625ef0000bb"]', '["234"]');
	const sign = tpnsSignature('1621307510', '1500004469', '2b1163d904bd5f82dcf82dcf82dc4407', body);
	expect(Buffer.from(sign, 'base64').toString()).toBe(
		'ee3535842bdb80dabbe1f3678700f6c76cc63e4f4dd6b090c4a3bcae67f68d85',
	);
});

test('an object is made text once, and that text is signed', async () => {
	const options = await authenticate(credentials, {
		url: '/v3/push/app',
		method: 'POST',
		body: { audience_type: 'all', message: { title: 'é' } },
	});
	const headers = options.headers as Record<string, string>;
	expect(options.url).toBe('https://api.tpns.tencent.com/v3/push/app');
	expect(options.body).toBe('{"audience_type":"all","message":{"title":"é"}}');
	expect(headers['Content-Type']).toBe('application/json');
	expect(headers.AccessId).toBe(ID);
	expect(Number(headers.TimeStamp)).toBeCloseTo(Date.now() / 1000, -1);
	expect(headers.Sign).toBe(tpnsSignature(headers.TimeStamp, ID, KEY, options.body as string));
	expect(headers).not.toHaveProperty('Authorization');
});

test('JSON as bytes is signed and sent as it is', async () => {
	const body = Buffer.from(' {"title": "é"}\n');
	const options = await authenticate(credentials, {
		url: '/v3/push/app',
		body,
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});
	const headers = options.headers as Record<string, string>;
	expect(options.body).toBe(body);
	expect(headers.Sign).toBe(tpnsSignature(headers.TimeStamp, ID, KEY, ' {"title": "é"}\n'));
	expect(headers).not.toHaveProperty('Authorization');
});

test('options that were signed can be signed again', async () => {
	const once = await authenticate(credentials, { url: '/v3/x', body: { a: 1 } });
	const twice = await authenticate(credentials, once);
	expect(twice.body).toBe('{"a":1}');
	expect(twice.url).toBe('https://api.tpns.tencent.com/v3/x');
	expect(Object.keys(twice.headers ?? {}).sort()).toEqual(Object.keys(once.headers ?? {}).sort());
});

test('Basic sends the documented pair', async () => {
	const { headers } = await authenticate({ ...credentials, authMethod: 'basic' }, { url: '/v3/x' });
	expect(headers).toMatchObject({
		Authorization: 'Basic MTUwMDAwMTA0ODoxNDUyZmNlYmFlOWYzMTE1YmE3OTRmYjBmZmYyZmQ3Mw==',
	});
});

test('a body that is no JSON goes with Basic, whatever the method', async () => {
	const form = Buffer.from('--b\r\n…');
	const options = await authenticate(credentials, {
		url: '/v3/push/package/upload',
		body: form,
		headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
	});
	expect(options.body).toBe(form);
	expect(options.headers).toHaveProperty('Authorization');
	expect(options.headers).not.toHaveProperty('Sign');
});

test.each([
	['guangzhou', 'https://api.tpns.tencent.com/v3/x'],
	['shanghai', 'https://api.tpns.sh.tencent.com/v3/x'],
	['hongKong', 'https://api.tpns.hk.tencent.com/v3/x'],
	['singapore', 'https://api.tpns.sgp.tencent.com/v3/x'],
])('region %s', async (region, url) => {
	expect((await authenticate({ ...credentials, region }, { url: 'v3/x' })).url).toBe(url);
	const moved = { url: 'https://api.tpns.tencent.com/v3/x' };
	expect((await authenticate({ ...credentials, region }, moved)).url).toBe(url);
	const legacy = { uri: 'https://api.tpns.tencent.com/v3/x' } as unknown as { url: string };
	expect((await authenticate({ ...credentials, region }, legacy)).url).toBe(url);
});

test.each([
	['https://evil.example/v3/x', 'does not sign requests to https://evil.example'],
	['https://api.tpns.tencent.com.evil.example/v3/x', 'does not sign requests'],
	['http://api.tpns.tencent.com/v3/x', 'does not sign requests'],
])('nothing is signed for %s', async (url, words) => {
	await expect(authenticate(credentials, { url })).rejects.toThrow(words);
});

test.each([
	['ftp://example.com', 'is not an address'],
	['file:///etc/passwd', 'is not an address'],
	['example.com', 'is not an address'],
	['', 'is not an address'],
])('the Base URL "%s" is refused', async (baseUrl, words) => {
	const custom = { ...credentials, region: 'custom', baseUrl };
	await expect(authenticate(custom, { url: '/v3/x' })).rejects.toThrow(words);
});

test('a custom Base URL may have a path', async () => {
	const custom = { ...credentials, region: 'custom', baseUrl: 'http://127.0.0.1:7800/tpns/' };
	expect((await authenticate(custom, { url: '/v3/x' })).url).toBe(
		'http://127.0.0.1:7800/tpns/v3/x',
	);
});
