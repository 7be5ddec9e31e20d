import type { ApiField } from '../../shared/fields/apiFields';
import { apiFields, collection } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { group } from '../../shared/fields/field';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, mergeJson } from '../../shared/fields/json';
import { additionalJson } from '../../shared/form/additionalJson';

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
		additionalJson: additionalJson(
			`Fields of ${api} that have no field here, e.g. {"NewField": 1}. Merged last, overrides other fields.`,
			`'Additional JSON' of ${displayName}`,
		),
	});
	return group({ added }, (section) => {
		const { values = {}, additionalJson: additional } = section.added;
		check?.(values);
		const merged = mergeJson(values, additional);
		return isEmpty(merged) ? {} : { [api]: merged };
	});
}
