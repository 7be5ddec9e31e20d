import type { ApiField } from '../../shared/fields/apiFields';
import { apiFields, collection } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { field, group } from '../../shared/fields/field';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, mergeJson, readJsonObject } from '../../shared/fields/json';

interface Section {
	displayName: string;
	name: string;
	/** Object of the request that it fills. */
	api: string;
	fields: readonly ApiField[];
	/** Checks what belongs together. Throws FieldError. */
	check?(values: JsonObject): void;
}

/** A part of the notification with fields of its own, e.g. that for iOS: its object, or nothing. */
export function section({ displayName, name, api, fields, check }: Section): Field<JsonObject> {
	const added = collection(displayName, name, {
		values: apiFields(fields),
		additionalJson: additionalJson(api, '{"NewField": 1}', `Additional JSON of ${displayName}`),
	});
	return group({ added }, (section) => {
		const { values = {}, additionalJson: additional } = section.added;
		check?.(values);
		const merged = mergeJson(values, additional);
		return isEmpty(merged) ? {} : { [api]: merged };
	});
}

/**
 * Fields of a request that have no field in the form; merged last.
 *
 * @param title the field's name in messages
 */
export function additionalJson(
	api: string,
	example: string,
	title = 'Additional JSON',
): Field<JsonObject | undefined> {
	return field(
		{
			displayName: 'Additional JSON',
			name: 'additionalJson',
			type: 'json',
			default: '{}',
			description: `Fields of ${api} that have no field here, e.g. ${example}. Laid over it last.`,
		},
		(value) => readJsonObject(value, title),
	);
}
