import { byteLength } from '../../../shared/fields/apiFields';
import { group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { ExactNumber } from '../../../shared/fields/json';
import { keyValueField } from '../../../shared/fields/keyValues';
import { nameOf } from '../../../shared/fields/list';

const NAME = 'Attributes';

/** Bytes of a name and of a value. Source: docs/api/tpns.md 1.15. */
const MOST_BYTES = 50;

/** Attributes with their values as text. Reading throws FieldError when there is none. */
export const attributes = group(
	{
		entries: keyValueField(
			NAME,
			'attributes',
			'Names and values, at most 50 bytes each. Create the names in the TPNS console first.',
			{ required: true },
		),
	},
	({ entries }) => {
		if (!entries) throw new FieldError(NAME, 'is empty', 'Add an attribute');
		return Object.fromEntries(
			Object.entries(entries).map(([name, value]) => {
				if (value !== null) return [checkLength(name, 'name'), textOf(value, name)];
				throw new FieldError(NAME, `has no value for "${name}"`, 'Give one, or leave it out');
			}),
		);
	},
);

/** A value as the text that TPNS takes. Throws FieldError. */
export function textOf(value: unknown, name: string, field = NAME): string {
	if (value === null || value === undefined) return '';
	const text = value instanceof ExactNumber ? value.digits : value;
	if (typeof text === 'object') {
		throw new FieldError(field, `has ${nameOf(text)} for "${name}"`, 'Give text or a number');
	}
	return checkLength(String(text), `value of "${name}"`, field);
}

/** Refuses what TPNS has no room for. Throws FieldError. */
export function checkLength(text: string, what: string, field = NAME): string {
	const bytes = byteLength(text);
	if (bytes <= MOST_BYTES) return text;
	throw new FieldError(
		field,
		`has a ${what} of ${bytes} bytes, and TPNS takes at most ${MOST_BYTES}`,
		'Shorten it',
	);
}
