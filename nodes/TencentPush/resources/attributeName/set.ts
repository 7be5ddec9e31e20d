import { text } from '../../../shared/fields/apiFields';
import type { Fields } from '../../../shared/fields/field';
import { field, group, neverMissing, shownWhen } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { rowsField } from '../../../shared/fields/rows';
import { quoted } from '../../../shared/fields/text';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineSingleRequest } from '../../../shared/run/batched';
import { LONGEST_ATTRIBUTE } from '../../audience/attributes';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { ACCOUNT_TYPES } from './accountType';

/** The highest number of an attribute; an app has 10. Source: docs/api/push-service.md 3.d. */
const LAST_INDEX = 9;

const row = {
	index: neverMissing(
		field({
			displayName: 'Number',
			name: 'index',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0, maxValue: LAST_INDEX },
			description: 'Slot of the attribute, from 0 to 9. Replaces the name in this slot.',
		}),
	),
	name: field(
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. city',
			description: 'Name of the attribute, of at most 50 bytes',
		},
		(value, name) => {
			const entered = text(LONGEST_ATTRIBUTE)(value, name);
			if (entered !== '') return entered;
			throw new FieldError(name, 'is empty', 'Enter the name of the attribute');
		},
	),
};

const accountType = field({
	displayName: 'Account Type',
	name: 'accountType',
	type: 'options',
	options: ACCOUNT_TYPES.map(([value, name]) => ({ name, value })),
	default: 0,
	description: 'Kind of account that has the attribute. Cannot be changed later.',
});

/** `AttrNames` and, for the Push Service alone, `AttrTypes`. Source: docs/api/push-service.md 3.d. */
const attributes = group(
	{
		apiFamily,
		names: shownWhen({ apiFamily: ['pushService'] }, namesField({ ...row, accountType })),
		chatNames: shownWhen({ apiFamily: ['chat'] }, namesField(row)),
	},
	(values) => {
		if (values.apiFamily === 'chat') {
			return { AttrNames: byIndex(values.chatNames, ({ name }) => name) };
		}
		return {
			AttrNames: byIndex(values.names, ({ name }) => name),
			AttrTypes: byIndex(values.names, (named) => named.accountType),
		};
	},
);

export const set = defineSingleRequest({
	value: 'set',
	name: 'Set',
	action: 'Set attribute names of app',
	description: 'Create the attribute names that users can have',
	fields: { apiFamily, attributes, options: timeoutOnly },
	plural: 'attribute lists',
	message: (values) => ({ family: values.apiFamily, body: values.attributes }),
	request: ({ family, body }) => ({ path: PATHS[family].setAttributeNames, body }),
	outcome: (_answer, { body }) => ({
		status: 'accepted',
		extra: { attributeNames: Object.values(body.AttrNames) },
	}),
});

function namesField<F extends Fields>(fields: F) {
	return rowsField(
		{
			displayName: 'Attribute Names',
			name: 'names',
			required: true,
			placeholder: 'Add Attribute',
			description: 'Attribute names of the app. Names that are not listed stay unchanged.',
		},
		{ displayName: 'Attribute', name: 'entries' },
		fields,
	);
}

/** @throws FieldError when there is none, or a number or a name is there twice */
function byIndex<Row extends { index: number; name: string }, Value>(
	rows: Row[],
	valueOf: (row: Row) => Value,
): Record<string, Value> {
	if (rows.length === 0) {
		throw new FieldError('Attribute Names', 'is empty', 'Add at least one attribute');
	}
	const values: Record<string, Value> = {};
	const names = new Set<string>();
	for (const row of rows) {
		if (names.has(row.name)) {
			throw new FieldError(
				'Name',
				`has ${quoted(row.name)} twice`,
				'Give each attribute its own name',
			);
		}
		names.add(row.name);
		if (row.index in values) {
			throw new FieldError(
				'Number',
				`has ${row.index} twice`,
				'Give each attribute its own number',
			);
		}
		values[row.index] = valueOf(row);
	}
	return values;
}
