import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/run/operation.ts';
import { runSample, sampledOperations } from '../samples/all.mts';
import { emulator, freshEmulatorForEachTest } from '../support/freshEmulator.mts';
import { bodies, importUsers, runTencentPush, toUsers } from '../support/tencentPush.mts';
import { runTpns, toDevices } from '../support/tpns.mts';

freshEmulatorForEachTest();

const NO_CATEGORY = /has no channel or category for .*Xiaomi/;
const text = { title: 'Hello', content: 'World' };

/** What an operation needs beside its sample to carry a notification. */
const notifying: Record<string, INodeParameters> = {
	'audiencePackage:upload': { pushAfterUpload: true, ...text },
	'scheduledPush:update': { change: 'push', confirmBroadcast: true, ...text },
};
const has = (name: string, { properties }: Operation) =>
	properties.some((property) => property.name === name);
const notifications = sampledOperations.filter(({ operation }) => has('title', operation));

test.each(notifications)(
	'$node $key without a category says so in its preview and once above its output',
	async (sampled) => {
		const parameters = notifying[sampled.key];
		if (has('previewOnly', sampled.operation)) {
			const preview = await runSample(emulator, sampled, {
				parameters: { ...parameters, previewOnly: true },
			});
			expect(preview.hints.filter(({ message }) => NO_CATEGORY.test(message))).toHaveLength(1);
		}
		const { hints, error } = await runSample(emulator, sampled, { parameters });
		expect(error).toBeUndefined();
		expect(hints.filter(({ message }) => NO_CATEGORY.test(message))).toHaveLength(1);
	},
);

const everyVendor: INodeParameters = {
	options: {
		android: {
			fcmChannelId: 'a',
			honorImportance: 'NORMAL',
			huaweiCategory: 'IM',
			meizuMessageKind: 1,
			oppoChannelId: 'a',
			vivoCategory: 'IM',
			xiaomiChannelId: 'a',
		},
		ios: { sound: 'ding.caf' },
	},
};

test('many messages get one remark, and those with nothing to remark none', async () => {
	const items = importUsers(emulator, 3).map((userId) => ({ userId }));
	const title = '=Hello {{ $json.userId }}';
	const { hints } = await runTencentPush(emulator, { ...toUsers, title }, items);
	expect(bodies(emulator, 'timpush/batch')).toHaveLength(3);
	expect(hints).toHaveLength(2);
	const complete = await runTencentPush(emulator, { ...toUsers, ...everyVendor, title }, items);
	expect(complete.hints).toHaveLength(1);
});

test('personal texts that are too long get one warning for each rule, with their number', async () => {
	const parameters = {
		resource: 'push',
		operation: 'sendToDevices',
		devices: 'a'.repeat(36),
		title: '={{ "A".repeat($json.length) }}',
		content: 'World',
	};
	const lengths = Array.from({ length: 30 }, (_, index) => ({ length: 10 + index }));
	const { hints } = await runTpns(emulator, parameters, lengths);
	const warnings = hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
	expect(warnings.filter((message) => message.startsWith("'Title' has"))).toEqual([
		expect.stringMatching(/^'Title' has 21 characters\. .* \(and 18 more like this\)$/),
		expect.stringMatching(/^'Title' has \d+ characters\. .* \(and \d+ more like this\)$/),
	]);
});

describe('a push to iOS', () => {
	const send = async (more: INodeParameters) => {
		await runTpns(emulator, {
			resource: 'push',
			operation: 'sendToDevices',
			devices: 'a'.repeat(36),
			platform: 'ios',
			title: 'Hello',
			content: 'World',
			...more,
		});
		const { message } = emulator.control.requests('/v3/push/app').at(-1)?.body as {
			message: { ios: { aps: Record<string, unknown> } };
		};
		return message.ios.aps;
	};

	test('plays a sound, as the form shows, unless it is taken away', async () => {
		expect(await send({})).toEqual({ alert: {}, sound: 'default' });
		expect(await send({ options: { iosAppearance: {} } })).toEqual({ alert: {} });
		expect(await send({ options: { iosAppearance: { badge: 1 } } })).toEqual({
			alert: {},
			badge_type: 1,
		});
	});

	test('takes the fields of Apple that docs/troubleshooting.md shows', async () => {
		const page = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');
		const [, additionalJson] = /## Fields of iOS[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
		expect(await send({ options: { additionalJson } })).toEqual({
			alert: { 'loc-key': 'GREETING', 'loc-args': ['Mei'] },
			sound: { critical: 1, name: 'alarm.caf', volume: 0.5 },
		});
		expect(emulator.control.requests('/v3/push/app').at(-1)?.unknownFields).toEqual([]);
	});

	test('that is silent has none', async () => {
		expect(await send({ messageType: 'message' })).toEqual({ 'content-available': 1 });
	});
});

test('both nodes warn of an object in a text that recipients do not read', async () => {
	const customContent = { entries: [{ name: 'order', value: '[object Object]' }] };
	const item = [{ token: 'a0'.repeat(18), userId: 'user-1' }];
	for (const previewOnly of [true, false]) {
		for (const { hints, output } of [
			await runTpns(emulator, { ...toDevices, customContent, previewOnly }, item),
			await runTencentPush(emulator, { ...toUsers, customContent, previewOnly }, item),
		]) {
			const said = previewOnly ? output[0].json.warnings : hints.map(({ message }) => message);
			expect(said).toContainEqual(expect.stringContaining('"[object Object]"'));
		}
	}
});
