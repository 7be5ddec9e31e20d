import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../../shared/fields/json';
import { rows } from '../../shared/fields/keyValues';
import { readRequiredList } from '../../shared/fields/list';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';
import { parseTagExpression } from './expression';
import type { Operator, TagRule } from './types';
import { TAG_TYPES, tagItem, withFirstOperators } from './types';
import { readTrimmed } from '../../shared/fields/text';

/** Value of the list that leads to a tag type of the user's own. */
const OTHER = 'other';

const join = (of: string): INodeProperties => ({
	displayName: 'Join With Previous',
	name: 'operator',
	type: 'options',
	options: [
		{ name: 'And', value: 'AND' },
		{ name: 'Or', value: 'OR' },
	],
	default: 'AND',
	description: `How this ${of} is joined with the one before it. And binds tighter than Or; the first ${of} has none before it.`,
});

const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'items',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'What has to be true of a device',
	options: [
		{
			displayName: 'Condition',
			name: 'item',
			values: [
				join('condition'),
				{
					displayName: 'Match',
					name: 'tagsOperator',
					type: 'options',
					options: [
						{ name: 'All of the Tags', value: 'AND' },
						{ name: 'Any of the Tags', value: 'OR' },
					],
					default: 'OR',
					description: 'How many of the tags a device must have',
				},
				{
					displayName: 'Not',
					name: 'isNot',
					type: 'boolean',
					default: false,
					description: 'Whether to take the devices for which the condition is not true',
				},
				{
					displayName: 'Tag Type',
					name: 'tagType',
					type: 'options',
					options: [
						...Object.entries(TAG_TYPES).map(([value, name]) => ({ name, value })),
						{ name: 'Other', value: OTHER },
					].sort((a, b) => a.name.localeCompare(b.name, 'en')),
					default: 'xg_user_define',
					description: 'Kind of the tags',
				},
				{
					displayName: 'Tag Type Name',
					name: 'otherType',
					type: 'string',
					default: '',
					placeholder: 'e.g. xg_auto_version',
					description: 'Name of the tag type as the API spells it',
					displayOptions: { show: { tagType: [OTHER] } },
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					default: '',
					placeholder: 'e.g. guangdong, hunan',
					description: 'Tag, or a list: an array, or text with commas between the tags',
				},
			],
		},
	],
};

/** Says which devices a push goes to, in a form or as text. */
export const tagRuleFields: INodeProperties[] = [
	{
		displayName: 'Define Rule',
		name: 'tagRuleInput',
		type: 'options',
		options: [
			{ name: 'As an Expression', value: 'text' },
			{ name: 'In a Form', value: 'form' },
		],
		default: 'form',
		description: 'How to say which devices get the push',
	},
	{
		displayName: 'Tag Rules',
		name: 'tagRules',
		type: 'fixedCollection',
		placeholder: 'Add Rule',
		typeOptions: { multipleValues: true },
		required: true,
		default: {},
		description:
			'Rules that a device has to meet. One rule with several conditions is enough for most purposes.',
		displayOptions: { show: { tagRuleInput: ['form'] } },
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					conditions,
					join('rule'),
					{
						displayName: 'Not',
						name: 'isNot',
						type: 'boolean',
						default: false,
						description: 'Whether to take the devices that do not meet the rule',
					},
				],
			},
		],
	},
	{
		displayName: 'Tag Expression',
		name: 'tagExpression',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. xg_auto_province.guangdong AND NOT xg_user_define.vip',
		description: `Tags as type.tag, joined with AND, OR, NOT and parentheses; AND binds tighter than OR. Types: ${Object.keys(TAG_TYPES).join(', ')}.`,
		displayOptions: { show: { tagRuleInput: ['text'] } },
	},
];

/**
 * The rules that the form or the expression describes.
 *
 * @throws FieldError when there is none, or a part is missing
 */
export function readTagRules(parameters: Parameters): TagRule[] {
	if (parameters.tagRuleInput === 'text') {
		const expression = readTrimmed(parameters.tagExpression, 'Tag Expression');
		if (expression.trim() === '') {
			throw new FieldError('Tag Expression', 'is empty', 'Write a tag such as xg_user_define.vip');
		}
		return parseTagExpression(expression);
	}
	const { tagRules } = parameters;
	const rules = rows(isObject(tagRules) ? tagRules.rule : undefined).map(readRule);
	if (rules.length === 0) {
		throw new FieldError('Tag Rules', 'has no rule', 'Add a rule with a condition');
	}
	return withFirstOperators(rules);
}

function readRule({ items, operator, isNot }: Record<string, unknown>, index: number): TagRule {
	const conditions = rows(isObject(items) ? items.item : undefined);
	if (conditions.length === 0) {
		throw new FieldError('Tag Rules', `has no condition in rule ${index + 1}`, 'Add a condition');
	}
	return {
		tag_items: conditions.map((condition) =>
			tagItem(
				typeOf(condition),
				readRequiredList(condition.tags, 'Tags'),
				operatorOf(condition.tagsOperator, 'OR'),
				condition.isNot === true,
				operatorOf(condition.operator, 'AND'),
			),
		),
		operator: operatorOf(operator, 'AND'),
		is_not: isNot === true,
	};
}

function typeOf({ tagType, otherType }: Record<string, unknown>): string {
	if (tagType !== OTHER) return typeof tagType === 'string' && tagType ? tagType : 'xg_user_define';
	const name = readTrimmed(otherType, 'Tag Type Name');
	if (name === '') throw new FieldError('Tag Type Name', 'is empty', 'Enter the name of the type');
	return name;
}

function operatorOf(value: unknown, otherwise: Operator): Operator {
	return value === 'AND' || value === 'OR' ? value : otherwise;
}
