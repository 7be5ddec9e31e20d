import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { collectionOf, readApiFields } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, isObject, mergeJson, readJsonObject } from '../../shared/fields/json';

/** A part of the notification with fields of its own, e.g. that for iOS. */
export interface Section {
	displayName: string;
	name: string;
	/** Object of the request that it fills. */
	api: string;
	fields: ApiField[];
	/** Checks what belongs together. Throws FieldError. */
	check?(values: JsonObject): void;
}

/** Laid over an object of the request as it is. */
export function additionalJsonField(api: string, example: string): INodeProperties {
	return {
		displayName: 'Additional JSON',
		name: 'additionalJson',
		type: 'json',
		default: '{}',
		description: `Fields of ${api} that have no field here, e.g. ${example}. Laid over it last.`,
	};
}

/** The section as a collection of the form. */
export function sectionField({ displayName, name, api, fields }: Section): INodeProperties {
	const collection = collectionOf(displayName, name, fields);
	collection.options = [
		additionalJsonField(api, '{"NewField": 1}'),
		...((collection.options ?? []) as INodeProperties[]),
	].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
	return collection;
}

/**
 * The section's object of the request, or none when nothing was added.
 *
 * @throws FieldError
 */
export function readSection(section: Section, collection: unknown): JsonObject {
	const values = readApiFields(collection, section.fields);
	section.check?.(values);
	const more = isObject(collection)
		? readJsonObject(collection.additionalJson, `Additional JSON of ${section.displayName}`)
		: undefined;
	const merged = mergeJson(values, more);
	return isEmpty(merged) ? {} : { [section.api]: merged };
}
