import type { INodeParameters, INodeType } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { loadPackage, startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { acceptedPushes, runTpns } from '../../support/tpns.mts';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 60 });
});
afterEach(() => emulator.close());

const text: INodeParameters = { title: 'Hello', content: 'The sale starts today' };
const toAll: INodeParameters = {
	resource: 'push',
	operation: 'sendToAll',
	confirmBroadcast: true,
	...text,
};
const byTags: INodeParameters = {
	resource: 'push',
	operation: 'sendByTags',
	tagRuleInput: 'text',
	tagExpression: 'xg_auto_country.CN',
	...text,
};

test('without the switch nothing goes to everybody, and the message names it', async () => {
	const { error } = await runTpns(emulator, { ...toAll, confirmBroadcast: false });
	expect(error?.message).toContain("'Confirm Broadcast' is switched off");
	expect(error?.description).toContain('Switch it on');
	expect(emulator.control.requests()).toEqual([]);
});

describe('an AI agent', () => {
	/** Runs the node as n8n runs the tool that it makes of it. */
	const runTool = async (parameters: INodeParameters) =>
		await runTpns(emulator, parameters, [{}], {
			node: 'tpnsTool',
			types: { tpnsTool: (await loadPackage()).getNode('tpns').type as INodeType },
		});

	test.each([
		[{}, "'Allow AI Agents' is switched off"],
		[{ allowToolBroadcast: true }, undefined],
		[{ allowToolBroadcast: true, confirmBroadcast: false }, "'Confirm Broadcast' is switched off"],
	])('may not send to everybody unless a person has allowed it: %j', async (more, refusal) => {
		const { error } = await runTool({ ...toAll, ...more });
		if (refusal === undefined) expect(error).toBeUndefined();
		else expect(error?.message).toContain(refusal);
		expect(acceptedPushes(emulator)).toHaveLength(refusal === undefined ? 1 : 0);
	});

	test('may look at what would be sent', async () => {
		const { output } = await runTool({ ...toAll, previewOnly: true });
		expect(output[0].json).toMatchObject({ preview: true });
	});
});

test('100 items with the same push send it once, and each learns of it', async () => {
	const { output } = await runTpns(
		emulator,
		toAll,
		Array.from({ length: 100 }, () => ({})),
	);
	expect(acceptedPushes(emulator)).toHaveLength(1);
	expect(new Set(output.map(({ json }) => json.pushId))).toEqual(
		new Set([[...emulator.tpns.app().pushes.keys()][0]]),
	);
	expect(output.filter(({ json }) => json.duplicate)).toHaveLength(99);
});

test('three pushes to everybody go out a second apart', async () => {
	const { output } = await runTpns(
		emulator,
		{ ...toAll, title: '={{ $json.title }}' },
		['a', 'b', 'c'].map((title) => ({ title })),
	);
	expect(output.map(({ json }) => json.status)).toEqual(['accepted', 'accepted', 'accepted']);
	const times = emulator.control.requests('/v3/push/app').map(({ receivedAt }) => receivedAt);
	expect(times).toHaveLength(3);
	expect(times[1] - times[0]).toBeGreaterThan(950);
	expect(times[2] - times[1]).toBeGreaterThan(950);
});

test('a preview of a push to everybody needs no switch and sends nothing', async () => {
	const { output } = await runTpns(emulator, {
		...toAll,
		confirmBroadcast: false,
		previewOnly: true,
	});
	expect(output[0].json).toMatchObject({
		preview: true,
		recipients: 'not known before sending',
		requestCount: 1,
		requests: [{ body: { audience_type: 'all', message_type: 'notify' } }],
	});
	expect(emulator.control.requests()).toEqual([]);
});

