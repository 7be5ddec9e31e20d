import { byName } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { readList, readRequiredList } from '../../shared/fields/list';
import { rowsField } from '../../shared/fields/rows';
import { checkName, readTrimmed } from '../../shared/fields/text';
import { audienceTags } from '../../shared/form/commonFields';
import { parseTagExpression } from './expression';
import type { Operator, TagRule } from './types';
import { CUSTOM_TAG, TAG_TYPES, tagItem, withFirstOperators } from './types';

/** Value of the list that leads to a tag type of the user's own. */
const OTHER = 'other';

/** How the parts of a whole are joined. A mixture of both takes a tag expression. */
function joinedBy(
	displayName: string,
	name: string,
	[all, any]: [all: string, any: string],
	description: string,
) {
	const options = [
		{ name: all, value: 'AND' as const },
		{ name: any, value: 'OR' as const },
	];
	return field({ displayName, name, type: 'options', options, default: 'AND', description });
}

const isNot = (description: string) =>
	field({ displayName: 'Not', name: 'isNot', type: 'boolean', default: false, description });

const tagType = group(
	{
		chosen: field({
			displayName: 'Tag Type',
			name: 'tagType',
			type: 'options',
			options: byName([
				...Object.entries(TAG_TYPES).map(([value, name]) => ({ name, value })),
				{ name: 'Other', value: OTHER },
			]),
			default: CUSTOM_TAG,
			description: 'Kind of the tags',
		}),
		other: shownWhen(
			{ tagType: [OTHER] },
			field(
				{
					displayName: 'Tag Type Name',
					name: 'otherType',
					type: 'string',
					default: '',
					placeholder: 'e.g. xg_auto_version',
					description: 'Name of the tag type as the API spells it',
				},
				(value, name) => {
					const type = checkName(readTrimmed(value, name), name);
					if (type !== '') return type;
					throw new FieldError(name, 'is empty', 'Enter the name of the type');
				},
			),
		),
	},
	(values) => (values.chosen === OTHER ? values.other : values.chosen),
);

const conditions = rowsField(
	{
		displayName: 'Conditions',
		name: 'items',
		typeOptions: { sortable: true },
		placeholder: 'Add Condition',
		description: 'Conditions that a device has to meet',
	},
	{ displayName: 'Condition', name: 'item' },
	{
		tagsOperator: field({
			displayName: 'Match',
			name: 'tagsOperator',
			type: 'options',
			options: [
				{ name: 'All of the Tags', value: 'AND' },
				{ name: 'Any of the Tags', value: 'OR' },
			],
			default: 'OR',
			description: 'How many of the tags a device must have',
		}),
		isNot: isNot('Whether to select the devices that do not meet the condition'),
		tagType,
		tags: field(
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. guangdong, hunan',
				description: 'Tag, or a list: an array, or text with commas between the tags',
			},
			readRequiredList,
		),
	},
);

const rules = rowsField(
	{
		displayName: 'Tag Rules',
		name: 'tagRules',
		typeOptions: { sortable: true },
		placeholder: 'Add Rule',
		required: true,
		description:
			'Rules that a device has to meet. One rule with several conditions is enough for most purposes.',
	},
	{ displayName: 'Rule', name: 'rule' },
	{
		conditions,
		operator: joinedBy(
			'Must Be True',
			'operator',
			['All Conditions', 'Any Condition'],
			'How many conditions of this rule a device has to meet',
		),
		isNot: isNot('Whether to select the devices that do not meet the rule'),
	},
);

const tagList = (displayName: string, name: string, description: string) =>
	audienceTags(displayName, name, description, (value, shown) => {
		const tags = [...new Set(readList(value, shown))];
		if (!tags.includes('')) return tags;
		throw new FieldError(shown, 'has an empty tag', 'Remove the empty tag');
	});

