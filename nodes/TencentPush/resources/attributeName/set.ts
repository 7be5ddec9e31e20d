import type { INodeProperties } from 'n8n-workflow';
import { integer, text } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { rows } from '../../../shared/fields/keyValues';
import { shownWhen } from '../../../shared/fields/shown';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { oneCall } from '../../../shared/run/oneCall';
import type { Parameters } from '../../../shared/run/operation';
import { LONGEST_ATTRIBUTE } from '../../audience/attributes';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { ACCOUNT_TYPES } from './accountType';

/** The highest number of an attribute; an app has 10. Source: docs/api/push-service.md 3.d. */
const LAST_INDEX = 9;

const row: INodeProperties[] = [
	{
		displayName: 'Number',
		name: 'index',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: LAST_INDEX },
		description: 'Place of the attribute, from 0 to 9. A name that is there already is replaced.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. city',
		description: 'Name of the attribute, of at most 50 bytes',
	},
];

const accountType: INodeProperties = {
	displayName: 'Account Type',
	name: 'accountType',
	type: 'options',
	options: ACCOUNT_TYPES.map(([value, name]) => ({ name, value })),
	default: 0,
	description: 'Kind of account that has the attribute; it cannot be changed later',
};

function namesField(values: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Attribute Names',
		name: 'names',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		required: true,
		placeholder: 'Add Attribute',
		default: {},
		description: 'Attributes that the app has; names that are not listed stay as they are',
		options: [{ displayName: 'Attribute', name: 'entries', values }],
	};
}

export const set = defineFoldedOperation<{ family: Family; body: JsonObject }, null>({
	value: 'set',
	name: 'Set',
	action: 'Set the attribute names of the app',
	description: 'Name attributes, which users can then be given',
	fields: [
		familyField,
		...shownWhen({ apiFamily: ['pushService'] }, [namesField([...row, accountType])]),
		...shownWhen({ apiFamily: ['chat'] }, [namesField(row)]),
		callOnlyOptions,
	],
	audience: { ...oneCall, plural: 'calls' },
	build(parameters) {
		const family = familyOf(parameters);
		return { family, body: readNames(parameters, family) };
	},
	request: ({ family, body }) => ({ path: PATHS[family].setAttributeNames, body }),
	outcomes: (_answer, _members, { body }) => ({
		status: 'accepted',
		attributeNames: Object.values(body.AttrNames as Record<string, string>),
	}),
});

function readNames({ names }: Parameters, family: Family): JsonObject {
	const entries = rows(isObject(names) ? names.entries : undefined);
	if (entries.length === 0) {
		throw new FieldError('Attribute Names', 'is empty', 'Add at least one attribute');
	}
	const attributeNames: Record<string, string> = {};
	const attributeTypes: Record<string, number> = {};
	for (const { index, name, accountType: type } of entries) {
		const number = String(integer(0, LAST_INDEX)(index ?? 0, 'Number'));
		const words = text(LONGEST_ATTRIBUTE)(name ?? '', 'Name');
		if (words === '') throw new FieldError('Name', 'is empty', 'Enter the name of the attribute');
		if (number in attributeNames) {
			throw new FieldError('Number', `has ${number} twice`, 'Give each attribute its own number');
		}
		attributeNames[number] = words;
		attributeTypes[number] = integer(0, 1)(type ?? 0, 'Account Type');
	}
	return family === 'chat'
		? { AttrNames: attributeNames }
		: { AttrNames: attributeNames, AttrTypes: attributeTypes };
}
