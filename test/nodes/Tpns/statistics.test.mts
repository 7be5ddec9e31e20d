import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { iosApp } from '../../../emulator/tpns/app.mts';
import { describeChannel } from '../../../nodes/Tpns/resources/statistics/channels.ts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { runTpns, tpnsCredentials } from '../../support/tpns.mts';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 300, unknownTokens: 0 });
});
afterEach(() => emulator.close());

const report: INodeParameters = { resource: 'statistics', operation: 'getPushReport' };
const byId = (value: string) => ({ pushId: { __rl: true, mode: 'id', value } });
const bodies = (path: string) =>
	emulator.control.requests(path).map(({ body }) => body as Record<string, unknown>);

async function send(options: INodeParameters = {}): Promise<string> {
	const { output, error } = await runTpns(
		emulator,
		{
			resource: 'push',
			operation: 'sendToDevices',
			devices: '={{ $json.token }}',
			title: 'Hello',
			content: 'The sale starts today',
			options,
		},
		emulator.context.contacts.map(({ token }) => ({ token })),
	);
	if (error) throw error;
	return output[0].json.pushId as string;
}

async function finished(options: INodeParameters = {}): Promise<string> {
	const pushId = await send(options);
	emulator.control.advance(10_000);
	return pushId;
}

const counted = (pushId: string) => {
	const channels = [...emulator.tpns.app().pushes.get(pushId)!.counts.values()];
	const sum = (name: keyof (typeof channels)[number]) =>
		channels.reduce((total, counts) => total + counts[name], 0);
	return {
		scheduled: sum('scheduled'),
		sent: sum('sent'),
		delivered: sum('arrived'),
		clicked: sum('clicked'),
	};
};

test('a report is a funnel over all channels, clicks of the vendors’ channels included', async () => {
	const pushId = await finished();
	const { output } = await runTpns(emulator, { ...report, ...byId(pushId) });
	const counts = counted(pushId);
	expect(output).toHaveLength(1);
	expect(output[0].json).toMatchObject({ pushId, ...counts });
	const { actualSendRate, deliveryRate, clickRate, raw } = output[0].json as Record<string, number>;
	expect(actualSendRate).toBeCloseTo(counts.sent / counts.scheduled, 3);
	expect(deliveryRate).toBeCloseTo(counts.delivered / counts.sent, 3);
	expect(clickRate).toBeCloseTo(counts.clicked / counts.delivered, 3);
	const { all } = raw as unknown as Record<string, Record<string, number>>;
	expect(all.arrivalUv).toBe(counts.delivered);
	expect(all.clickUv).toBeLessThan(counts.clicked);
});

test('by channel there is an item for each, and a picture where asked', async () => {
	const pushId = await finished();
	const { output } = await runTpns(emulator, {
		...report,
		...byId(pushId),
		output: 'channels',
		includeChart: true,
	});
	expect(output.map(({ json }) => json.channel)).toEqual([
		'xg',
		'hw',
		'xm',
		'mz',
		'oppo',
		'vivo',
		'fcm',
		'honor',
	]);
	const xiaomi = output[2];
	expect(xiaomi.json.channelName).toBe('Xiaomi');
	expect(xiaomi.binary?.chart).toMatchObject({ mimeType: 'image/svg+xml', fileName: 'funnel.svg' });
	const svg = Buffer.from(xiaomi.binary!.chart.data, 'base64').toString('utf8');
	expect(svg).toContain(`<title id="funnel-title">Push ${pushId} · Xiaomi</title>`);
	expect(svg).toContain(`Delivered ${xiaomi.json.delivered}`);
});

