import type { INodeParameters } from 'n8n-workflow';
import fc from 'fast-check';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { iosApp } from '../../../emulator/tpns/app.mts';
import {
	type ChannelNumbers,
	describeChannel,
	describeChannels,
	describeTotal,
	singleChannels,
	totalOf,
} from '../../../nodes/Tpns/resources/statistics/channels.ts';
import { tpnsClient } from '../../emulator/client.mts';
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
	expect(svg).toContain('<title id="funnel-title">Hello · Xiaomi</title>');
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
	expect(output[0].json).toMatchObject({ status: 'finished', isFinal: true });
	expect(looks()).toEqual([{ pushId }, { pushId }]);
});

test('waiting has an end, and then says that the numbers are not final', async () => {
	emulator.tpns.settings.sendingTime = 3_600_000;
	const pushId = await send();
	const real = Date.now;
	const looks = () => bodies('/v3/statistics/get_push_record').length;
	Date.now = () => real() + (looks() > 1 ? 121_000 : 0);
	try {
		const { output } = await runTpns(emulator, {
			...report,
			...byId(pushId),
			waitUntilFinished: true,
			waitMinutes: 2,
		});
		expect(output[0].json).toMatchObject({
			isFinal: false,
			status: expect.stringMatching(/^(new|waiting|started)$/),
			note: expect.stringContaining('Not finished after 2 minutes'),
		});
		expect(looks()).toBe(2);
	} finally {
		Date.now = real;
	}
});

