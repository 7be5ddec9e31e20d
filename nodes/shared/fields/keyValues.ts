import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from './fieldError';
import type { JsonObject } from './json';
import { isEmpty, isObject, readJsonObject } from './json';
import { quoted, readTrimmed } from './text';

/** A field that takes names and values, one row each, or a JSON object. */
export function keyValueField(
	displayName: string,
	name: string,
	description: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return {
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
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. orderId',
					},
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
}

/**
 * The object that a key-value field describes. An expression may also give the object itself.
 *
 * @returns undefined when there is no entry
 * @throws FieldError when a name is empty or stands twice, or JSON is not an object
 */
export function readKeyValues(value: unknown, field: string): JsonObject | undefined {
	if (typeof value === 'string') {
		const object = readJsonObject(value, field) ?? {};
		return isEmpty(object) ? undefined : object;
	}
	if (!isObject(value)) return undefined;
	const result = new Map<string, unknown>();
	const add = (name: string, entry: unknown) => {
		if (result.has(name)) {
			throw new FieldError(field, `has ${quoted(name)} twice`, 'Keep one of them');
		}
		result.set(name, entry);
	};
	for (const row of rows(value.entries)) {
		const name = readTrimmed(row.name, field);
		if (name === '')
			throw new FieldError(field, 'has an entry without a name', 'Enter its name or remove it');
		add(name, row.value);
	}
	for (const row of rows(value.json)) {
		for (const [name, entry] of Object.entries(readJsonObject(row.object, field) ?? {})) {
			add(name, entry);
		}
	}
	return result.size === 0 ? undefined : Object.fromEntries(result);
}

/** Rows of a fixedCollection's group, which n8n gives as an array or, for a single one, as an object. */
export function rows(group: unknown): JsonObject[] {
	if (Array.isArray(group)) return group.filter(isObject);
	return isObject(group) ? [group] : [];
}
