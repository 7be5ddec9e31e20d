import type { JsonObject } from '../../shared/fields/json';

export type Operator = 'AND' | 'OR';

/** Tags of one type. Source: docs/api/tpns.md 1.1, `tag_rules[].tag_items[]`. */
export interface TagItem extends JsonObject {
	tags: string[];
	/** Between the tags. */
	tags_operator: Operator;
	/** Turns the result of the tags round. */
	is_not: boolean;
	/** Between this item and the one before it; AND binds tighter. */
	items_operator: Operator;
	tag_type: string;
}

/** Items that are looked at together. Source: docs/api/tpns.md 1.1, `tag_rules`. */
export interface TagRule extends JsonObject {
	tag_items: TagItem[];
	/** Between this rule and the one before it; AND binds tighter. */
	operator: Operator;
	/** Turns the result of the items round. */
	is_not: boolean;
}

/**
 * Tag types with their names. Source: docs/api/tpns.md 1.1, `tag_type`; `xg_auto_systemversion`
 * and `xg_auto_city` stand in the Chinese guide only.
 */
export const TAG_TYPES: Readonly<Record<string, string>> = {
	xg_auto_active: 'Active on Day',
	xg_auto_version: 'App Version',
	xg_auto_city: 'City',
	xg_auto_country: 'Country or Region',
	xg_user_define: 'Custom Tag',
	xg_auto_devicebrand: 'Device Brand',
	xg_auto_deviceversion: 'Device Model',
	xg_auto_province: 'Province',
	xg_auto_sdkversion: 'SDK Version',
	xg_auto_systemlanguage: 'System Language',
	xg_auto_systemversion: 'System Version',
};

/** Type of the tags that an app or a user of the API gives. */
export const CUSTOM_TAG = 'xg_user_define';

/**
 * An item; a lone tag has nothing between it and others, and then the operator is OR, as in the
 * manual's samples.
 */
export function tagItem(
	type: string,
	tags: string[],
	tagsOperator: Operator,
	isNot: boolean,
	itemsOperator: Operator,
): TagItem {
	return {
		tags,
		tags_operator: tags.length > 1 ? tagsOperator : 'OR',
		is_not: isNot,
		items_operator: itemsOperator,
		tag_type: type,
	};
}

/**
 * A rule list as the API takes it: the operator of a first element counts for nothing but has to
 * be there. Source: docs/api/tpns.md 1.18 I22.
 */
export function withFirstOperators(rules: TagRule[]): TagRule[] {
	return rules.map((rule, index) => ({
		...rule,
		operator: index === 0 ? 'OR' : rule.operator,
		tag_items: rule.tag_items.map((item, place) => ({
			...item,
			items_operator: place === 0 ? 'OR' : item.items_operator,
		})),
	}));
}
