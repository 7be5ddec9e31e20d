import { byName } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { readRequiredList } from '../../shared/fields/list';
import { rowsField } from '../../shared/fields/rows';
import { readTrimmed } from '../../shared/fields/text';
import { parseTagExpression } from './expression';
import type { TagRule } from './types';
import { TAG_TYPES, tagItem, withFirstOperators } from './types';

/** Value of the list that leads to a tag type of the user's own. */
const OTHER = 'other';

const joinedBy = (part: string) =>
	field({
		displayName: 'Join With Previous',
		name: 'operator',
		type: 'options',
		options: [
			{ name: 'And', value: 'AND' },
			{ name: 'Or', value: 'OR' },
		],
		default: 'AND',
		description: `How this ${part} is joined with the one before it. And binds tighter than Or; the first ${part} has none before it.`,
	});

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
			default: 'xg_user_define',
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
					const type = readTrimmed(value, name);
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
		placeholder: 'Add Condition',
		description: 'What has to be true of a device',
	},
	{ displayName: 'Condition', name: 'item' },
	{
		operator: joinedBy('condition'),
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
		isNot: isNot('Whether to take the devices for which the condition is not true'),
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
		placeholder: 'Add Rule',
		required: true,
		description:
			'Rules that a device has to meet. One rule with several conditions is enough for most purposes.',
	},
	{ displayName: 'Rule', name: 'rule' },
	{
		conditions,
		operator: joinedBy('rule'),
		isNot: isNot('Whether to take the devices that do not meet the rule'),
	},
);

/**
 * Which devices a push goes to, in a form or as text.
 *
 * Reading throws FieldError when there is no rule, or a part is missing.
 */
export const tagRules: Field<TagRule[]> = group(
	{
		input: field({
			displayName: 'Define Rule',
			name: 'tagRuleInput',
			type: 'options',
			options: [
				{ name: 'As an Expression', value: 'text' },
				{ name: 'In a Form', value: 'form' },
			],
			default: 'form',
			description: 'How to say which devices get the push',
		}),
		rules: shownWhen({ tagRuleInput: ['form'] }, rules),
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
				description: `Tags as type.tag, joined with AND, OR, NOT and parentheses; AND binds tighter than OR. Types: ${Object.keys(TAG_TYPES).join(', ')}.`,
			}),
		),
	},
	(values) => {
		if (values.input === 'form') return rulesOf(values.rules);
		if (values.expression !== '') return parseTagExpression(values.expression);
		throw new FieldError('Tag Expression', 'is empty', 'Write a tag such as xg_user_define.vip');
	},
);

function rulesOf(rows: ReturnType<typeof rules.read>): TagRule[] {
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
						condition.operator,
					),
				),
				operator: row.operator,
				is_not: row.isNot,
			};
		}),
	);
}
