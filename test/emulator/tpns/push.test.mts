import { iosApp } from '../../../emulator/tpns/app.mts';
import { emulatorForEachTest, hour, second, tpnsClient } from '../client.mts';
import { iosNotification, notification, toAccount, toAll, toToken, toTokens } from './samples.mts';

const path = '/v3/push/app';

describe('v3/push/app', () => {
	const given = emulatorForEachTest();
	const send = (body: unknown) => given.tpns(path, body);
	const addPhone = (token: string, more = {}) =>
		given.emulator.tpns.addDevice({ token, attended: true, ...more });
	const codeOf = async (body: unknown) => (await send(body)).body.ret_code;
	const lastRequest = () => given.emulator.control.requests(path).at(-1)!;

	it('answers with a push ID longer than a number, and delivers', async () => {
		const phone = addPhone('t1');
		const { text, body } = await send({ ...toToken('t1'), seq: 7 });
		expect(text).toContain('"push_id":"1328245138690125824"');
		expect(body).toEqual({
			seq: 7,
			push_id: '1328245138690125824',
			invalid_targe_list: [],
			environment: 'product',
			result: '{}',
			ret_code: 0,
			err_msg: 'NO_ERROR',
		});
		expect(phone.inbox).toEqual([]);
		given.emulator.control.advance(second);
		expect(phone.inbox).toMatchObject([
			{ cloud: 'tpns', pushId: body.push_id, title: 'Hello', content: 'World', clicked: false },
		]);
		expect(lastRequest()).toMatchObject({ accepted: true, unknownFields: [], ignoredFields: [] });
	});

	describe('refuses', () => {
		beforeEach(() => addPhone('t1'));

		const message = (more: object) => ({
			...toToken('t1'),
			message: { ...notification.message, ...more },
		});

		it.each([
			['no audience', { ...notification }, 1008002],
			['an audience of its own', { ...toAll, audience_type: 'None' }, 1008007],
			['no message', { ...toAll, message: undefined }, 1008002],
			['no message type', { ...toAll, message_type: undefined }, 1008002],
			['no title', message({ title: '' }), 1008002],
			['no content', message({ content: undefined }), 1008002],
			['no token list', { ...toToken('t1'), token_list: undefined }, 1008002],
			['no account list', { ...toAccount('a'), account_list: [] }, 1008002],
			['tags without rules', { ...toAll, audience_type: 'tag' }, 1008002],
			['a package without an ID', { ...toAll, audience_type: 'package_token_push' }, 1008002],
			[
				'an unknown package',
				{ ...toAll, audience_type: 'package_token_push', upload_id: 1 },
				10010005,
			],
			['an unknown token', toToken('nobody'), 1008029],
			['a token of 37 characters', toToken('x'.repeat(37)), 1008007],
			['1,001 tokens', toTokens(Array<string>(1001).fill('t1')), 1008007],
			['tokens that are all unknown', toTokens(['n1', 'n2']), 10010005],
			['an unknown account', toAccount('nobody'), 10110008],
			['1,001 accounts', { ...toAccount('a'), account_list: Array(1001).fill('a') }, 1008007],
			['a message over 4 KB', message({ content: '测'.repeat(1365) }), 1008007],
			['custom content that is no JSON', message({ android: { custom_content: 'a=1' } }), 1008007],
			[
				'an action without its intent',
				message({ android: { action: { action_type: 3 } } }),
				1008002,
			],
			[
				'an hour of the day with one digit',
				message({
					accept_time: [{ start: { hour: '9', min: '00' }, end: { hour: '18', min: '00' } }],
				}),
				1008007,
			],
			['a badge of 100', message({ android: { badge_type: 100 } }), 1008007],
			['an importance of 5', message({ android: { n_importance: 5 } }), 1008007],
			['another urgency', message({ android: { urgency: 'high' } }), 1008007],
			['OPPO fields that are text', message({ android: { oppo_senior_push: '1' } }), 1008007],
			['an expiry over 72 hours', { ...toToken('t1'), expire_time: 259_201 }, 1008007],
			['a push speed of 999', { ...toAll, push_speed: 999 }, 1008007],
			['a time for one token', { ...toToken('t1'), send_time: '2024-05-17 10:00:00' }, 1008007],
			['a plan that does not exist', { ...toToken('t1'), plan_id: '1' }, 1008007],
			['a collapse ID of its own', { ...toAll, collapse_id: 5 }, 1008007],
			['SMS without its data', { ...toToken('t1'), resend_by_sms: true }, 1008002],
			['personal texts without defaults', { ...toToken('t1'), ntf_wt_attrs: true }, 1008002],
		])('%s', async (_name, body, code) => {
			expect(await codeOf(body)).toBe(code);
			expect(given.emulator.tpns.app().pushes.size).toBe(0);
			expect(lastRequest().accepted).toBe(false);
		});
	});

	it.each([
		['android', { custom_content: {} }],
		['ios', { aps: {}, custom_content: { a: 1 } }],
		['ios', { aps: {}, custom: [] }],
	])('answers HTTP 422 alone to custom content of %s that is %j', async (platform, part) => {
		const app = platform === 'ios' ? iosApp : undefined;
		const body = { ...toAll, message: { ...notification.message, [platform]: part } };
		const answer = await tpnsClient(given.emulator, app)(path, body);
		expect([answer.status, answer.text]).toEqual([422, '']);
		expect(lastRequest()).toMatchObject({ accepted: false, status: 422 });
	});

	it('takes the fields of the vendors that the manual lacks', async () => {
		addPhone('t1');
		const android = {
			n_category: 'msg',
			n_importance: 4,
			urgency: 'HIGH',
			oppo_top_notification_bar_show: true,
			oppo_senior_push: false,
			oppo_advertiser_id: '1',
			vivo_category: 'IM',
			vivo_marketing: '{"templateId":"1"}',
		};
		const message = { ...notification.message, android };
		expect(await codeOf({ ...toToken('t1'), message })).toBe(0);
		expect(lastRequest().unknownFields).toEqual([]);
		addPhone('i1', { accessId: iosApp.accessId });
		const sound = { critical: 1, name: 'a.caf', volume: 0.5 };
		const aps = { alert: { 'loc-key': 'GREETING', 'loc-args': ['Mei'] }, sound, 'thread-id': 'a' };
		const ios = { ...iosNotification, message: { ...notification.message, ios: { aps } } };
		await tpnsClient(given.emulator, iosApp)(path, { ...toAll, ...ios });
		expect(lastRequest()).toMatchObject({ accepted: true, unknownFields: [] });
	});

	it('takes a message of exactly 4 KB', async () => {
		addPhone('t1');
		const fill = 4096 - Buffer.byteLength(JSON.stringify({ title: 'Hello', content: '' }));
		const push = { ...toToken('t1'), message: { title: 'Hello', content: 'x'.repeat(fill) } };
		expect(await codeOf(push)).toBe(0);
	});

	it('sends a list to the tokens it knows, and names the others when asked to', async () => {
		const phones = ['a', 'b'].map((token) => addPhone(token));
		const tokens = ['a', 'n1', 'b', 'n2', 'a'];
		const told = await send({ ...toTokens(tokens), ignore_invalid_token: 1 });
		expect(told.body).toMatchObject({ ret_code: 0, invalid_targe_list: ['n1', 'n2'] });
		const untold = await send(toTokens(tokens));
		expect(untold.body).toMatchObject({ ret_code: 0, invalid_targe_list: [] });
		given.emulator.control.advance(second);
		expect(phones.map((phone) => phone.inbox.length)).toEqual([2, 2]);

		given.emulator.tpns.settings.invalidTokensInList = 'refuse';
		expect(await codeOf(toTokens(tokens))).toBe(1008029);
	});

	it("sends to an account's latest device, or to all of them, by type", async () => {
		const { devices } = given.emulator.context;
		const [old, recent] = [addPhone('old'), addPhone('recent')];
		devices.bindAccount(old, 'ann', 0, 1000);
		devices.bindAccount(recent, 'ann', 0, 2000);
		const other = addPhone('other');
		devices.bindAccount(other, 'ann', 1005, 3000);

		await send(toAccount('ann'));
		await send({ ...toAccount('ann'), account_type: 1005 });
		given.emulator.control.advance(second);
		expect([old, recent, other].map((phone) => phone.inbox.length)).toEqual([0, 1, 1]);
		await send({ ...toAccount('ann'), account_push_type: 1 });
		given.emulator.control.advance(second);
		expect([old, recent, other].map((phone) => phone.inbox.length)).toEqual([1, 2, 1]);
		expect(await codeOf({ ...toAccount('ann'), account_type: 1002 })).toBe(10110008);
	});

	it('sends to many once a second', async () => {
		const other = { ...toAll, message: { title: 'Other', content: 'text' } };
		expect(await codeOf(toAll)).toBe(0);
		given.emulator.control.advance(900);
		expect(await codeOf(other)).toBe(1008028);
		given.emulator.control.advance(100);
		expect(await codeOf(other)).toBe(0);
		given.emulator.tpns.settings.rates = false;
		expect(
			await codeOf({ ...other, audience_type: 'tag', tag_list: { tags: ['a'], op: 'OR' } }),
		).toBe(0);
	});

	it('does not count a refused push to many as a turn', async () => {
		await send({ ...toAll, push_speed: 1 });
		expect(await codeOf(toAll)).toBe(0);
	});

	it('refuses the same push to all within an hour', async () => {
		expect(await codeOf(toAll)).toBe(0);
		given.emulator.control.advance(hour - 1);
		expect(await codeOf(toAll)).toBe(10010018);
		expect(await codeOf({ ...toAll, message: { ...toAll.message, content: 'new' } })).toBe(0);
		given.emulator.control.advance(second);
		expect(await codeOf(toAll)).toBe(0);
	});

	it('fills in attributes, and falls back to the default texts', async () => {
		const [known, unknown] = [addPhone('t1'), addPhone('t2')];
		known.attributes.set('name', 'Mei');
		const push = {
			...toAll,
			ntf_wt_attrs: true,
			message: {
				title: 'For {{name}}',
				content: 'Dear {{ name }}, welcome',
				default_title: 'For you',
				default_content: 'Welcome',
			},
		};
		await send(push);
		given.emulator.control.advance(second);
		expect(known.inbox[0]).toMatchObject({ title: 'For Mei', content: 'Dear Mei, welcome' });
		expect(unknown.inbox[0]).toMatchObject({ title: 'For you', content: 'Welcome' });
		push.message.title = '{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}';
		expect(await codeOf(push)).toBe(1008007);
	});

	it('replaces an older push by its collapse ID', async () => {
		const phone = addPhone('t1');
		await send(toAll);
		given.emulator.control.advance(2 * second);
		const [older] = given.emulator.tpns.app().pushes.values();
		const newer = {
			...toAll,
			message: { title: 'New', content: 'text' },
			collapse_id: older.collapseId,
		};
		expect(await codeOf(newer)).toBe(0);
		given.emulator.control.advance(2 * second);
		expect(phone.inbox.map((entry) => entry.title)).toEqual(['New']);
		expect(older.status).toBe('PUSH_COLLAPSED');
	});

	it('sets badges', async () => {
		const phone = addPhone('t1');
		for (const [type, badge] of [
			[5, 5],
			[-2, 6],
			[-1, 6],
			[0, 0],
		]) {
			await send({
				...toToken('t1'),
				message: { ...notification.message, android: { badge_type: type } },
			});
			given.emulator.control.advance(second);
			expect(phone.badge).toBe(badge);
		}
	});

	it('chooses the channel: vendor, own, or own where the vendor is ruled out', async () => {
		const vendorOf = async (body: object) => {
			await send(body);
			given.emulator.control.advance(second);
			return phone.inbox[0].channel;
		};
		const phone = addPhone('t1', { vendor: 'xiaomi' });
		const push = { ...toToken('t1'), tpns_online_push_type: 1 };
		expect(await vendorOf(push)).toBe('xm');
		expect(await vendorOf({ ...push, channel_rules: [{ channel: 'xm', disable: true }] })).toBe(
			'xg',
		);
		expect(await vendorOf({ ...push, channel_rules: [{ channel: 'xm', disable: false }] })).toBe(
			'xm',
		);
		expect(await vendorOf({ ...push, message: { title: 'x'.repeat(51), content: 'y' } })).toBe(
			'xg',
		);
		expect(await vendorOf({ ...push, message_type: 'message' })).toBe('xg');
	});

	it('names known fields that a push cannot use', async () => {
		addPhone('t1');
		await send({ ...toToken('t1'), push_speed: 2000, account_type: 1 });
		expect(lastRequest().ignoredFields).toEqual(['push_speed', 'account_type']);
	});

	describe('of an iOS app', () => {
		const sendIos = async (body: unknown) =>
			(await tpnsClient(given.emulator, iosApp)(path, body)).body;
		const addIphone = (token: string, environment: 'product' | 'dev' = 'product') =>
			given.emulator.tpns.addDevice({ token, environment, attended: true }, iosApp.accessId);

		it('needs environment, ios and alert', async () => {
			addIphone('i1');
			const push = { ...toToken('i1'), ...iosNotification };
			expect(await sendIos(push)).toMatchObject({ ret_code: 0, environment: 'product' });
			expect(await sendIos({ ...push, environment: undefined })).toMatchObject({
				ret_code: 1008002,
			});
			for (const message of [
				notification.message,
				{ ...notification.message, ios: {} },
				{ ...notification.message, ios: { aps: {} } },
			]) {
				expect(await sendIos({ ...push, message })).toMatchObject({ ret_code: 1008002 });
			}
		});

		it('takes a silent push without texts, and nothing else in it', async () => {
			addIphone('i1');
			const silent = {
				...toToken('i1'),
				environment: 'product',
				message_type: 'message',
				message: { ios: { aps: { 'content-available': 1 } } },
			};
			expect(await sendIos(silent)).toMatchObject({ ret_code: 0 });
			expect(await sendIos({ ...silent, message_type: 'notify' })).toMatchObject({
				ret_code: 1008002,
			});
			const loud = { ios: { aps: { 'content-available': 1, sound: 'default' } } };
			expect(await sendIos({ ...silent, message: loud })).toMatchObject({ ret_code: 1008007 });
		});

		it('reaches a phone in its own environment only', async () => {
			addIphone('i1', 'dev');
			const push = { ...toToken('i1'), ...iosNotification };
			expect(await sendIos(push)).toMatchObject({ ret_code: 1008029 });
			expect(await sendIos({ ...push, environment: 'dev' })).toMatchObject({ ret_code: 0 });
		});
	});
});