test('a rule in the form reaches the devices it names, and is repeated in words', async () => {
	const condition = (tagType: string, tags: string, more = {}) => ({ tagType, tags, ...more });
	const { output } = await runTpns(emulator, {
		...byTags,
		tagRuleInput: 'form',
		tagRules: {
			rule: [
				{
					items: {
						item: [
							condition('xg_auto_province', 'guangdong, hunan'),
							condition('xg_auto_version', '1.0.2', { isNot: true }),
						],
					},
				},
				{
					items: {
						item: [
							condition('other', 'zh', {
								otherType: 'xg_auto_systemlanguage',
								tagsOperator: 'AND',
							}),
							condition('xg_user_define', 'vip'),
						],
					},
					operator: 'OR',
				},
			],
		},
		joinRules: 'OR',
	});
	expect(acceptedPushes(emulator)[0].tag_rules).toEqual([
		{
			operator: 'OR',
			is_not: false,
			tag_items: [
				{
					tag_type: 'xg_auto_province',
					tags: ['guangdong', 'hunan'],
					tags_operator: 'OR',
					items_operator: 'OR',
					is_not: false,
				},
				{
					tag_type: 'xg_auto_version',
					tags: ['1.0.2'],
					tags_operator: 'OR',
					items_operator: 'AND',
					is_not: true,
				},
			],
		},
		{
			operator: 'OR',
			is_not: false,
			tag_items: [
				{
					tag_type: 'xg_auto_systemlanguage',
					tags: ['zh'],
					tags_operator: 'OR',
					items_operator: 'OR',
					is_not: false,
				},
				{
					tag_type: 'xg_user_define',
					tags: ['vip'],
					tags_operator: 'OR',
					items_operator: 'OR',
					is_not: false,
				},
			],
		},
	]);
	expect(output[0].json).toMatchObject({
		status: 'accepted',
		rule: '(Province is guangdong or hunan, and App Version is not 1.0.2), or (System Language is zh, or Custom Tag is vip)',
	});
});

test('an expression that makes no sense is refused with the place', async () => {
	const { error } = await runTpns(emulator, { ...byTags, tagExpression: 'xg_auto_country.CN AND' });
	expect(error?.message).toContain("'Tag Expression' lacks a tag (position 23)");
	expect(emulator.control.requests()).toEqual([]);
});

test.each([
	[{ tagType: 'nonsense' }, `'Tag Type' is "nonsense"`],
	[{ tagType: 'other' }, "'Tag Type Name' is empty"],
	[{ isNot: 'perhaps' }, `'Not' is "perhaps"`],
	[{ tagsOperator: 'NONE' }, `'Match' is "NONE"`],
	[{ tags: '' }, "'Tags' is empty"],
])('a condition with %j is refused', async (more, message) => {
	const item = [{ tags: 'vip', ...more }];
	const { error } = await runTpns(emulator, {
		...byTags,
		tagRuleInput: 'form',
		tagRules: { rule: [{ items: { item } }] },
	});
	expect(error?.message).toBe(message);
	expect(emulator.control.requests()).toEqual([]);
});

test.each<[INodeParameters, string]>([
	[{ tagsAny: 'vip, gold' }, 'Custom Tag is vip or gold'],
	[{ tagsAll: '["vip","gold"]' }, 'Custom Tag is vip and gold'],
	[
		{ tagsAny: ['a', 'b'], tagsAll: 'c', tagsNone: 'd, e' },
		'Custom Tag is a or b, and Custom Tag is c, and Custom Tag is not (d or e)',
	],
])('lists of tags %j are the rule %s', async (lists, rule) => {
	const { output } = await runTpns(emulator, { ...byTags, tagRuleInput: 'tags', ...lists });
	expect(output[0].json).toMatchObject({ status: 'accepted', rule });
});