test('reached is verifySvcUv on iOS', async () => {
	emulator.tpns.addDevice(
		{ token: 'a'.repeat(36), platform: 'ios', vendor: 'apple', attended: true },
		iosApp.accessId,
	);
	const credentials = {
		tpnsApi: {
			...tpnsCredentials(emulator).tpnsApi,
			accessId: iosApp.accessId,
			secretKey: iosApp.secretKey,
		},
	};
	const { output } = await runTpns(
		emulator,
		{
			resource: 'push',
			operation: 'sendToDevices',
			devices: 'a'.repeat(36),
			platform: 'ios',
			title: 'Hello',
			content: 'World',
		},
		[{}],
		{ credentials },
	);
	emulator.control.advance(10_000);
	const result = await runTpns(
		emulator,
		{ ...report, ...byId(output[0].json.pushId as string) },
		[{}],
		{
			credentials,
		},
	);
	expect(result.output[0].json).toMatchObject({ scheduled: 1, sent: 1, delivered: 1, clicked: 0 });
	expect(result.output[0].json.raw).not.toHaveProperty('all.arrivalUv');
});

test('an own channel that counts its arrivals in verifySvcUv has them, and a vendor’s has not', async () => {
	const pushId = await finished();
	const whole = counted(pushId);
	emulator.tpns.settings.ownArrivals = 'verifySvcUv';
	emulator.tpns.settings.vendorReceipts = false;
	const { output } = await runTpns(emulator, { ...report, ...byId(pushId), output: 'channels' });
	const channels = new Map(output.map(({ json }) => [json.channel, json]));
	const { xg, hw } = Object.fromEntries(emulator.tpns.app().pushes.get(pushId)!.counts);
	expect(channels.get('xg')).toMatchObject({
		delivered: xg.arrived,
		raw: { arrivalUv: 0, verifySvcUv: xg.arrived },
		retried: xg.retried,
		shown: xg.arrived,
	});
	expect(channels.get('xg')?.clickRate).toBeCloseTo(xg.clicked / xg.arrived, 3);
	expect(hw.sent).toBeGreaterThan(0);
	expect(channels.get('hw')).toMatchObject({ delivered: 0, deliveryRate: 0, clickRate: null });
	emulator.tpns.settings.vendorReceipts = true;
	const [{ json: total }] = (await runTpns(emulator, { ...report, ...byId(pushId) })).output;
	expect(total).toMatchObject(whole);
});

test('the channel of HarmonyOS has a name', () => {
	const pushState = { pushActiveUv: 4, pushOnlineUv: 3, arrivalUv: 2, clickUv: 1 };
	expect(describeChannel({ channel: 'harmony', pushState })).toMatchObject({
		channelName: 'HarmonyOS',
		delivered: 2,
		deliveryRate: 0.6667,
	});
});

test('waiting ends when the push has finished', async () => {
	emulator.tpns.settings.sendingTime = 60_000;
	const pushId = await send();
	const looks = () => bodies('/v3/statistics/get_push_record');
	const timer = setInterval(() => {
		if (looks().length === 0) return;
		clearInterval(timer);
		emulator.control.advance(120_000);
	}, 20);
	const { output } = await runTpns(emulator, {
		...report,
		...byId(pushId),
		waitUntilFinished: true,
	});
	expect(output[0].json).toMatchObject({ pushStatus: 'PUSH_FINISHED', isFinal: true });
	expect(looks()).toEqual([{ pushId }, { pushId }]);
});

test('waiting has an end, and then says that the numbers are not final', async () => {
	emulator.tpns.settings.sendingTime = 3_600_000;
	const pushId = await send();
	const real = Date.now;
	let ahead = 0;
	Date.now = () => real() + (ahead += 20_000);
	try {
		const { output } = await runTpns(emulator, {
			...report,
			...byId(pushId),
			waitUntilFinished: true,
			waitMinutes: 2,
		});
		expect(output[0].json).toMatchObject({
			isFinal: false,
			pushStatus: expect.stringMatching(/^PUSH_(INIT|WAIT|STARTED)$/),
			note: expect.stringContaining('Not finished after 2 minutes'),
		});
	} finally {
		Date.now = real;
	}
});

