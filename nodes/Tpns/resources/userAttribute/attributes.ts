import { byteLength } from '../../../shared/fields/apiFields';
import { keyValueField, readKeyValues } from '../../../shared/fields/keyValues';
import { FieldError } from '../../../shared/fields/fieldError';
import type { Parameters } from '../../../shared/run/operation';

/** Bytes of a name and of a value. Source: docs/api/tpns.md 1.15. */
const MOST_BYTES = 50;

/** Attributes with their values. */
export const attributesField = keyValueField(
	'Attributes',
	'attributes',
	'Names and values, at most 50 bytes each. The names have to exist in the TPNS console.',
	{ required: true },
);

/**
 * The attributes of an item; values become text.
 *
 * @throws FieldError when there is none, or a name or value is too long or no plain value
 */
export function readAttributes({ attributes }: Parameters): Record<string, string> {
	const field = attributesField.displayName;
	const entries = Object.entries(readKeyValues(attributes, field) ?? {});
	if (entries.length === 0) throw new FieldError(field, 'is empty', 'Add an attribute');
	return Object.fromEntries(
		entries.map(([name, value]) => {
			if (typeof value === 'object' && value !== null) {
				throw new FieldError(field, `has a value that is no text for "${name}"`, 'Give text');
			}
			const text = value === null || value === undefined ? '' : String(value);
			return [checkLength(name, 'name'), checkLength(text, `value of "${name}"`)];
		}),
	);
}

/** Refuses what TPNS has no room for. Throws FieldError. */
export function checkLength(text: string, what: string): string {
	const bytes = byteLength(text);
	if (bytes <= MOST_BYTES) return text;
	throw new FieldError(
		attributesField.displayName,
		`has a ${what} of ${bytes} bytes, and TPNS takes at most ${MOST_BYTES}`,
		'Shorten it',
	);
}