test('lists of tags are the default, and at least one is needed', async () => {
	const byDefault: INodeParameters = { ...byTags };
	delete byDefault.tagRuleInput;
	const { error } = await runTpns(emulator, byDefault);
	expect(error?.message).toMatch(/'Any of These Tags' is empty/);
	const none = await runTpns(emulator, { ...byDefault, tagsNone: 'vip' });
	expect(none.error?.message).toMatch(/'Confirm Broadcast' is switched off/);
	expect(emulator.control.requests()).toEqual([]);
	const { output } = await runTpns(emulator, {
		...byDefault,
		tagsNone: 'vip',
		confirmBroadcast: true,
	});
	expect(output[0].json).toMatchObject({ status: 'accepted', rule: 'Custom Tag is not vip' });
});

test('a package of a kind that TPNS does not have is refused', async () => {
	const { error } = await runTpns(
		emulator,
		{ resource: 'push', operation: 'sendToPackage', uploadId: '={{ $json }}', ...text },
		[{ uploadId: 1, packageKind: 'tokens' }],
	);
	expect(error?.message).toBe(`'Package Contains' is "tokens"`);
	expect(emulator.control.requests()).toEqual([]);
});

test('a scheduled push says the time of the server', async () => {
	const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
	const { output } = await runTpns(
		emulator,
		{ ...byTags, sendWhen: 'at', sendTime: `${day}T09:00:00` },
		[{}],
		{ workflow: { timezone: 'Asia/Kolkata' } },
	);
	expect(acceptedPushes(emulator)[0].send_time).toBe(`${day} 11:30:00`);
	expect(output[0].json).toMatchObject({ serverTime: `${day} 11:30:00 UTC+8` });
	const [push] = emulator.tpns.app().pushes.values();
	expect(new Date(push.dueAt).toISOString()).toBe(`${day}T03:30:00.000Z`);
});

test('a time that has passed is refused before any call', async () => {
	const { error } = await runTpns(emulator, {
		...byTags,
		sendWhen: 'at',
		sendTime: new Date(Date.now() - 60_000).toISOString(),
	});
	expect(error?.message).toMatch(/'Date and Time' is .* which has passed/);
	expect(emulator.control.requests()).toEqual([]);
});

test('a repeated push has an ID for each of its times', async () => {
	const day = (ahead: number) =>
		new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
	const { output, error } = await runTpns(emulator, {
		...byTags,
		sendWhen: 'loop',
		loopType: 'daily',
		loopTimes: '18:30, 09:00',
		loopStart: day(2),
		loopEnd: day(3),
		timeZone: 'Asia/Shanghai',
	});
	expect(error).toBeUndefined();
	expect(acceptedPushes(emulator)[0].loop_param).toEqual({
		startDate: day(2),
		endDate: day(3),
		loopType: 1,
		loopDayIndexs: [0],
		dayTimes: ['09:00:00', '18:30:00'],
	});
	expect(output[0].json.pushIds).toHaveLength(4);
});

test.each([
	['account', 'package_account_push'],
	['token', 'package_token_push'],
])('a push to a package of %ss takes the upload’s output', async (packageKind, audience) => {
	const [contact] = emulator.context.contacts;
	const row = packageKind === 'account' ? contact.account : contact.token;
	const form = new FormData();
	form.append('file', new Blob([`${row}\n`]), 'people.csv');
	const upload = await fetch(`${emulator.url}/v3/push/package/upload`, {
		method: 'POST',
		headers: {
			Authorization: `Basic ${btoa(`${emulator.tpns.app().accessId}:${emulator.tpns.app().secretKey}`)}`,
		},
		body: form,
	});
	const { uploadId } = (await upload.json()) as { uploadId: number };
	const { output, error } = await runTpns(
		emulator,
		{
			resource: 'push',
			operation: 'sendToPackage',
			uploadId: '={{ $json }}',
			...text,
			options: { pushSpeed: 2000 },
		},
		[{ uploadId, packageKind }],
	);
	expect(error).toBeUndefined();
	expect(acceptedPushes(emulator)[0]).toMatchObject({
		audience_type: audience,
		upload_id: uploadId,
		push_speed: 2000,
	});
	expect(output[0].json).toMatchObject({ status: 'accepted', uploadId });
});
