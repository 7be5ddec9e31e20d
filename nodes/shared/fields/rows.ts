import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from './fieldError';
import type { Field, Fields, ValuesOf } from './field';
import { propertiesOf, valuesReader } from './field';
import type { JsonObject } from './json';
import { isObject } from './json';
import { checkNames } from './names';
import { quoted } from './text';

/**
 * A field to which the user adds rows.
 *
 * @param row what a row is called, and the name of its group in the stored value
 * @param fields the fields of a row
 */
export function rowsField<F extends Fields>(
	property: Omit<INodeProperties, 'type' | 'default' | 'options'>,
	row: { displayName: string; name: string },
	fields: F,
): Field<Array<ValuesOf<F>>> {
	const valuesOf = valuesReader(fields);
	const names = propertiesOf(fields).map(({ name }) => name);
	return {
		properties: [
			{
				...property,
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, ...property.typeOptions },
				default: {},
				options: [{ ...row, values: propertiesOf(fields) }],
			},
		],
		read: (parameters, context) =>
			rowsOf(parameters[property.name], row.name, property.displayName).map((values) => {
				checkNames(values, names, property.displayName);
				return valuesOf(values, context);
			}),
	};
}

/**
 * Rows of a group of a fixedCollection, which n8n gives as an array or, for a single one, as an
 * object.
 *
 * @param groups names of all groups of the fixedCollection
 * @throws FieldError when an expression made them something else
 */
export function rowsOf(
	value: unknown,
	group: string,
	field: string,
	groups: readonly string[] = [group],
): JsonObject[] {
	if (value === undefined || value === null || value === '') return [];
	if (isObject(value)) checkNames(value, groups, field);
	const given = isObject(value) ? value[group] : value;
	if (given === undefined || given === null) return [];
	const rows = Array.isArray(given) ? given : [given];
	const odd = rows.findIndex((row) => !isObject(row));
	if (odd < 0) return rows as JsonObject[];
	throw new FieldError(field, `has ${quoted(rows[odd])} as an entry`, 'Give a list of objects');
}
