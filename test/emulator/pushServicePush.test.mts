import { readFileSync } from 'node:fs';
import { addPhone, emulatorForEachTest, everythingArrives, push } from './pushServiceClient.mts';

const test = emulatorForEachTest({ pushService: { settings: { shares: everythingArrives } } });
const inboxOf = (userId: string) => [...test.emulator.context.devices.ofUser(userId)][0].inbox;
const advance = (ms: number) => test.emulator.control.advance(ms);

/** The example of docs/api/push-service.md 4.5. */
function fullExample(): object {
	const page = readFileSync(new URL('../../docs/api/push-service.md', import.meta.url), 'utf8');
	const [, json] = /### 4\.5[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
	return JSON.parse(json);
}

describe('the content of a push', () => {
	it('may be the full example', async () => {
		addPhone(test.emulator, 'ann', { facts: { language: 'zh' } });
		const answer = await test.call('timpush/push', {
			MsgRandom: 1,
			OfflinePushInfo: fullExample(),
		});
		expect(answer.ErrorCode).toBe(0);
		expect(answer.TaskId).toMatch(/^[0-9a-f]{8}_53724e00_200000[0-9a-f]{9}_[0-9a-f]{8}_bc614e$/);
		expect(inboxOf('ann')).toMatchObject([
			{ title: '標題', content: '內容', channel: 'Xiaomi', data: '{"orderId":"42"}' },
		]);
	});

	it.each([
		['MsgRandom', { MsgRandom: undefined }, 90005],
		['MsgRandom', { MsgRandom: '1' }, 90005],
		['OfflinePushInfo', { OfflinePushInfo: undefined }, 90001],
		['OfflinePushInfo.Title', { OfflinePushInfo: { Title: 5 } }, 90001],
		['OfflinePushInfo.Ext', { OfflinePushInfo: { Ext: {} } }, 90001],
		['OfflinePushInfo.Ext', { OfflinePushInfo: { Ext: 'text' } }, 90001],
		['OfflinePushInfo.PushFlag', { OfflinePushInfo: { PushFlag: 2 } }, 90001],
		['OfflinePushInfo.BadgeAddNum', { OfflinePushInfo: { BadgeAddNum: 100 } }, 90001],
		[
			'OfflinePushInfo.AndroidInfo.OPPONotifyLevel',
			{ OfflinePushInfo: { AndroidInfo: { OPPONotifyLevel: 3 } } },
			90001,
		],
		[
			'OfflinePushInfo.ApnsInfo.LiveActivity.LaId',
			{ OfflinePushInfo: { ApnsInfo: { LiveActivity: { Event: 'end', ContentState: {} } } } },
			90001,
		],
		['DataId', { DataId: 'x'.repeat(65) }, 90057],
		['MsgBody', { MsgBody: {} }, 90007],
		['MsgBody', { MsgBody: [{}] }, 90002],
		['MsgBody', { MsgBody: [{ MsgType: 'TIMTextElem' }] }, 90010],
	])('is refused for a bad %s: %j', async (field, change, ErrorCode) => {
		const answer = await test.call('timpush/push', { ...push, ...change });
		expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode, TaskId: '' });
		expect(answer.ErrorInfo).toContain(field);
	});

	it('is refused when it is not JSON, or over 10 KB', async () => {
		expect(await test.call('timpush/push', '{"MsgRandom":1,}')).toMatchObject({ ErrorCode: 90001 });
		expect(await test.call('timpush/push', '')).toMatchObject({ ErrorCode: 90001 });
		const large = { ...push, OfflinePushInfo: { Desc: 'x'.repeat(10 * 1024) } };
		expect(await test.call('timpush/push', large)).toMatchObject({ ErrorCode: 90056 });
	});

	it('is searched for fields that are not documented', async () => {
		await test.call('timpush/push', {
			...push,
			Condition: { AttrsNot: {}, TagsNot: ['x'] },
			OfflinePushInfo: { Colour: 'red', AndroidInfo: { XiaoMiTemplate: 1 } },
		});
		expect(test.emulator.control.requests()[0].unknownFields).toEqual([
			'OfflinePushInfo.Colour',
			'OfflinePushInfo.AndroidInfo.XiaoMiTemplate',
			'Condition.AttrsNot',
		]);
	});

	it('is cut and counted as the vendor does', async () => {
		addPhone(test.emulator, 'mei', { vendor: 'meizu' });
		addPhone(test.emulator, 'hua', { vendor: 'huawei' });
		addPhone(test.emulator, 'apple', { platform: 'ios', vendor: 'apple' });
		await test.call('timpush/push', { ...push, OfflinePushInfo: { Title: 'x'.repeat(61) } });
		expect(inboxOf('mei')[0]).toMatchObject({ title: `${'x'.repeat(29)}...`, badge: 0 });
		expect(inboxOf('hua')[0]).toMatchObject({ title: `${'x'.repeat(57)}...`, badge: 1 });
		expect(inboxOf('apple')[0]).toMatchObject({ title: 'x'.repeat(61), badge: 0 });
	});

	it('may come from a template', async () => {
		addPhone(test.emulator, 'ann');
		test.emulator.pushService.templates.add({
			id: '1400000000-1',
			title: 'Hi {{name}}',
			desc: '!',
		});
		const info = { PushTemplateId: '1400000000-1', PushTemplateParam: { name: 'Ann' } };
		const send = (OfflinePushInfo: object) =>
			test.call('timpush/push', { ...push, OfflinePushInfo });
		expect(await send({ PushTemplateId: 'other' })).toMatchObject({ ErrorCode: 90001 });
		expect(await send({ ...info, PushTemplateParam: {} })).toMatchObject({ ErrorCode: 90001 });
		expect(await send(info)).toMatchObject({ ErrorCode: 0 });
		expect(inboxOf('ann')[0].title).toBe('Hi Ann');
	});
});

