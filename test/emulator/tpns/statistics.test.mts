import { iosApp } from '../../../emulator/tpns/app.mts';
import { day, emulatorForEachTest, hour, second, tpnsClient } from '../client.mts';
import { iosNotification, toAll } from './samples.mts';

interface ChannelState {
	channel: string;
	pushState: Record<string, number>;
}

const task = '/v3/statistics/get_push_task_stat_channel';
const group = '/v3/statistics/get_push_group_stat_channel';
const overview = '/v3/statistics/get_push_channel_stat_overview';
const deviceOverview = '/v3/statistics/get_device_stat_overview';

describe('statistics', () => {
	const given = emulatorForEachTest({ contacts: 400, unknownTokens: 0 });
	const push = async (more: object = {}) => {
		const { body } = await given.tpns('/v3/push/app', { ...toAll, ...more });
		given.emulator.control.advance(5 * second);
		return body.push_id as string;
	};
	const send = async (path: string, body: object) => (await given.tpns(path, body)).body;
	const ask = async (path: string, body: object) =>
		(await send(path, body)).pushStatDataAll as ChannelState[];
	const of = (states: ChannelState[], channel: string) =>
		states.find((state) => state.channel === channel)!.pushState;

	it('of a push: scheduled >= sent >= arrived >= clicked, by channel and together', async () => {
		const states = await ask(task, { pushId: await push() });
		expect(states.map(({ channel }) => channel)).toEqual(
			expect.arrayContaining(['xg', 'hw', 'xm', 'mz', 'oppo', 'vivo', 'fcm', 'honor', 'all']),
		);
		for (const { pushState } of states) {
			const { pushActiveUv, pushOnlineUv, arrivalUv, clickUv } = pushState;
			expect(pushActiveUv).toBeGreaterThanOrEqual(pushOnlineUv);
			expect(pushOnlineUv).toBeGreaterThanOrEqual(arrivalUv);
			expect(arrivalUv).toBeGreaterThanOrEqual(clickUv);
		}
		const all = of(states, 'all');
		expect(all.pushActiveUv).toBe(400);
		expect(all.pushOnlineUv).toBeLessThan(400);
		expect(all.arrivalUv).toBeLessThan(all.pushOnlineUv);
	});

	it('count verifySvcUv and clickUv of all channels for xg and fcm only', async () => {
		const states = await ask(task, { pushId: await push() });
		const sum = (figure: string, channels: string[]) =>
			channels.reduce((total, channel) => total + of(states, channel)[figure], 0);
		const channels = states.map(({ channel }) => channel).filter((channel) => channel !== 'all');
		const all = of(states, 'all');
		expect(all.arrivalUv).toBe(sum('arrivalUv', channels));
		expect(all.verifySvcUv).toBe(sum('verifySvcUv', ['xg', 'fcm']));
		expect(all.clickUv).toBe(sum('clickUv', ['xg', 'fcm']));
		expect(all.clickUv).toBeLessThan(sum('clickUv', channels));
		expect(of(states, 'hw').verifySvcUv).toBe(of(states, 'hw').pushOnlineUv);
		expect(of(states, 'hw').callbackVerifySvcUv).toBe(of(states, 'hw').arrivalUv);
		expect(all.callbackVerifySvcUv).toBe(sum('callbackVerifySvcUv', channels) + all.verifySvcUv);
	});

	it('lack the receipts that the console has not set up', async () => {
		given.emulator.tpns.settings.vendorReceipts = false;
		const states = await ask(task, { pushId: await push() });
		const arrivals = ['hw', 'honor', 'mz', 'xm'].map((channel) => of(states, channel).arrivalUv);
		expect(arrivals).toEqual([0, 0, 0, expect.any(Number)]);
		expect(arrivals[3]).toBeGreaterThan(0);
		expect(of(states, 'hw').verifySvcUv).toBeGreaterThan(0);
	});

	it('have 0 as arrivalUv of xg, as in the sample of the manual, if so set', async () => {
		given.emulator.tpns.settings.ownArrivals = 'verifySvcUv';
		const xg = of(await ask(task, { pushId: await push() }), 'xg');
		expect(xg).toMatchObject({ arrivalUv: 0 });
		expect(xg.clickUv).toBeGreaterThan(0);
		expect(xg.verifySvcUv).toBeGreaterThanOrEqual(xg.clickUv);
	});

	it.each([
		['a text that its channel refuses', { message: { title: 'x'.repeat(41), content: 'x' } }, 'hw'],
		[
			'a category that vivo refuses',
			{ message: { title: 'Hello', content: 'World', android: { vivo_category: 'im' } } },
			'vivo',
		],
	])('count what xg sends again after %s', async (_name, more, channel) => {
		const states = await ask(task, { pushId: await push({ ...more, tpns_online_push_type: 1 }) });
		expect(of(states, channel)).toMatchObject({ pushActiveUv: 0, arrivalUv: 0 });
		expect(of(states, channel).pushRetryUv).toBeGreaterThan(0);
		expect(of(states, 'all').pushRetryUv).toBe(of(states, 'xg').pushActiveUv);
	});

	it('of HarmonyOS are those of the channel harmony', async () => {
		const app = { accessId: '1700001048', secretKey: 'h'.repeat(32), platform: 'harmony' } as const;
		given.emulator.tpns.addApp(app);
		given.emulator.tpns.addDevice({ token: 'h', attended: true }, app.accessId);
		const harmony = tpnsClient(given.emulator, app);
		const { body } = await harmony('/v3/push/app', toAll);
		given.emulator.control.advance(5 * second);
		const answer = await harmony(task, { pushId: body.push_id });
		expect(answer.body.pushStatDataAll).toMatchObject([
			{ channel: 'harmony', pushState: { pushActiveUv: 1, pushOnlineUv: 1, arrivalUv: 1 } },
			{ channel: 'all', pushState: { pushActiveUv: 1, pushOnlineUv: 1, arrivalUv: 1 } },
		]);
	});

	it('of iOS have no arrivalUv', async () => {
		given.emulator.tpns.addDevice({ token: 'i', attended: true }, iosApp.accessId);
		const ios = tpnsClient(given.emulator, iosApp);
		const { body } = await ios('/v3/push/app', { audience_type: 'all', ...iosNotification });
		given.emulator.control.advance(5 * second);
		const answer = await ios(task, { pushId: body.push_id });
		const pushState = { pushActiveUv: 1, pushOnlineUv: 1, verifySvcUv: 1, clickUv: 0 };
		expect(answer.body.pushStatDataAll).toEqual([
			{ channel: 'apns', pushState },
			{ channel: 'all', pushState },
		]);
	});

	it('of a day, for 6 months', async () => {
		await push();
		given.emulator.control.advance(day);
		await push();
		const period = { startDate: '20240515', endDate: '20240517' };
		const { pushDateChannelStat: days } = await send(overview, period);
		const scheduled = (days as Array<{ date: string; channelDatas: ChannelState[] }>).map(
			({ date, channelDatas }) => [date, of(channelDatas, 'all').pushActiveUv],
		);
		expect(scheduled).toEqual([
			['20240515', 0],
			['20240516', 400],
			['20240517', 400],
		]);
		const from = async (startDate: string) =>
			(await send(overview, { startDate, endDate: startDate })).retCode;
		expect([await from('20231117'), await from('20231116')]).toEqual([0, 1008007]);
	});

	it('of devices, for 3 months', async () => {
		const period = { startDate: '20240514', endDate: '20240516' };
		const { getDeviceStatOverviewData: days } = await send(deviceOverview, period);
		const [first, next, last] = days as Array<Record<string, number>>;
		expect(first.date).toBe(20240514);
		expect(next.accuUv).toBe(first.accuUv + next.newUv);
		expect(last.accuUv).toBe(400);
		expect(last.activeUv).toBeGreaterThan(0);
		expect(last.activeUv).toBeLessThan(last.accuUv);
		const old = { startDate: '20240215', endDate: '20240215' };
		expect((await send(deviceOverview, old)).retCode).toBe(1008007);
	});

	it('of a plan, or a group, for 7 days', async () => {
		await given.tpns('/v3/push/plan/add_plan_push', { planName: 'p', planDescribe: 'd' });
		await push({ plan_id: '20001' });
		await push({ message: { title: 'two', content: 'x' }, plan_id: '20001' });
		await push({ message: { title: 'other', content: 'x' }, group_id: 'g' });
		const today = { startDate: '20240516', endDate: '20240516' };
		const total = async (key: object) =>
			of(await ask(group, { ...key, ...today }), 'all').pushActiveUv;
		expect(await total({ planId: '20001' })).toBe(800);
		expect(await total({ groupid: 'g' })).toBe(400);
		expect(await total({ planId: '20001', groupId: 'g' })).toBe(800);
		expect((await send(group, today)).retCode).toBe(1008002);
		const old = { planId: '20001', startDate: '20240508', endDate: '20240516' };
		expect((await send(group, old)).retCode).toBe(1008007);
	});

	it.each([
		['dashes', { startDate: '2024-05-16', endDate: '2024-05-16' }, 1008016],
		['no such day', { startDate: '20240431', endDate: '20240501' }, 1008016],
		['an end before the start', { startDate: '20240516', endDate: '20240515' }, 1008007],
		['tomorrow', { startDate: '20240516', endDate: '20240517' }, 1008007],
		['no end', { startDate: '20240516' }, 1008002],
	])('refuse %s', async (_name, period, code) => {
		expect((await send(overview, period)).retCode).toBe(code);
	});

	it('are for pushes of 30 days', async () => {
		const pushId = await push();
		given.emulator.control.advance(30 * day);
		expect((await send(task, { pushId })).retCode).toBe(1008015);
		expect((await send(task, { pushId: '1' })).retCode).toBe(1008015);
	});

	it('are given 200 times an hour by each endpoint', async () => {
		const today = { startDate: '20240516', endDate: '20240516' };
		for (let call = 0; call < 200; call++) await send(deviceOverview, today);
		expect((await send(deviceOverview, today)).retCode).toBe(1008028);
		expect((await send(overview, today)).retCode).toBe(0);
		given.emulator.control.advance(hour);
		expect((await send(deviceOverview, today)).retCode).toBe(0);
	});

	it('are given 200 times an hour by all endpoints together, if so set', async () => {
		given.emulator.tpns.settings.statisticsQuota = 'shared';
		const today = { startDate: '20240516', endDate: '20240516' };
		for (let call = 0; call < 200; call++) await send(deviceOverview, today);
		expect((await send(overview, today)).retCode).toBe(1008028);
		given.emulator.tpns.settings.quotas = false;
		expect((await send(overview, today)).retCode).toBe(0);
	});
});
