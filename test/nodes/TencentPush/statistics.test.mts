import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { type VendorError, vendorError } from '../../../nodes/TencentPush/vendorErrors.ts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { callService } from '../../support/pushServiceState.mts';
import { bodies, ownApp, runTencentPush } from '../../support/tencentPush.mts';

let emulator: Emulator;
let taskIds: string[];

beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({
		pushService: {
			identity: ownApp(),
			settings: {
				frequencyLimits: false,
				shares: { online: 0.5, tokenMissing: 0.2, tokenRefused: 0.1, clicked: 0.5 },
			},
		},
	});
	const { devices, clock } = emulator.context;
	for (let index = 0; index < 60; index++) {
		devices.register(
			{
				userId: `user-${index}`,
				token: `device-token-of-phone-${index}`,
				vendor: index % 2 ? 'xiaomi' : 'huawei',
			},
			clock.now(),
		);
	}
	taskIds = [];
	for (let index = 0; index < 7; index++) {
		const { TaskId } = await callService(emulator, 'timpush/push', {
			From_Account: 'administrator',
			MsgRandom: index,
			OfflinePushInfo: { PushFlag: 0, Title: `Push ${index}`, Desc: 'D' },
		});
		taskIds.push(String(TaskId));
	}
	await callService(emulator, 'openim/sendmsg', {
		To_Account: 'user-1',
		MsgRandom: 1,
		MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }],
		OfflinePushInfo: { PushFlag: 0, Title: 'T', Desc: 'D' },
	});
	emulator.control.clearRequests();
});
afterEach(() => emulator.close());

const run = async (operation: string, more: INodeParameters = {}, items = [{}], options = {}) =>
	await runTencentPush(emulator, { resource: 'statistics', operation, ...more }, items, options);
const REPORT = 'timpush/all_member_push_statistics';

/** What the emulator knows of a push, counted here. */
function countsOf(taskId: string) {
	const deliveries = [...(emulator.pushService.pushes.get(taskId)?.deliveries.values() ?? [])];
	const sent = deliveries.filter(({ notSent }) => !notSent);
	return {
		scheduled: deliveries.length,
		sent: sent.length,
		delivered: sent.filter(({ notReached }) => !notReached).length,
	};
}

function sumOf(ids: string[]) {
	const all = ids.map(countsOf);
	const sum = (name: 'scheduled' | 'sent' | 'delivered') =>
		all.reduce((total, counts) => total + counts[name], 0);
	return { scheduled: sum('scheduled'), sent: sum('sent'), delivered: sum('delivered') };
}

function expectReason(json: IDataObject, known: VendorError | undefined): void {
	if (known) expect(String(json.vendorReason)).toContain(known.meaning);
	else expect(json).not.toHaveProperty('vendorReason');
}

/** A push that reaches Apple devices too, whose vendor says which tokens are gone. */
async function pushWithAppleDevices(): Promise<string> {
	const { devices, clock } = emulator.context;
	for (let index = 0; index < 40; index++) {
		const token = `token-of-apple-device-${index}`;
		devices.register({ userId: `apple-${index}`, token, vendor: 'apple' }, clock.now());
	}
	const { TaskId } = await callService(emulator, 'timpush/push', {
		From_Account: 'administrator',
		MsgRandom: 99,
		OfflinePushInfo: { PushFlag: 0, Title: 'T', Desc: 'D' },
	});
	return String(TaskId);
}