describe('the frequency of pushes', () => {
	it('is one in more than a second, and the same request is sent once', async () => {
		const first = await test.call('timpush/push', push);
		expect((await test.call('timpush/push', push)).TaskId).toBe(first.TaskId);
		expect(test.emulator.pushService.pushes.get(first.TaskId)?.repeats).toBe(1);
		const other = { ...push, MsgRandom: 2 };
		expect(await test.call('timpush/push', other)).toMatchObject({ ErrorCode: 90024 });
		advance(1001);
		expect(await test.call('timpush/push', other)).toMatchObject({ ErrorCode: 0 });
		advance(1001);
		expect((await test.call('timpush/push', push)).TaskId).not.toBe(first.TaskId);
	});

	it('is bounded by the day', async () => {
		test.emulator.pushService.configure({ pushesPerDay: 2, frequencyLimits: false });
		const code = async (MsgRandom: number) =>
			(await test.call('timpush/push', { ...push, MsgRandom })).ErrorCode;
		expect([await code(1), await code(2), await code(3)]).toEqual([0, 0, 90047]);
		advance(86_400_000);
		expect(await code(4)).toBe(0);
	});

	it('is refused where push is not enabled', async () => {
		test.emulator.pushService.configure({ pushEnabled: false });
		expect(await test.call('timpush/push', push)).toMatchObject({ ErrorCode: 90045 });
	});
});

describe('a push to users', () => {
	const batch = { ...push, To_Account: ['ann', 'bob'], DataId: 'order-42' };

	it('tells which of them do not exist', async () => {
		addPhone(test.emulator, 'ann');
		const answer = await test.call('timpush/batch', {
			...batch,
			To_Account: ['ann', 'nobody', 'reg-ann', 'reg-nobody'],
		});
		expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
		expect(answer.TaskId).toMatch(/^batch_/);
		expect(answer.ErrorList).toEqual(
			['nobody', 'reg-nobody'].map((To_Account) => ({ To_Account, ErrorCode: 70107 })),
		);
		expect(inboxOf('ann')).toHaveLength(1);
	});

	it.each([
		['empty', ''],
		['text', 'The account does not exist.'],
	] as const)('gives ErrorInfo as the setting says: %s', async (accountErrorInfo, ErrorInfo) => {
		test.emulator.pushService.configure({ accountErrorInfo });
		const { ErrorList } = await test.call('timpush/batch', { ...batch, To_Account: ['nobody'] });
		expect(ErrorList).toEqual([{ To_Account: 'nobody', ErrorCode: 70107, ErrorInfo }]);
	});

	it('is refused as a whole when it has more users than a second allows', async () => {
		test.emulator.pushService.configure({ batchUsersPerSecond: 1 });
		addPhone(test.emulator, 'ann');
		addPhone(test.emulator, 'bob');
		expect(await test.call('timpush/batch', batch)).toMatchObject({ ErrorCode: 60007 });
		expect(inboxOf('ann')).toHaveLength(0);
		test.emulator.pushService.configure({ refuseLargeBatches: false });
		expect(await test.call('timpush/batch', batch)).toMatchObject({ ErrorCode: 0 });
	});

	it.each([
		['no sender', { From_Account: undefined }, 90001, 'From_Account'],
		['an unknown sender', { From_Account: 'nobody' }, 90001, 'From_Account'],
		['nobody', { To_Account: [] }, 90001, 'To_Account'],
		['501 users', { To_Account: Array.from({ length: 501 }, String) }, 90001, 'To_Account'],
		['no MsgRandom', { MsgRandom: undefined }, 90001, 'Invalid format of MsgRandom'],
		['a long DataId', { DataId: '字'.repeat(22) }, 90057, 'DataId'],
	])('is refused with %s', async (_, change, ErrorCode, info) => {
		const answer = await test.call('timpush/batch', { ...batch, ...change });
		expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode, TaskId: '' });
		expect(answer.ErrorInfo).toContain(info);
	});

	it('is refused with 3 KB of text and Ext', async () => {
		addPhone(test.emulator, 'ann');
		const Ext = JSON.stringify({ a: 'x'.repeat(1000) });
		const send = async (Desc: string) =>
			(await test.call('timpush/batch', { ...batch, OfflinePushInfo: { Desc, Ext } })).ErrorCode;
		expect(await send('x'.repeat(3072 - Ext.length))).toBe(90001);
		expect(await send('x'.repeat(3071 - Ext.length))).toBe(0);
	});

	it('is bounded by users a second', async () => {
		const users = Array.from({ length: 500 }, (_, index) => `user-${index}`);
		const send = async (MsgRandom: number, To_Account: string[]) =>
			(await test.call('timpush/batch', { ...batch, MsgRandom, To_Account })).ErrorCode;
		expect(await send(1, users)).toBe(0);
		expect(await send(2, ['ann'])).toBe(60007);
		advance(1000);
		expect(await send(3, ['ann'])).toBe(0);
	});
});