test('a plan adds up its pushes, and dates go out as the endpoint wants them', async () => {
	const { output: plans } = await runTpns(emulator, {
		resource: 'pushPlan',
		operation: 'create',
		planName: 'Sale',
		planDescription: 'Sale',
	});
	const planId = plans[0].json.planId as string;
	const one = counted(await finished({ planId }));
	const { output } = await runTpns(
		emulator,
		{
			resource: 'statistics',
			operation: 'getPlanReport',
			planId: '={{ $json.planId }}',
		},
		[{ planId }],
	);
	const today = new Date(Date.now() + 8 * 3_600_000);
	const day = (back: number) =>
		new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10);
	expect(output[0].json).toMatchObject({ planId, startDate: day(6), endDate: day(0), ...one });
	expect(bodies('/v3/statistics/get_push_group_stat_channel')).toEqual([
		{ planId, startDate: day(6).replaceAll('-', ''), endDate: day(0).replaceAll('-', '') },
	]);
});

test('without a plan the old group is asked for, and without either nothing', async () => {
	const parameters = { resource: 'statistics', operation: 'getPlanReport' };
	await runTpns(emulator, { ...parameters, options: { groupId: 'tpns_1' } });
	expect(bodies('/v3/statistics/get_push_group_stat_channel')[0]).toMatchObject({
		groupId: 'tpns_1',
	});
	const { error } = await runTpns(emulator, parameters);
	expect(error?.message).toBe('Push Plan ID is empty');
});

test('the overview comes as a summary, by day, or by day and channel', async () => {
	const counts = counted(await finished());
	const overview = { resource: 'statistics', operation: 'getPushOverview' };
	const [summary] = (await runTpns(emulator, { ...overview, includeChart: true })).output;
	expect(summary.json).toMatchObject({ ...counts, days: 7 });
	expect(summary.binary?.chart.mimeType).toBe('image/svg+xml');
	const days = (await runTpns(emulator, { ...overview, output: 'days' })).output;
	expect(days).toHaveLength(7);
	expect(days[6].json).toMatchObject(counts);
	expect(days[6].json.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	const channels = (await runTpns(emulator, { ...overview, output: 'channels' })).output;
	expect(channels).toHaveLength(7 * 8);
});

test('devices are counted by day, whatever form the dates have', async () => {
	const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
	for (const startDate of [
		today,
		today.replaceAll('-', ''),
		`${today}T00:00:00.000+08:00`,
		'={{ $json.day }}',
	]) {
		const { output, error } = await runTpns(
			emulator,
			{ resource: 'statistics', operation: 'getDeviceOverview', startDate, endDate: today },
			[{ day: today }],
		);
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ date: today, registered: 300, active: expect.any(Number) }),
		]);
	}
	const compact = today.replaceAll('-', '');
	expect(bodies('/v3/statistics/get_device_stat_overview')[1]).toEqual({
		startDate: compact,
		endDate: compact,
	});
});

test('a period that ends before it starts is refused', async () => {
	const { error } = await runTpns(emulator, {
		resource: 'statistics',
		operation: 'getDeviceOverview',
		startDate: '2026-05-02',
		endDate: '2026-05-01',
	});
	expect(error?.message).toBe('First Day is 2026-05-02, after Last Day 2026-05-01');
	expect(emulator.control.requests()).toEqual([]);
});

test('a spent quota is one clear message, at once', async () => {
	const quota = emulator.tpns.app().statisticsQuota('/v3/statistics/get_device_stat_overview');
	for (let call = 0; call < 200; call++) quota.take(emulator.context.clock.now());
	const { error } = await runTpns(emulator, {
		resource: 'statistics',
		operation: 'getDeviceOverview',
	});
	expect(error?.message).toContain("hour's quota of this request is spent (1008028)");
	expect(error?.description).toContain('next hour');
	expect(bodies('/v3/statistics/get_device_stat_overview')).toHaveLength(1);
});