describe('the report', () => {
	test('of 7 pushes in 7 items takes two calls and gives each its funnel', async () => {
		const { output } = await run(
			'getReport',
			{ taskIds: '={{ $json.taskId }}', combineItems: false },
			taskIds.map((taskId) => ({ taskId })),
		);
		expect(bodies(emulator, REPORT).map(({ TaskID }) => TaskID)).toEqual([
			taskIds.slice(0, 5),
			taskIds.slice(5),
		]);
		expect(output).toHaveLength(7);
		output.forEach(({ json, pairedItem }, index) => {
			const counts = countsOf(taskIds[index]);
			expect(pairedItem).toEqual({ item: index });
			expect(json).toMatchObject({ taskId: taskIds[index], ...counts });
			expect(json.actualSendRate).toBeCloseTo(counts.sent / counts.scheduled, 4);
			expect(json.deliveryRate).toBeCloseTo(counts.delivered / counts.sent, 4);
		});
		expect(countsOf(taskIds[0]).sent).toBeLessThan(60);
	});

	test('of all pushes together adds them up', async () => {
		const { output } = await run('getReport');
		const scheduled = taskIds.reduce((sum, taskId) => sum + countsOf(taskId).scheduled, 0);
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({ scheduled });
		expect(bodies(emulator, REPORT)[0].TaskID).toEqual([]);
	});

	test('of all and of single pushes is read side by side, and each item gets its own', async () => {
		const asked = ['', taskIds[1], '', `${taskIds[1]}, ${taskIds[0]}`];
		const { output } = await run(
			'getReport',
			{ taskIds: '={{ $json.taskId }}', combineItems: false },
			asked.map((taskId) => ({ taskId })),
		);
		expect(bodies(emulator, REPORT).map(({ TaskID }) => TaskID)).toEqual([
			[],
			[taskIds[1], taskIds[0]],
		]);
		expect(output.map(({ json, pairedItem }) => [json.taskId, pairedItem])).toEqual([
			[undefined, { item: 0 }],
			[taskIds[1], { item: 1 }],
			[undefined, { item: 2 }],
			[undefined, { item: 3 }],
		]);
		expect(output[3].json).toMatchObject({ pushCount: 2, ...sumOf([taskIds[1], taskIds[0]]) });
		const scheduled = taskIds.reduce((sum, taskId) => sum + countsOf(taskId).scheduled, 0);
		expect(output[2].json).toMatchObject({ scheduled });
		expect(output[1].json).toMatchObject(countsOf(taskIds[1]));
	});

	test('per channel names the vendors next to their codes, and adds up to the summary', async () => {
		const { output } = await run('getReport', { taskIds: taskIds[0], output: 'channels' });
		expect(
			output
				.map(({ json }) => [json.channel, json.eventType, json.vendor, json.pushPlatform])
				.sort(),
		).toEqual([
			['offline', 1, 'huawei', 3],
			['offline', 1, 'xiaomi', 2],
			['online', 2, 'none', 0],
		]);
		const sent = output.reduce((sum, { json }) => sum + Number(json.sent), 0);
		expect(sent).toBe(countsOf(taskIds[0]).sent);
	});

	test('comes as a picture when asked', async () => {
		const { output } = await run('getReport', { taskIds: taskIds[0], includeChart: true });
		const { chart } = output[0].binary ?? {};
		expect(chart).toMatchObject({ mimeType: 'image/svg+xml', fileName: 'funnel.svg' });
		const picture = Buffer.from(chart.data, 'base64').toString();
		expect(picture).toContain(`Push ${taskIds[0]}`);
		expect((await run('getReport', { taskIds: taskIds[0] })).output[0]).not.toHaveProperty(
			'binary',
		);
	});

	test('of the items of a send is one funnel, one chart and one email', async () => {
		const items = [...taskIds, taskIds[3]].map((taskId) => ({ taskId }));
		const { output } = await run(
			'getReport',
			{ taskIds: '={{ $json.taskId }}', includeChart: true, includeHtml: true },
			items,
		);
		expect(output).toHaveLength(1);
		const [{ json, binary, pairedItem }] = output;
		expect(pairedItem).toEqual(items.map((_, item) => ({ item })));
		const sum = sumOf(taskIds);
		expect(json).toMatchObject({
			pushCount: 7,
			...sum,
			missing: [],
			pushes: taskIds.map((taskId) => ({ taskId, ...countsOf(taskId) })),
		});
		expect(json.deliveryRate).toBeCloseTo(sum.delivered / sum.sent, 4);
		const channels = json.channels as Array<{ sent: number }>;
		expect(channels.reduce((total, { sent }) => total + sent, 0)).toBe(sum.sent);
		const picture = Buffer.from(binary?.chart.data ?? '', 'base64').toString();
		expect(picture).toContain('>7 pushes</title>');
		expect(binary?.report).toMatchObject({ mimeType: 'text/html', fileName: 'report.html' });
		expect(binary?.open).toMatchObject({ mimeType: 'text/plain', fileType: 'html' });
		expect(binary?.open.data).toBe(binary?.report.data);
		for (const taskId of taskIds) expect(json.html).toContain(taskId);
	});

	test('adds up by channel, under a title of the user’s own', async () => {
		const { output } = await run('getReport', {
			taskIds: taskIds.join(),
			output: 'channels',
			includeChart: true,
			options: { reportTitle: 'Spring sale' },
		});
		expect(output).toHaveLength(3);
		const sent = output.reduce((total, { json }) => total + Number(json.sent), 0);
		expect(sent).toBe(sumOf(taskIds).sent);
		const pictures = output.map(({ binary }) =>
			Buffer.from(binary?.chart.data ?? '', 'base64').toString(),
		);
		for (const picture of pictures) expect(picture).toMatch(/>Spring sale · (on|off)line · /);
	});

	test('never adds all pushes to single ones, and takes no item without a push for all', async () => {
		const items = [{ taskId: '' }, { taskId: taskIds[1] }, {}, { taskId: null }];
		const { output } = await run('getReport', { taskIds: '={{ $json.taskId }}' }, items);
		expect(output.map(({ json, pairedItem }) => [json.scheduled, pairedItem])).toEqual([
			[sumOf(taskIds).scheduled, { item: 0 }],
			[countsOf(taskIds[1]).scheduled, [1, 2, 3].map((item) => ({ item }))],
		]);
		expect(output[1].json).toMatchObject({ taskId: taskIds[1], itemsWithoutPush: 2 });
		const { error } = await run('getReport', { taskIds: '={{ $json.taskId }}' }, items.slice(2));
		expect(error?.message).toBe("'Task IDs' has no value");
	});

	test('of a push that the API does not know says so', async () => {
		const { output } = await run('getReport', { taskIds: `${taskIds[0]}, unknown` });
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({
			taskId: taskIds[0],
			...countsOf(taskIds[0]),
			pushCount: 1,
			missing: [{ taskId: 'unknown', reason: expect.stringContaining('no report for this push') }],
		});
		const none = await run('getReport', { taskIds: 'unknown' });
		expect(none.output.map(({ json }) => [json.taskId, json.found])).toEqual([['unknown', false]]);
	});

	test('of a period that the API would refuse is refused before it is sent', async () => {
		const { error } = await run('getReport', { from: '2026-01-01', to: '2026-02-01' });
		expect(error?.message).toMatch(/'From' is 31 days before 'To'/);
		const loss = await run('getLossAnalysis', { from: '2026-01-01', to: '2026-01-09' });
		expect(loss.error?.message).toMatch(/'From' is 8 days before 'To'/);
		const reverse = await run('getReport', { from: '2026-01-02', to: '2026-01-01' });
		expect(reverse.error?.message).toMatch(/'To' is before 'From'/);
		expect(emulator.control.requests()).toEqual([]);
	});

	test('with a bad item is not asked for at all, unless the others go on', async () => {
		const items = [{ from: '2026-01-01' }, { from: 'soon' }];
		const period = { from: '={{ $json.from }}', to: '2026-01-02' };
		const { error } = await run('getReport', period, items);
		expect(error?.message).toBe(`'From' is "soon"`);
		expect(emulator.control.requests()).toEqual([]);
		const { output } = await run('getReport', period, items, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ json }) => json.error)).toEqual([undefined, `'From' is "soon"`]);
	});

	test('reads its period in the time zone', async () => {
		await run('getReport', {
			from: '2026-01-01 00:00',
			to: '2026-01-31 00:00',
			timeZone: 'Asia/Shanghai',
		});
		expect(bodies(emulator, REPORT)[0]).toMatchObject({
			StartTime: Date.parse('2025-12-31T16:00:00Z') / 1000,
			EndTime: Date.parse('2026-01-30T16:00:00Z') / 1000,
		});
	});

	test('that one call cannot give is added up without its pushes, and lists them', async () => {
		emulator.control.addFault({ path: `/v4/${REPORT}`, kind: 'code', code: 90001 });
		const { output } = await run('getReport', { taskIds: taskIds.join() });
		const { missing, pushes } = output[0].json as Record<string, Array<{ taskId: string }>>;
		expect([2, 5]).toContain(missing.length);
		expect([...missing, ...pushes].map(({ taskId }) => taskId).sort()).toEqual([...taskIds].sort());
		expect(output[0].json).toMatchObject(sumOf(pushes.map(({ taskId }) => taskId)));
		expect(missing[0]).toMatchObject({ reason: expect.stringContaining('90001') });
	});

	test('that one call cannot give leaves the others alone', async () => {
		emulator.control.addFault({ path: `/v4/${REPORT}`, kind: 'code', code: 90001 });
		const { output } = await run(
			'getReport',
			{ taskIds: '={{ $json.taskId }}', combineItems: false },
			taskIds.map((taskId) => ({ taskId })),
			{ settings: { onError: 'continueRegularOutput' } },
		);
		const failed = output.filter(({ json }) => json.error !== undefined);
		expect(output).toHaveLength(7);
		expect([2, 5]).toContain(failed.length);
		expect(failed[0].json).toMatchObject({ status: 'failed', code: '90001' });
	});
});

