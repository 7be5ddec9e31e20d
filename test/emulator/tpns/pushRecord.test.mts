import { iosApp } from '../../../emulator/tpns/app.mts';
import { day, emulatorForEachTest, second, tpnsClient } from '../client.mts';
import { iosNotification, toAccount, toAll, toToken, toTokens } from './samples.mts';

const path = '/v3/statistics/get_push_record';

describe('v3/statistics/get_push_record', () => {
	const given = emulatorForEachTest();
	beforeEach(() => {
		const phone = given.emulator.tpns.addDevice({ token: 'a', attended: true });
		given.emulator.context.devices.bindAccount(phone, 'ann', 0, 0);
		given.emulator.tpns.settings.rates = false;
	});

	const push = async (body: object) =>
		(await given.tpns('/v3/push/app', body)).body.push_id as string;
	const today = { startDate: '2024-05-16', endDate: '2024-05-16' };
	const list = async (body: object = {}) => (await given.tpns(path, { ...today, ...body })).body;
	const recordsOf = async (body: object = {}) =>
		(await list(body)).pushRecordData as Array<Record<string, unknown>>;

	it('gives every field of a push', async () => {
		const android = { ring: 1, custom_content: '{"a":1}' };
		const pushId = await push({
			...toAll,
			message: { ...toAll.message, android, xg_media_audio_resources: 'https://a.example/a.mp3' },
			expire_time: 3600,
			group_id: 'g',
		});
		expect(await list()).toEqual({
			retCode: 0,
			errMsg: '',
			count: 1,
			pushRecordData: [
				{
					date: '2024-05-16 10:00:00',
					pushId,
					title: 'Hello',
					content: 'World',
					status: 'PUSH_INIT',
					pushType: 'all',
					messageType: 'notify',
					environment: 'product',
					expireTime: 3600,
					createTime: 1715824800,
					xgMediaResources: '',
					xgMediaAudioResources: 'https://a.example/a.mp3',
					multiPkg: false,
					targetList: null,
					collapseID: 300001,
					tagSet: null,
					uploadId: 0,
					groupId: 'g',
					source: 'api',
					pushConfig: { android, ios: null, iot: null },
				},
			],
		});
	});

	it('gives one push by its ID, which is then a number', async () => {
		const pushId = await push(toToken('a'));
		given.emulator.control.advance(5 * second);
		const { text, body } = await given.tpns(path, { pushId });
		expect(text).toContain(`"pushId":${pushId},`);
		expect(body).not.toHaveProperty('count');
		expect(body.pushRecordData).toMatchObject([
			{ status: 'PUSH_FINISHED', pushType: 'token_list', targetList: ['a'], collapseID: 0 },
		]);
		expect((await given.tpns(path, { pushId: '1' })).body.retCode).toBe(1008015);
		given.emulator.control.advance(32 * day);
		expect((await given.tpns(path, { pushId })).body.retCode).toBe(1008015);
	});

	it('filters by kind of message and of audience', async () => {
		const rule = {
			tag_items: [
				{
					tags: ['x', 'y'],
					is_not: false,
					tags_operator: 'AND',
					items_operator: 'OR',
					tag_type: 'xg_user_define',
				},
			],
			operator: 'OR',
			is_not: false,
		};
		const ids = {
			all: await push(toAll),
			tag: await push({ ...toAll, audience_type: 'tag', tag_rules: [rule] }),
			token: await push(toTokens(['a'])),
			account: await push({ ...toAccount('ann'), message_type: 'message' }),
		};
		for (const [pushType, pushId] of Object.entries(ids)) {
			expect(await recordsOf({ pushType })).toMatchObject([{ pushId }]);
		}
		expect(await recordsOf({ msgType: 'message' })).toMatchObject([
			{ pushId: ids.account, messageType: 'message', targetList: ['ann'] },
		]);
		expect((await recordsOf({ pushType: 'tag' }))[0].tagSet).toEqual({
			op: 'AND',
			tagWithType: [
				{ tagTypeName: 'xg_user_define', tagValue: 'x' },
				{ tagTypeName: 'xg_user_define', tagValue: 'y' },
			],
		});
		expect((await list({ pushType: 'token_list' })).retCode).toBe(1008007);
	});

	it('pages from the newest on', async () => {
		const ids: string[] = [];
		for (let index = 0; index < 25; index++) ids.unshift(await push(toToken('a')));
		const page = async (body: object) => (await recordsOf(body)).map(({ pushId }) => pushId);
		expect(await page({})).toEqual(ids.slice(0, 20));
		expect(await page({ offset: 20, limit: 200 })).toEqual(ids.slice(20));
		expect((await list({ offset: 24, limit: 1 })).count).toBe(25);
		expect((await list({ limit: 201 })).retCode).toBe(1008007);
	});

	it('finds pushes by the day in UTC+8', async () => {
		const pushId = await push({ ...toAll, send_time: '2024-05-17 00:30:00' });
		expect(await recordsOf()).toEqual([]);
		const tomorrow = { startDate: '2024-05-17', endDate: '2024-05-17' };
		expect(await recordsOf(tomorrow)).toMatchObject([{ pushId, date: '2024-05-17 00:30:00' }]);
	});

	it('gives the ios part of an iOS push', async () => {
		const ios = tpnsClient(given.emulator, iosApp);
		await ios('/v3/push/app', { audience_type: 'all', ...iosNotification });
		const { body } = await ios(path, today);
		expect(body.pushRecordData).toMatchObject([
			{ pushConfig: { android: null, ios: { aps: { alert: { subtitle: 'sub' } } } } },
		]);
	});

	it.each([
		['no dates', { startDate: undefined }, 1008002],
		['compact dates', { startDate: '20240516', endDate: '20240516' }, 1008016],
		['more than a month ago', { startDate: '2024-04-15' }, 1008007],
		['an end before the start', { endDate: '2024-05-15' }, 1008007],
	])('refuses %s', async (_name, body, code) => {
		expect((await list(body)).retCode).toBe(code);
	});

	it("lists today's pushes to a device, with numbers for IDs", async () => {
		const { text, body } = await (async () => {
			const yesterday = await push(toToken('a'));
			given.emulator.control.advance(day);
			await push(toAll);
			given.emulator.control.advance(second);
			const answer = await given.tpns('/v3/toolbox/getPushListByToken', { token: 'a' });
			expect(answer.text).not.toContain(yesterday);
			return answer;
		})();
		expect(text).toContain('"pushId":1328245138690125825,');
		expect(body.pushTaskList).toMatchObject([
			{ pushTime: Date.parse('2024-05-17T02:00:00Z') / 1000, pushTargetType: 'ALL_PUSH' },
		]);
		const nobody = await given.tpns('/v3/toolbox/getPushListByToken', { token: 'nobody' });
		expect(nobody.body.retCode).toBe(1008029);
	});
});