/** Lists of the user's own tags, which are enough for most pushes. */
const lists = group(
	{
		any: tagList(
			'Any of These Tags',
			'tagsAny',
			'Devices that have at least one of these custom tags',
		),
		all: tagList(
			'All of These Tags',
			'tagsAll',
			'Devices that have every one of these custom tags',
		),
		none: tagList(
			'Without These Tags',
			'tagsNone',
			'Leaves out devices that have at least one of these custom tags',
		),
	},
	({ any, all, none }): TagRule[] => {
		const items = [
			{ tags: any, operator: 'OR' as const, isNot: false },
			{ tags: all, operator: 'AND' as const, isNot: false },
			{ tags: none, operator: 'OR' as const, isNot: true },
		].filter(({ tags }) => tags.length > 0);
		if (items.length === 0) {
			throw new FieldError(
				'Any of These Tags',
				'is empty, and so are the other lists of tags',
				'Enter at least one tag, or use Send to All Devices',
			);
		}
		return withFirstOperators([
			{
				tag_items: items.map(({ tags, operator, isNot }) =>
					tagItem(CUSTOM_TAG, tags, operator, isNot, 'AND'),
				),
				operator: 'OR',
				is_not: false,
			},
		]);
	},
);

/**
 * Which devices a push goes to: lists of tags, rules, or an expression.
 *
 * Reading throws FieldError when there is no tag, or a part is missing.
 */
export const tagRules: Field<TagRule[]> = group(
	{
		input: field({
			displayName: 'Select By',
			name: 'tagRuleInput',
			type: 'options',
			options: [
				{ name: 'Tags', value: 'tags', description: 'Lists of your own tags' },
				{
					name: 'Rules',
					value: 'form',
					description: 'Also provinces, app versions and other kinds of tags',
				},
				{
					name: 'Tag Expression',
					value: 'text',
					description: 'Text with AND, OR, NOT and parentheses',
				},
			],
			default: 'tags',
			description: 'How to select the devices',
		}),
		lists: shownWhen({ tagRuleInput: ['tags'] }, lists),
		rules: shownWhen({ tagRuleInput: ['form'] }, rules),
		joinRules: shownWhen(
			{ tagRuleInput: ['form'] },
			joinedBy(
				'Must Be Met',
				'joinRules',
				['All Rules', 'Any Rule'],
				'How many of the rules a device has to meet',
			),
		),
		expression: shownWhen(
			{ tagRuleInput: ['text'] },
			field({
				displayName: 'Tag Expression',
				name: 'tagExpression',
				type: 'string',
				typeOptions: { rows: 3 },
				required: true,
				default: '',
				placeholder: 'e.g. xg_auto_province.guangdong AND NOT xg_user_define.vip',
				description: `Tags as type.tag, joined with AND, OR, NOT and parentheses. AND binds tighter than OR. Types: ${Object.keys(TAG_TYPES).join(', ')}.`,
			}),
		),
	},
	(values) => {
		if (values.input === 'tags') return values.lists;
		if (values.input === 'form') return rulesOf(values.rules, values.joinRules);
		if (values.expression !== '') return parseTagExpression(values.expression);
		throw new FieldError('Tag Expression', 'is empty', 'Write a tag such as xg_user_define.vip');
	},
);

function rulesOf(rows: ReturnType<typeof rules.read>, join: Operator): TagRule[] {
	if (rows.length === 0) {
		throw new FieldError('Tag Rules', 'has no rule', 'Add a rule with a condition');
	}
	return withFirstOperators(
		rows.map((row, index) => {
			if (row.conditions.length === 0) {
				throw new FieldError(
					'Tag Rules',
					`has no condition in rule ${index + 1}`,
					'Add a condition',
				);
			}
			return {
				tag_items: row.conditions.map((condition) =>
					tagItem(
						condition.tagType,
						condition.tags,
						condition.tagsOperator,
						condition.isNot,
						row.operator,
					),
				),
				operator: join,
				is_not: row.isNot,
			};
		}),
	);
}
