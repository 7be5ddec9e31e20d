import type { INodeProperties } from 'n8n-workflow';
import type { Field } from './field';
import { FieldError } from './fieldError';
import type { JsonObject } from './json';
import { isEmpty, isObject, readJsonObject, checkJsonValue } from './json';
import { checkNames } from './names';
import { rowsOf } from './rows';
import { checkName, quoted, readTrimmed } from './text';

/** How the name of an entry is entered, unless a field offers names to choose. */
const ENTRY_NAME: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. orderId',
};

/**
 * A field that takes names and values, one row each, or a JSON object; undefined without any.
 *
 * @param entryName shows the name of an entry; called `name`, a text or a resource locator
 */
export function keyValueField(
	displayName: string,
	name: string,
	description: string,
	more: Partial<INodeProperties> = {},
	entryName = ENTRY_NAME,
): Field<JsonObject | undefined> {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: 'Add Entry',
		typeOptions: { multipleValues: true },
		default: {},
		description,
		options: [
			{
				displayName: 'Entry',
				name: 'entries',
				values: [
					entryName,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
					},
				],
			},
			{
				displayName: 'JSON',
				name: 'json',
				values: [
					{
						displayName: 'JSON Object',
						name: 'object',
						type: 'json',
						default: '{}',
						description: 'An object whose fields are added to the entries',
					},
				],
			},
		],
		...more,
	};
	return {
		properties: [property],
		read: (parameters) => readKeyValues(parameters[name], displayName),
	};
}

/** What a resource locator in a row holds: n8n extracts only those that stand on their own. */
function locatedValue(value: unknown): unknown {
	return isObject(value) && 'mode' in value && 'value' in value ? value.value : value;
}

/** Groups of a key-value field. */
const GROUPS = ['entries', 'json'];

/**
 * The object that a key-value field describes. An expression may also give the object itself.
 *
 * @returns undefined when there is no entry
 * @throws FieldError when a name is empty, stands twice or hides an invisible mark, an entry has no value, or JSON is not an object
 */
export function readKeyValues(value: unknown, field: string): JsonObject | undefined {
	if (typeof value === 'string') {
		const object = readJsonObject(value, field) ?? {};
		return isEmpty(object) ? undefined : object;
	}
	if (value === undefined || value === null) return undefined;
	if (!isObject(value)) {
		throw new FieldError(field, `is ${quoted(value)}`, 'Give a JSON object');
	}
	const isOfForm = Object.keys(value).every((name) => GROUPS.includes(name));
	if (!isOfForm) return readJsonObject(value, field);
	const result = new Map<string, unknown>();
	const add = (name: string, entry: unknown) => {
		checkJsonValue(entry, field);
		if (result.has(name)) {
			throw new FieldError(field, `has ${quoted(name)} twice`, 'Keep one of them');
		}
		result.set(name, entry);
	};
	for (const row of rowsOf(value, 'entries', field, GROUPS)) {
		checkNames(row, ['name', 'value'], field);
		const name = checkName(readTrimmed(locatedValue(row.name), field), field);
		if (name === '')
			throw new FieldError(field, 'has an entry without a name', 'Enter its name or remove it');
		const { value: entry = 'value' in row ? null : '' } = row;
		if (entry === null) {
			throw new FieldError(
				field,
				`has no value for ${quoted(name)}`,
				'Give one, or leave the entry out',
			);
		}
		add(name, entry);
	}
	for (const row of rowsOf(value, 'json', field, GROUPS)) {
		checkNames(row, ['object'], field);
		for (const [name, entry] of Object.entries(readJsonObject(row.object, field) ?? {})) {
			add(name, entry);
		}
	}
	return result.size === 0 ? undefined : Object.fromEntries(result);
}
