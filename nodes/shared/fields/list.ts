import { FieldError } from './fieldError';
import { ExactNumber, parseJson, refuseLostDigits } from './json';

/** What text has that may hold several entries. */
const MARK_OF_LIST = /[,\n\r[]/;

/**
 * A list in any of the forms that people have: an array, JSON text of an array, or text with
 * commas or line breaks between the entries. Entries are trimmed; numbers become text.
 *
 * @param field display name for messages
 * @returns entries in their order, with repetitions
 * @throws FieldError when an entry is empty inside a list or is no text or number
 */
export function readList(value: unknown, field: string): string[] {
	if (typeof value === 'string' && !MARK_OF_LIST.test(value)) {
		const entry = value.trim();
		return entry === '' ? [] : [entry];
	}
	return Array.from(entriesOf(value, field), (entry, index) => {
		if (entry instanceof ExactNumber) return entry.digits;
		refuseLostDigits(entry, field);
		if (typeof entry !== 'string' && typeof entry !== 'number') {
			throw new FieldError(
				field,
				`has ${nameOf(entry)} as entry ${index + 1}`,
				'Give a list of texts: an array, or text with commas or line breaks between the entries',
			);
		}
		return String(entry).trim();
	});
}

/**
 * A list that must not be empty.
 *
 * @throws FieldError as readList does, and when there is no entry
 */
export function readRequiredList(value: unknown, field: string): string[] {
	const entries = readList(value, field);
	if (entries.length === 0) {
		throw new FieldError(field, 'is empty', `Enter at least one value for ${field}`);
	}
	const empty = entries.indexOf('');
	if (empty >= 0) {
		throw new FieldError(field, `has nothing in entry ${empty + 1}`, 'Remove the empty entry');
	}
	return entries;
}

function entriesOf(value: unknown, field: string): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value)) return value;
	if (typeof value === 'number') return [value];
	if (typeof value !== 'string') {
		throw new FieldError(
			field,
			`is ${nameOf(value)}`,
			'Give an array, or text with commas or line breaks between the entries',
		);
	}
	const text = value.trim();
	if (!text.startsWith('[')) {
		return text.split(/[,\r\n]+/).filter((entry) => entry.trim() !== '');
	}
	const parsed = parseJson(text);
	if ('value' in parsed) return parsed.value as unknown[];
	throw new FieldError(
		field,
		'starts with "[" but is not JSON',
		'Give a JSON array such as ["a", "b"], or text with commas or line breaks between the entries',
	);
}

function nameOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