describe('revoking', () => {
	const correction = { Title: 'Correction', Desc: 'Withdrawn' };
	const revoke = (TaskId: string, OfflinePushInfo: object | undefined = correction) =>
		test.call('timpush/revoke', { TaskId, OfflinePushInfo });

	it('overwrites what was delivered where the channel can', async () => {
		addPhone(test.emulator, 'hua', { vendor: 'huawei' });
		addPhone(test.emulator, 'mi', { vendor: 'xiaomi' });
		const { TaskId } = await test.call('timpush/push', push);
		expect(await revoke(TaskId)).toEqual({ ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 });
		expect(inboxOf('hua')).toMatchObject([{ title: 'Correction' }]);
		expect(inboxOf('mi')).toMatchObject([{ title: 'Offline Push Title' }]);
		expect(await revoke(TaskId)).toMatchObject({ ErrorCode: 90051 });
		advance(1000);
		expect(await revoke(TaskId)).toMatchObject({ ErrorCode: 90050 });
	});

	it('shows all of a complete OfflinePushInfo', async () => {
		addPhone(test.emulator, 'hua', { vendor: 'huawei', facts: { language: 'en' } });
		const { TaskId } = await test.call('timpush/push', push);
		const info = {
			...correction,
			PushFlag: 0,
			Ext: '{"reason":"price"}',
			BadgeSetNum: 7,
			MultiLanguageContent: [{ Language: 'en', Title: 'Sorry', Desc: 'The price was wrong' }],
			AndroidInfo: { HuaWeiCategory: 'IM', HuaWeiImportance: 'NORMAL' },
			ApnsInfo: { Sound: 'sorry.caf' },
			HarmonyInfo: { Category: 'IM' },
		};
		expect(await revoke(TaskId, info)).toMatchObject({ ErrorCode: 0 });
		expect(inboxOf('hua')).toMatchObject([
			{ title: 'Sorry', content: 'The price was wrong', badge: 7, data: info.Ext },
		]);
		const [{ unknownFields }] = test.emulator.control.requests('/v4/timpush/revoke');
		expect(unknownFields).toEqual([]);
		const wrong = { ...info, AndroidInfo: { HuaWeiImportance: 'HIGH' } };
		expect(await revoke(TaskId, wrong)).toMatchObject({ ErrorCode: 90001 });
	});

	it('is refused for unknown and batch tasks, without a text, and after a day', async () => {
		test.emulator.pushService.configure({ frequencyLimits: false });
		addPhone(test.emulator, 'ann');
		const batch = await test.call('timpush/batch', { ...push, To_Account: ['ann'] });
		expect(await revoke('unknown')).toMatchObject({ ErrorCode: 90049 });
		expect(await revoke(batch.TaskId)).toMatchObject({ ErrorCode: 90049 });
		const { TaskId } = await test.call('timpush/push', push);
		const withoutText = await test.call('timpush/revoke', { TaskId });
		expect(withoutText).toMatchObject({ ErrorCode: 90053 });
		advance(86_400_001);
		expect(await revoke(TaskId)).toMatchObject({ ErrorCode: 90052 });
	});
});
