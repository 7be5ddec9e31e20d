import type { Operator, TagItem, TagRule } from './types';

/**
 * Whether rules select a device that has none of their tags: they only exclude, or are always true,
 * and so reach all devices or all but some.
 */
export function reachesWithoutTags(rules: readonly TagRule[]): boolean {
	return joined(rules.map((rule) => ({ operator: rule.operator, isTrue: isTrueOf(rule) })));
}

function isTrueOf({ tag_items: items, is_not: isNot }: TagRule): boolean {
	const isTrue = joined(
		items.map((item: TagItem) => ({ operator: item.items_operator, isTrue: item.is_not })),
	);
	return isTrue !== isNot;
}

/** AND binds tighter than OR; the operator of the first term counts for nothing. */
function joined(terms: Array<{ operator: Operator; isTrue: boolean }>): boolean {
	let isAny = false;
	let isAll = true;
	terms.forEach(({ operator, isTrue }, index) => {
		if (index > 0 && operator === 'OR') {
			isAny ||= isAll;
			isAll = true;
		}
		isAll &&= isTrue;
	});
	return isAny || isAll;
}
