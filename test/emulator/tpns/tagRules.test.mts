import fc from 'fast-check';
import { type Device, DeviceRegistry } from '../../../emulator/devices.mts';
import type { TagItem, TagRule } from '../../../emulator/tpns/push/request.mts';
import { selectedByRules } from '../../../emulator/tpns/push/tagRules.mts';
import { emulatorForEachTest, second } from '../client.mts';
import { toAll } from './samples.mts';

const tagNames = ['a', 'b', 'c'];

// One device for each combination of the tags.
const registry = new DeviceRegistry();
const devices = Array.from({ length: 8 }, (_, bits) => {
	const device = registry.register({ token: `t${bits}` }, 0);
	tagNames.forEach((tag, index) => {
		if (bits & (1 << index)) device.tags.add(tag);
	});
	return device;
});

const operator = fc.constantFrom('OR' as const, 'AND' as const);
const item: fc.Arbitrary<TagItem> = fc.record({
	tags: fc.subarray(tagNames, { minLength: 1 }),
	is_not: fc.boolean(),
	tags_operator: operator,
	items_operator: operator,
	tag_type: fc.constant('xg_user_define' as const),
});
const rule: fc.Arbitrary<TagRule> = fc.record({
	tag_items: fc.array(item, { minLength: 1, maxLength: 4 }),
	operator,
	is_not: fc.boolean(),
});

// The same rules computed with sets: a union of intersections, since AND binds tighter.
const not = (set: Set<Device>) => new Set(devices.filter((device) => !set.has(device)));
const both = (a: Set<Device>, b: Set<Device>) => new Set([...a].filter((device) => b.has(device)));
const either = (a: Set<Device>, b: Set<Device>) => new Set([...a, ...b]);

function unionOfIntersections(terms: Array<['OR' | 'AND', Set<Device>]>): Set<Device> {
	const groups: Array<Set<Device>[]> = [];
	terms.forEach(([joined, set], index) => {
		if (index === 0 || joined === 'OR') groups.push([set]);
		else groups.at(-1)!.push(set);
	});
	return groups.map((group) => group.reduce(both)).reduce(either);
}

function itemSet({ tags, tags_operator: joined, is_not: negated }: TagItem): Set<Device> {
	const set = tags
		.map((tag) => new Set(devices.filter((device) => device.tags.has(tag))))
		.reduce(joined === 'AND' ? both : either);
	return negated ? not(set) : set;
}

function ruleSet({ tag_items: items, is_not: negated }: TagRule): Set<Device> {
	const set = unionOfIntersections(items.map((one) => [one.items_operator, itemSet(one)]));
	return negated ? not(set) : set;
}

describe('tag_rules', () => {
	it('select what the same rules select as sets', () => {
		fc.assert(
			fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
				const expected = unionOfIntersections(rules.map((one) => [one.operator, ruleSet(one)]));
				expect(new Set(devices.filter((device) => selectedByRules(rules, device)))).toEqual(
					expected,
				);
			}),
			{ numRuns: 500 },
		);
	});

	const has = (tag: string, items_operator: 'OR' | 'AND' = 'OR'): TagItem => ({
		tags: [tag],
		is_not: false,
		tags_operator: 'OR',
		items_operator,
		tag_type: 'xg_user_define',
	});
	const selected = (...items: TagItem[]) => {
		const rules: TagRule[] = [{ tag_items: items, operator: 'AND', is_not: false }];
		return devices
			.filter((device) => selectedByRules(rules, device))
			.map((device) => [...device.tags].join(''));
	};

	it('let AND bind tighter than OR', () => {
		expect(selected(has('a'), has('b', 'OR'), has('c', 'AND'))).toEqual([
			'a',
			'ab',
			'ac',
			'bc',
			'abc',
		]);
	});

	it('do not count the first operator', () => {
		expect(selected(has('a', 'AND'))).toEqual(selected(has('a', 'OR')));
	});
});

describe('a push by tags', () => {
	const given = emulatorForEachTest();

	it('reaches devices by custom and automatic tags', async () => {
		const add = (token: string, province: string) =>
			given.emulator.tpns.addDevice({ token, facts: { province }, attended: true });
		const [male, female, elsewhere] = [
			add('t1', 'guangdong'),
			add('t2', 'hunan'),
			add('t3', 'beijing'),
		];
		male.tags.add('male');
		const item = { is_not: false, tags_operator: 'OR', items_operator: 'OR' };
		const { body } = await given.tpns('/v3/push/app', {
			...toAll,
			audience_type: 'tag',
			tag_rules: [
				{
					tag_items: [{ ...item, tags: ['guangdong', 'hunan'], tag_type: 'xg_auto_province' }],
					operator: 'OR',
					is_not: false,
				},
				{
					tag_items: [{ ...item, tags: ['20240516'], tag_type: 'xg_auto_active' }],
					operator: 'AND',
					is_not: false,
				},
				{
					tag_items: [{ ...item, tags: ['male'], tag_type: 'xg_user_define' }],
					operator: 'AND',
					is_not: true,
				},
			],
		});
		expect(body.ret_code).toBe(0);
		given.emulator.control.advance(second);
		expect([male, female, elsewhere].map((phone) => phone.inbox.length)).toEqual([0, 1, 0]);
	});

	it('reaches the devices of a city', async () => {
		const add = (token: string, city: string) =>
			given.emulator.tpns.addDevice({ token, facts: { city }, attended: true });
		const [near, far] = [add('t1', 'shenzhen'), add('t2', 'chongqing')];
		const tag_items = [
			{
				tags: ['shenzhen'],
				is_not: false,
				tags_operator: 'OR',
				items_operator: 'OR',
				tag_type: 'xg_auto_city',
			},
		];
		const tag_rules = [{ tag_items, operator: 'OR', is_not: false }];
		await given.tpns('/v3/push/app', { ...toAll, audience_type: 'tag', tag_rules });
		given.emulator.control.advance(second);
		expect([near, far].map((phone) => phone.inbox.length)).toEqual([1, 0]);
	});

	it('refuses a tag type that does not exist', async () => {
		const rule = {
			tag_items: [
				{
					tags: ['1'],
					is_not: false,
					tags_operator: 'OR',
					items_operator: 'OR',
					tag_type: 'xg_auto_verison',
				},
			],
			operator: 'OR',
			is_not: false,
		};
		const push = { ...toAll, audience_type: 'tag', tag_rules: [rule] };
		expect((await given.tpns('/v3/push/app', push)).body.ret_code).toBe(1008007);
	});
});
