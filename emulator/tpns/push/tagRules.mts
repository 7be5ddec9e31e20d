import type { Device } from '../../devices.mts';
import { wasActiveOn } from '../activity.mts';
import { parseCompactDate } from '../serverTime.mts';
import type { PushRequest, TagItem, TagRule } from './request.mts';

type Operator = 'AND' | 'OR';

/**
 * Whether `tag_rules` select a device (docs/api/tpns.md 1.1): AND binds tighter than OR, the first
 * element's operator does not count, `is_not` turns an item or a rule round.
 */
export function selectedByRules(rules: readonly TagRule[], device: Device): boolean {
	return combine(
		rules.map((rule) => ({ operator: rule.operator, value: ruleSelects(rule, device) })),
	);
}

/** Whether the older `tag_list` selects a device. */
export function selectedByList(
	{ tags, op }: NonNullable<PushRequest['tag_list']>,
	device: Device,
): boolean {
	return all(op, tags, (tag) => device.tags.has(tag));
}

function ruleSelects(rule: TagRule, device: Device): boolean {
	const selected = combine(
		rule.tag_items.map((item) => ({
			operator: item.items_operator,
			value: itemSelects(item, device),
		})),
	);
	return selected !== rule.is_not;
}

function itemSelects(item: TagItem, device: Device): boolean {
	return (
		all(item.tags_operator, item.tags, (tag) => hasTag(device, item.tag_type, tag)) !== item.is_not
	);
}

function combine(terms: ReadonlyArray<{ operator: Operator; value: boolean }>): boolean {
	let result = false;
	let group = terms[0].value;
	for (const { operator, value } of terms.slice(1)) {
		if (operator === 'AND') {
			group &&= value;
		} else {
			result ||= group;
			group = value;
		}
	}
	return result || group;
}

function all(operator: Operator, tags: readonly string[], has: (tag: string) => boolean): boolean {
	return operator === 'AND' ? tags.every(has) : tags.some(has);
}

function hasTag(device: Device, type: TagItem['tag_type'], tag: string): boolean {
	const { facts } = device;
	switch (type) {
		case 'xg_user_define':
			return device.tags.has(tag);
		case 'xg_auto_version':
			return facts.appVersion === tag;
		case 'xg_auto_province':
			return facts.province === tag;
		case 'xg_auto_city':
			return facts.city === tag;
		case 'xg_auto_active':
			return wasActiveOn(device, parseCompactDate(tag) ?? NaN);
		case 'xg_auto_sdkversion':
			return facts.sdkVersion === tag;
		case 'xg_auto_systemlanguage':
			return facts.language === tag;
		case 'xg_auto_devicebrand':
			return device.vendor === tag;
		case 'xg_auto_deviceversion':
			return facts.model === tag;
		case 'xg_auto_country':
			return facts.country === tag;
		case 'xg_auto_systemversion':
			return facts.systemVersion === tag;
	}
}