describe('several pushes', () => {
	const TASK = '/v3/statistics/get_push_task_stat_channel';
	const RECORDS = '/v3/statistics/get_push_record';

	/** Pushes to some of the contacts each, which have ended. */
	async function campaign(count: number): Promise<string[]> {
		const ids: string[] = [];
		for (let index = 0; index < count; index++) {
			const { body } = await tpnsClient(emulator)('/v3/push/app', {
				audience_type: 'token_list',
				token_list: emulator.context.contacts
					.slice(index * 20, index * 20 + 40)
					.map(({ token }) => token),
				message_type: 'notify',
				message: { title: `Hi contact ${index}`, content: 'The sale starts today' },
			});
			ids.push(String(body.push_id));
		}
		emulator.control.advance(10_000);
		emulator.control.clearRequests();
		return ids;
	}

	const sumOf = (ids: string[]) => {
		const all = ids.map(counted);
		const sum = (name: 'scheduled' | 'sent' | 'delivered' | 'clicked') =>
			all.reduce((total, counts) => total + counts[name], 0);
		return {
			scheduled: sum('scheduled'),
			sent: sum('sent'),
			delivered: sum('delivered'),
			clicked: sum('clicked'),
		};
	};
	const fromItems = { ...report, ...byId('={{ $json.pushId }}') };
	const inBerlin = { workflow: { timezone: 'Europe/Berlin' } };

	test('of the items of a send make one funnel, one chart and one email', async () => {
		const ids = await campaign(3);
		// Several recipients of a push stand in several items.
		const items = [ids[0], ids[0], ids[1], ids[2], ids[1]].map((pushId) => ({ pushId }));
		const more = { includeChart: true, includeHtml: true };
		const { output } = await runTpns(emulator, { ...fromItems, ...more }, items, inBerlin);
		expect(output).toHaveLength(1);
		const [{ json, binary, pairedItem }] = output;
		expect(json).toMatchObject({
			title: 'Hi contact 0',
			pushCount: 3,
			...sumOf(ids),
			missing: [],
			pushes: ids.map((pushId, index) => ({
				pushId,
				title: `Hi contact ${index}`,
				status: 'finished',
				sentAt: expect.stringMatching(/\+0[12]:00$/),
				serverTime: expect.stringMatching(/UTC\+8$/),
				...counted(pushId),
			})),
		});
		expect(json).not.toHaveProperty('pushId');
		expect(pairedItem).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
		expect(
			bodies(TASK)
				.map(({ pushId }) => pushId)
				.sort(),
		).toEqual([...ids].sort());
		const { chart, report: file } = binary ?? {};
		const svg = Buffer.from(chart?.data ?? '', 'base64').toString();
		expect(svg).toContain('Hi contact 0 and 2 more</title>');
		expect(svg).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} Europe\/Berlin .*3 pushes/);
		expect(file).toMatchObject({
			mimeType: 'text/html',
			fileName: 'report.html',
			fileType: 'html',
		});
		const html = Buffer.from(file?.data ?? '', 'base64').toString();
		expect(json.html).toBe(html);
		for (const index of [0, 1, 2]) expect(html).toContain(`Hi contact ${index}`);
	});

	test.each([
		['a list', (ids: string[]) => `={{ ${JSON.stringify(ids)} }}`],
		['commas', (ids: string[]) => ids.join(', ')],
		['lines', (ids: string[]) => `${ids.join('\n')}\n`],
	])('may stand in the field as %s', async (_form, written) => {
		const ids = await campaign(3);
		const { output } = await runTpns(emulator, { ...report, ...byId(written(ids)) });
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({ pushCount: 3, ...sumOf(ids) });
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	test('have a report for each item where that is chosen, and for each title', async () => {
		const ids = await campaign(3);
		const items = [
			{ pushId: ids[0], variant: 'A' },
			{ pushId: ids[1], variant: 'B' },
			{ pushId: ids[2], variant: 'A' },
		];
		const single = await runTpns(emulator, { ...fromItems, combineItems: false }, items);
		expect(single.output.map(({ json, pairedItem }) => [json.pushId, pairedItem])).toEqual(
			ids.map((pushId, item) => [pushId, { item }]),
		);
		const titled = { ...fromItems, options: { reportTitle: '={{ $json.variant }}' } };
		const { output } = await runTpns(emulator, { ...titled, includeChart: true }, items);
		expect(output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ pushCount: 2, ...sumOf([ids[0], ids[2]]) }),
			expect.objectContaining({ pushId: ids[1], ...counted(ids[1]) }),
		]);
		const pictures = output.map(({ binary }) =>
			Buffer.from(binary?.chart.data ?? '', 'base64').toString(),
		);
		expect(pictures[0]).toContain('>A</title>');
		expect(pictures[1]).toContain('>B</title>');
	});

	test('add up by channel', async () => {
		const ids = await campaign(3);
		const { output } = await runTpns(emulator, {
			...report,
			...byId(ids.join()),
			output: 'channels',
		});
		for (const { json } of output) {
			const own = ids.map((id) =>
				emulator.tpns
					.app()
					.pushes.get(id)!
					.counts.get(json.channel as 'xg')!,
			);
			expect(json).toMatchObject({
				sent: own.reduce((sum, { sent }) => sum + sent, 0),
				delivered: own.reduce((sum, { arrived }) => sum + arrived, 0),
			});
		}
		expect(output).toHaveLength(8);
	});

	test('of which one cannot be had are added up without it, and say so', async () => {
		const ids = await campaign(2);
		const asked = { ...report, ...byId([ids[0], '404', ids[1]].join()), includeHtml: true };
		const { output, error } = await runTpns(emulator, { ...asked, includeChart: true });
		expect(error).toBeUndefined();
		expect(output[0].json).toMatchObject({
			pushCount: 2,
			...sumOf(ids),
			missing: [
				{
					pushId: '404',
					reason: expect.stringContaining('no push with this ID'),
					fix: expect.any(String),
				},
			],
			html: expect.stringMatching(/Push 404[\s\S]*There is no push with this ID/),
		});
		const svg = Buffer.from(output[0].binary?.chart.data ?? '', 'base64').toString();
		expect(svg).toContain('1 of the pushes not included');
	});

	test('none of which can be had fail their items', async () => {
		const items = [{ pushId: '404' }, { pushId: '405' }];
		const { output } = await runTpns(emulator, fromItems, items, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ json, pairedItem }) => [json.code, pairedItem])).toEqual([
			['1008015', { item: 0 }],
			['1008015', { item: 1 }],
		]);
	});

	test('are counted without the items of the send that have no push', async () => {
		const [id] = await campaign(1);
		const items = [{ pushId: id }, { status: 'failed' }, { pushId: '' }];
		const { output } = await runTpns(emulator, fromItems, items);
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({ pushId: id, itemsWithoutPush: 2 });
		const { error } = await runTpns(emulator, fromItems, items.slice(1));
		expect(error?.message).toBe("'Push' is empty");
	});

	test('are not asked for once the quota of the hour is spent', async () => {
		const ids = await campaign(12);
		const quota = emulator.tpns.app().statisticsQuota(TASK);
		for (let call = 0; call < 196; call++) quota.take(emulator.context.clock.now());
		const { output } = await runTpns(emulator, { ...report, ...byId(ids.join()) });
		const { pushCount, missing } = output[0].json as { pushCount: number; missing: unknown[] };
		expect(pushCount).toBe(4);
		expect(missing).toHaveLength(8);
		expect(missing[7]).toMatchObject({ reason: expect.stringContaining("hour's quota") });
		expect(bodies(TASK).length).toBeLessThanOrEqual(4 + 3);
		expect(output[0].json.scheduled).toBe(
			(output[0].json.pushes as Array<{ scheduled: number }>).reduce(
				(sum, { scheduled }) => sum + scheduled,
				0,
			),
		);
	});

	test('are looked up for their text and time up to ten times', async () => {
		const ids = await campaign(14);
		const { output } = await runTpns(emulator, { ...report, ...byId(ids.join()) });
		expect(bodies(RECORDS)).toHaveLength(10);
		expect(output[0].json).toMatchObject({ pushCount: 14, ...sumOf(ids) });
	});

	test('are waited for one after another', async () => {
		const ids = await campaign(4);
		const { output } = await runTpns(emulator, {
			...report,
			...byId(ids.join()),
			waitUntilFinished: true,
		});
		expect(output[0].json).toMatchObject({ pushCount: 4, isFinal: true });
		expect(bodies(RECORDS)).toEqual(ids.map((pushId) => ({ pushId })));
	});

	const channelNumbers = fc
		.record({
			channel: fc.constantFrom('all', 'xg', 'hw', 'xm', 'apns'),
			pushState: fc.record(
				{
					pushActiveUv: fc.nat(9_999),
					pushOnlineUv: fc.nat(9_999),
					arrivalUv: fc.nat(9_999),
					verifySvcUv: fc.nat(9_999),
					clickUv: fc.nat(9_999),
					pushRetryUv: fc.nat(99),
				},
				{ requiredKeys: [] },
			),
		})
		.map((numbers): ChannelNumbers => numbers);
	const pushNumbers = fc.uniqueArray(channelNumbers, { selector: ({ channel }) => channel });
	const steps = ['scheduled', 'sent', 'delivered', 'clicked'] as const;
	const share = (part: number, whole: number) =>
		whole > 0 && part <= whole ? Math.round((part / whole) * 10_000) / 10_000 : null;

	test('have the sums of their counts, and the rates of the sums', () => {
		fc.assert(
			fc.property(fc.array(pushNumbers, { maxLength: 6 }), (pushes) => {
				const total = describeTotal(pushes);
				for (const step of steps) {
					expect(total[step]).toBe(
						pushes.map(totalOf).reduce((sum, counts) => sum + counts[step], 0),
					);
				}
				const channels = describeChannels(pushes);
				for (const step of steps) {
					const single = pushes.flatMap(singleChannels).map(describeChannel);
					expect(channels.reduce((sum, each) => sum + each[step], 0)).toBe(
						single.reduce((sum, each) => sum + each[step], 0),
					);
				}
				for (const each of [total, ...channels]) {
					expect(each.actualSendRate).toBe(share(each.sent, each.scheduled));
					expect(each.deliveryRate).toBe(share(each.delivered, each.sent));
					expect(each.clickRate).toBe(share(each.clicked, each.delivered));
				}
				const raw = Object.values(total.raw) as Array<Record<string, number>>;
				const sum = (all: Array<Record<string, unknown>>) =>
					all.reduce((count, each) => count + Number(each.clickUv ?? 0), 0);
				expect(sum(raw)).toBe(sum(pushes.flat().map(({ pushState }) => pushState)));
			}),
		);
	});
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
	expect(error?.message).toBe("'Push Plan ID' is empty");
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
	expect(error?.message).toBe("'First Day' is 2026-05-02, after 'Last Day' 2026-05-01");
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
