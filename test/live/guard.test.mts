import fc from 'fast-check';
import { readReference } from '../../emulator/reference.mts';
import { mayLeave, type Permit } from '../../live/guard.mts';

const permit: Permit = { to: 'me', tag: 'own-tag', attribute: 'own', made: new Set(['7']) };
const paths = [...readReference('tpns'), ...readReference('push-service')].map(({ path }) => path);

/** Bodies near those that are let through, with recipients and audiences of all kinds. */
const someone = fc.constantFrom('me', 'you', '', undefined);
const people = fc.oneof(fc.array(someone, { maxLength: 3 }), someone);
const tags = fc.array(fc.constantFrom('own-tag', 'vip'), { maxLength: 2 });
const item = fc.record({
	tags,
	is_not: fc.boolean(),
	tag_type: fc.constantFrom('xg_user_define', 'xg_auto_country'),
	tags_operator: fc.constantFrom('AND', 'OR'),
	items_operator: fc.constantFrom('AND', 'OR'),
});
const rule = fc.record({
	tag_items: fc.array(item, { maxLength: 2 }),
	is_not: fc.boolean(),
	operator: fc.constantFrom('AND', 'OR'),
});
const tpnsPush = fc.record(
	{
		audience_type: fc.constantFrom('all', 'tag', 'token', 'token_list', 'account', 'account_list'),
		token_list: people,
		account_list: people,
		tag_rules: fc.array(rule, { maxLength: 2 }),
		tag_list: fc.record({ tags, op: fc.constantFrom('AND', 'OR') }),
		send_time: fc.constantFrom('2026-01-01 10:00:00', ''),
		loop_param: fc.constant({}),
	},
	{ requiredKeys: ['audience_type'] },
);

it('lets reads through, and nothing else, without a permit', () => {
	const left = paths.filter((path) => mayLeave(path, { cmd: 1 }));
	for (const path of left) expect(path).toMatch(/statistics|toolbox|query|get_|list_|trace|loss/);
	expect(left).not.toContain('/v3/device/set_custom_attribute');
	expect(mayLeave('/v3/device/set_custom_attribute', { cmd: 5 })).toBe(true);
	expect(mayLeave('/v3/push/app', { audience_type: 'token', token_list: ['me'] })).toBe(false);
});

it('never lets a push of TPNS go to others than the recipient', () => {
	fc.assert(
		fc.property(tpnsPush, (push) => {
			if (!mayLeave('/v3/push/app', push, permit)) return;
			if (push.audience_type === 'tag') {
				expect(push.tag_rules).toHaveLength(1);
				const [{ tag_items, is_not }] = push.tag_rules!;
				expect([is_not, tag_items.length, tag_items[0].is_not]).toEqual([false, 1, false]);
				expect(tag_items[0].tags).toEqual(['own-tag']);
				expect(push.tag_list).toBeUndefined();
				expect(push.send_time).not.toBe('');
				return;
			}
			expect(push.audience_type).toMatch(/^token/);
			expect(push.token_list).toEqual(['me']);
			expect(push.account_list).toBeUndefined();
		}),
		{ numRuns: 5_000 },
	);
	const toMe = { audience_type: 'token_list', token_list: ['me'] };
	expect(mayLeave('/v3/push/app', toMe, permit)).toBe(true);
});

it('never lets anything of the Push Service go to others than the recipient', () => {
	const body = fc.record(
		{
			To_Account: people,
			Condition: fc.constant({}),
			Type: fc.constantFrom('All', 'Tag', 'User'),
			Content: fc.record({ To_Account: people }, { requiredKeys: [] }),
			TaskID: fc.constantFrom(7, 8),
			UserTags: fc.array(fc.record({ To_Account: someone, Tags: tags }), { maxLength: 2 }),
			Replace: fc.constantFrom(0, 1),
		},
		{ requiredKeys: [] },
	);
	const reads = paths.filter((path) => mayLeave(path, {}));
	const other = paths.filter((path) => path.startsWith('/v4/') && !reads.includes(path));
	fc.assert(
		fc.property(fc.constantFrom(...other), body, (path, request) => {
			if (!mayLeave(path, request, permit)) return;
			const allowed: Record<string, unknown> = {
				'/v4/timpush/batch': request.To_Account,
				'/v4/timpush/add_sched_task': request.Content?.To_Account,
				'/v4/timpush/add_tag': request.UserTags?.map((one) => one.To_Account),
				'/v4/timpush/remove_tag': request.UserTags?.map((one) => one.To_Account),
				'/v4/timpush/delete_sched_task': request.TaskID === 7 ? ['me'] : [],
			};
			expect(Object.keys(allowed)).toContain(path);
			expect(allowed[path]).toEqual(['me']);
		}),
		{ numRuns: 5_000 },
	);
});

const ownItem = { tags: ['own-tag'], is_not: false, tag_type: 'xg_user_define' };
const scheduled = {
	audience_type: 'tag',
	send_time: '2026-01-01 10:00:00',
	tag_rules: [{ tag_items: [ownItem], is_not: false }],
};
const withItem = (item: object) => ({
	...scheduled,
	tag_rules: [{ tag_items: [{ ...ownItem, ...item }], is_not: false }],
});

it('lets a scheduled push to its own tag through', () => {
	expect(mayLeave('/v3/push/app', scheduled, permit)).toBe(true);
});

it.each<[string, object]>([
	['to all', { ...scheduled, audience_type: 'all' }],
	['at once', { ...scheduled, send_time: undefined }],
	['at no time', { ...scheduled, send_time: '' }],
	['again and again', { ...scheduled, loop_param: {} }],
	['to the older list of tags', { ...scheduled, tag_list: { tags: ['vip'], op: 'OR' } }],
	['without rules', { ...scheduled, tag_rules: [] }],
	['with two rules', { ...scheduled, tag_rules: [...scheduled.tag_rules, ...scheduled.tag_rules] }],
	[
		'with a rule turned round',
		{ ...scheduled, tag_rules: [{ tag_items: [ownItem], is_not: true }] },
	],
	[
		'with two items',
		{ ...scheduled, tag_rules: [{ tag_items: [ownItem, ownItem], is_not: false }] },
	],
	['with an item turned round', withItem({ is_not: true })],
	['to another tag', withItem({ tags: ['vip'] })],
	['to another tag too', withItem({ tags: ['own-tag', 'vip'] })],
	['to an automatic tag', withItem({ tag_type: 'xg_auto_country' })],
])('refuses a push by tags %s', (_name, push) => {
	expect(mayLeave('/v3/push/app', push, permit)).toBe(false);
});

it('cancels only what the check has made', () => {
	expect(mayLeave('/v3/push/cancel_timing_task', { pushId: '7' }, permit)).toBe(true);
	expect(mayLeave('/v3/push/cancel_timing_task', { pushId: '8' }, permit)).toBe(false);
});

it.each(['constructor', '__proto__', '/v3/push/app/', '', '/v4/timpush/push'])(
	'refuses the path %j',
	(path) => expect(mayLeave(path, {}, permit)).toBe(false),
);
