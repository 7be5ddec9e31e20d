import { runSample, sampledOperations } from '../samples/all.mts';
import { emulator, freshEmulatorForEachTest } from '../support/freshEmulator.mts';
import { runTpns } from '../support/tpns.mts';

freshEmulatorForEachTest();

const sends = sampledOperations.filter(({ operation }) => operation.isSend);

/** What each API takes as an audience. Source: docs/api/tpns.md 1.1, docs/api/push-service.md 3, 6. */
const audiences = {
	tpns: [
		{ audience_type: 'all' },
		{ Audience_Type: 'all' },
		{ token_list: ['a0'] },
		{ account_list: [{ account: 'bob' }] },
		{ tag_rules: [] },
		{ upload_id: 1 },
		{ environment: 'product' },
		{ 'audience-type': 'all' },
		{ 'token_list ': ['a0'] },
		{ 'Ｔoken.list': ['a0'] },
	],
	tencentPush: [
		{ To_Account: ['bob'] },
		{ Condition: {} },
		{ GroupId: '@x' },
		{ to_account: 'bob' },
		{ 'to_account ': ['bob'] },
		{ 'To-Account': ['bob'] },
		{ 'condition\u200B': {} },
		{ TopicId: '@x' },
	],
};

const attempts = sends.flatMap((sampled) =>
	audiences[sampled.node].map(
		(audience) => [sampled.key, JSON.stringify(audience), sampled] as const,
	),
);

test.each(attempts)(
	'%s: Additional JSON %s cannot replace the audience',
	async (_key, additionalJson, sampled) => {
		const { error } = await runSample(emulator, sampled, {
			parameters: { options: { additionalJson } },
		});
		expect(error?.message).toMatch(/'Additional JSON' has ".+", which sets the audience/);
		expect(emulator.control.requests()).toEqual([]);
	},
);

const byTags = (tagExpression: string, more = {}) => ({
	resource: 'push',
	operation: 'sendByTags',
	tagRuleInput: 'text',
	tagExpression,
	title: 'Hello',
	content: 'Your order is on its way',
	...more,
});

describe.each([
	['an exclusion', 'NOT xg_user_define.nobody'],
	['a rule that is always true', 'xg_user_define.vip OR NOT xg_user_define.vip'],
	['an exclusion in brackets', 'NOT (xg_user_define.a AND xg_user_define.b)'],
	['one exclusion of two alternatives', 'xg_user_define.vip OR NOT xg_auto_country.CN'],
	['several exclusions', 'NOT xg_user_define.a AND NOT xg_auto_country.CN'],
])('TPNS Send by Tags with %s', (_name, expression) => {
	test('needs the switch of a broadcast', async () => {
		const { error } = await runTpns(emulator, byTags(expression));
		expect(error?.message).toMatch(/'Confirm Broadcast' is switched off/);
		expect(emulator.control.requests()).toEqual([]);

		const allowed = await runTpns(emulator, byTags(expression, { confirmBroadcast: true }));
		expect(allowed.output[0].json.status).toBe('accepted');
	});
});

test.each(['xg_user_define.vip', 'xg_user_define.vip AND NOT xg_user_define.a'])(
	'TPNS Send by Tags with %s needs no switch',
	async (expression) => {
		const { output } = await runTpns(emulator, byTags(expression));
		expect(output[0].json.status).toBe('accepted');
	},
);
