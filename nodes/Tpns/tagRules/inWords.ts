import type { Operator, TagItem, TagRule } from './types';
import { TAG_TYPES } from './types';
import { ownValue } from '../../shared/fields/json';

/** Rules as a person would say them, e.g. `Province is guangdong or hunan, and Custom Tag is male`. */
export function tagRulesInWords(rules: readonly TagRule[]): string {
	return joined(
		rules.map(({ tag_items: items, operator, is_not: isNot }) => {
			const text = itemsInWords(items);
			const isLone = rules.length === 1 && !isNot;
			return { operator, text: isLone ? text : `${isNot ? 'not ' : ''}(${text})` };
		}),
	);
}

function itemsInWords(items: readonly TagItem[]): string {
	return joined(items.map((item) => ({ operator: item.items_operator, text: itemInWords(item) })));
}

function itemInWords(item: TagItem): string {
	const { tag_type: type, tags, tags_operator: operator, is_not: isNot } = item;
	const list = tags.join(operator === 'AND' ? ' and ' : ' or ');
	const all = isNot && tags.length > 1 ? `(${list})` : list;
	return `${ownValue(TAG_TYPES, type) ?? type} is ${isNot ? 'not ' : ''}${all}`;
}

/** Runs of AND stand in brackets where an OR is beside them, so that the order cannot be misread. */
function joined(terms: Array<{ operator: Operator; text: string }>): string {
	const runs: string[][] = [];
	terms.forEach(({ operator, text }, index) => {
		if (index > 0 && operator === 'AND') runs[runs.length - 1].push(text);
		else runs.push([text]);
	});
	return runs
		.map((run) => {
			const text = run.join(', and ');
			return runs.length > 1 && run.length > 1 ? `[${text}]` : text;
		})
		.join(', or ');
}