describe('the loss analysis', () => {
	test('has an item for each reason, before sending and before delivery', async () => {
		const { output } = await run('getLossAnalysis', { taskIds: taskIds[0] });
		const { scheduled, sent, delivered } = countsOf(taskIds[0]);
		const lost = (step: string) =>
			output
				.filter(({ json }) => json.step === step)
				.reduce((sum, { json }) => sum + Number(json.count), 0);
		expect(lost('beforeSending')).toBe(scheduled - sent);
		expect(lost('beforeDelivery')).toBe(sent - delivered);
		expect(output.map(({ json }) => json.code)).toContain('-2');
		for (const { json } of output) expect(json.reason).not.toBe('');
	});

	test('may be split by channel', async () => {
		const { output } = await run('getLossAnalysis', { taskIds: taskIds[0], output: 'channels' });
		expect(output.some(({ json }) => json.vendor === 'xiaomi' && json.pushPlatform === 2)).toBe(
			true,
		);
	});

	test('explains the code of each vendor, and says whose token is gone', async () => {
		const taskId = await pushWithAppleDevices();
		const { output } = await run('getLossAnalysis', { taskIds: taskId, output: 'channels' });
		const lost = output.filter(({ json }) => json.vendor !== 'none');
		expect(lost.length).toBeGreaterThan(2);
		for (const { json } of lost) {
			const known = vendorError(String(json.vendor), json.code);
			expectReason(json, known);
			expect(json).toMatchObject({ removeFromList: known?.removeFromList === true });
		}
		expect(lost.map(({ json }) => json.removeFromList)).toContain(true);
		const byReason = await run('getLossAnalysis', { taskIds: taskId });
		for (const { json } of byReason.output) {
			const known = vendorError('', json.code);
			expectReason(json, known);
			expect(json).not.toHaveProperty('removeFromList');
		}
	});

	test('of several pushes names the push of each reason, and those without figures', async () => {
		const asked = `${taskIds[0]}, ${taskIds[1]}, unknown`;
		const { output } = await run('getLossAnalysis', { taskIds: asked });
		const lost = (taskId: string) =>
			output
				.filter(({ json }) => json.taskId === taskId)
				.reduce((sum, { json }) => sum + Number(json.count), 0);
		for (const taskId of taskIds.slice(0, 2)) {
			const { scheduled, delivered } = countsOf(taskId);
			expect(lost(taskId)).toBe(scheduled - delivered);
		}
		expect(output.at(-1)?.json).toMatchObject({ taskId: 'unknown', found: false });
	});

	test('without a loss says so', async () => {
		const { output } = await run('getLossAnalysis', {
			from: '2020-01-01',
			to: '2020-01-02',
		});
		expect(output[0].json).toMatchObject({ step: 'none', count: 0 });
	});
});

