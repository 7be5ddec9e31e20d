import fc from 'fast-check';
import { reachesWithoutTags } from '../../../../nodes/Tpns/tagRules/reach.ts';
import type { TagRule } from '../../../../nodes/Tpns/tagRules/types.ts';

const operator = fc.constantFrom('AND' as const, 'OR' as const);
const item = fc.record({
	tags: fc.constant<string[]>(['vip']),
	tags_operator: operator,
	is_not: fc.boolean(),
	items_operator: operator,
	tag_type: fc.constant<string>('xg_user_define'),
});
const rule: fc.Arbitrary<TagRule> = fc.record({
	tag_items: fc.array(item, { minLength: 1, maxLength: 4 }),
	operator,
	is_not: fc.boolean(),
});

/** What a device without any tag makes of terms, by JavaScript's own precedence of && and ||. */
function value(terms: Array<[operator: string, isTrue: boolean]>): boolean {
	const written = terms.map(([joined, isTrue], index) =>
		index === 0 ? String(isTrue) : `${joined === 'AND' ? '&&' : '||'} ${isTrue}`,
	);
	return new Function(`return ${written.join(' ')}`)() as boolean;
}

test('rules reach a device without tags exactly where they are true of it', () => {
	fc.assert(
		fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
			const expected = value(
				rules.map((each) => [
					each.operator,
					value(each.tag_items.map((one) => [one.items_operator, one.is_not])) !== each.is_not,
				]),
			);
			expect(reachesWithoutTags(rules)).toBe(expected);
		}),
		{ numRuns: 2_000 },
	);
});
