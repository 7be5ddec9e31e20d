import type { INodeProperties } from 'n8n-workflow';
import { byteLength } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { keyValueField, readKeyValues } from '../../shared/fields/keyValues';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';
import { quoted } from '../../shared/fields/text';

/** The longest name and value of an attribute, in bytes. Source: docs/api/push-service.md 3.d, 3.e. */
export const LONGEST_ATTRIBUTE = 50;

/** Attributes by which a push selects. */
export const attributeConditionFields: INodeProperties[] = [
	keyValueField(
		'Any of These Attributes',
		'attributesAny',
		'Users who have at least one of these attributes with the given value',
	),
	keyValueField(
		'All of These Attributes',
		'attributesAll',
		'Users who have every one of these attributes with the given value',
	),
];

/**
 * `Condition` by attributes. Source: docs/api/push-service.md 3.a.
 *
 * @throws FieldError
 */
export function readAttributeCondition(parameters: Parameters): JsonObject {
	const any = readAttributes(parameters.attributesAny, 'Any of These Attributes');
	const all = readAttributes(parameters.attributesAll, 'All of These Attributes');
	if (!any && !all) {
		throw new FieldError(
			'Any of These Attributes',
			'is empty, and so is All of These Attributes',
			'Add at least one attribute, or use Send to All',
		);
	}
	return { ...(any ? { AttrsOr: any } : {}), ...(all ? { AttrsAnd: all } : {}) };
}

/** An attribute condition in words. */
export function attributeConditionInWords({ AttrsOr, AttrsAnd }: JsonObject): string {
	const part = (words: string, attributes: unknown) =>
		typeof attributes === 'object' && attributes !== null
			? [
					`${words} ${Object.entries(attributes)
						.map(([name, value]) => `${name} = "${String(value)}"`)
						.join(', ')}`,
				]
			: [];
	return [...part('any of', AttrsOr), ...part('all of', AttrsAnd)].join(', and ');
}

/**
 * Attributes by name, as text.
 *
 * @returns undefined when there are none
 * @throws FieldError when a value is an object or too long
 */
export function readAttributes(value: unknown, field: string): Record<string, string> | undefined {
	const entries = Object.entries(readKeyValues(value, field) ?? {}).map(([name, entry]) => {
		if (typeof entry === 'object' && entry !== null) {
			throw new FieldError(field, `has no text for ${quoted(name)}`, 'Give text or a number');
		}
		const words = String(entry ?? '');
		for (const part of [name, words]) {
			if (byteLength(part) > LONGEST_ATTRIBUTE) {
				throw new FieldError(
					field,
					`has ${quoted(part)} with ${byteLength(part)} bytes`,
					`Shorten names and values to at most ${LONGEST_ATTRIBUTE} bytes`,
				);
			}
		}
		return [name, words] as const;
	});
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