describe('the trace', () => {
	test('shows what became of a push, and hides the tokens', async () => {
		const { output } = await run('getTrace', { taskId: taskIds[0], user: 'user-1' });
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({
			taskId: taskIds[0],
			user: 'user-1',
			deviceModel: 'Emulated phone',
			trace: { Token: 'devi…ne-1' },
		});
		expect(JSON.stringify(output)).not.toContain('device-token-of-phone-1');
	});

	test('shows the tokens when a person switches that on', async () => {
		const { output } = await run('getTrace', {
			taskId: taskIds[0],
			user: 'user-1',
			showDeviceTokens: true,
		});
		expect(output[0].json).toMatchObject({ trace: { Token: 'device-token-of-phone-1' } });
	});

	test('explains why a device did not get it, as its vendor says', async () => {
		const taskId = await pushWithAppleDevices();
		const failed = [...(emulator.pushService.pushes.get(taskId)?.deliveries.values() ?? [])]
			.filter(({ notSent, notReached }) => notSent ?? notReached)
			.map(({ account }) => ({ user: account }));
		const { output } = await run('getTrace', { taskId, user: '={{ $json.user }}' }, failed);
		expect(output.length).toBeGreaterThan(2);
		expect(output.map(({ json }) => json.removeFromList)).toContain(true);
		for (const { json } of output) {
			const known = vendorError(String(json.vendor), json.code);
			expect(json.code).not.toBe('0');
			expectReason(json, known);
			expect(json).toMatchObject({ removeFromList: known?.removeFromList === true });
		}
	});

	test('of a user who did not get it says so', async () => {
		const { output } = await run('getTrace', { taskId: taskIds[0], user: 'stranger' });
		expect(output[0].json).toEqual({ taskId: taskIds[0], user: 'stranger', found: false });
	});
});

describe('Chat pushes', () => {
	test('have a report, a loss analysis and a trace of their own', async () => {
		emulator.pushService.configure({ shares: { online: 0 } });
		const chat = () => [...emulator.pushService.pushes.all()].filter(({ kind }) => kind === 'chat');
		await callService(emulator, 'openim/sendmsg', {
			To_Account: 'user-3',
			MsgRandom: 2,
			MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }],
			OfflinePushInfo: { PushFlag: 0, Title: 'T', Desc: 'D' },
		});
		const report = await run('getChatReport', { includeChart: true });
		const scheduled = chat().reduce((sum, { deliveries }) => sum + deliveries.size, 0);
		expect(scheduled).toBeGreaterThan(0);
		expect(report.output[0].json).toMatchObject({ scheduled });
		const picture = Buffer.from(report.output[0].binary?.chart.data ?? '', 'base64').toString();
		expect(picture).toContain('Chat pushes');

		const loss = await run('getChatLossAnalysis');
		expect(loss.output[0].json).toHaveProperty('step');

		const pushId = chat().at(-1)?.id ?? '';
		const trace = await run('getChatTrace', { pushId });
		expect(trace.output[0].json).toMatchObject({ pushId, deviceModel: 'Emulated phone' });
	});
});
