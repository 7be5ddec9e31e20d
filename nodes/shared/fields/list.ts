import { FieldError, quotedField } from './fieldError';
import { ExactNumber, parseJson } from './json';
import { checkName, checkWhole, refuseInexactNumber, trimmed } from './text';

/**
 * What stands between the entries of a list: commas and semicolons, also in the wide, halfwidth and
 * small forms of Chinese texts, tabs of a sheet, line breaks.
 */
const SEPARATOR = /[,;，、；､﹐﹑﹔\t\r\n\u2028\u2029]/;

/**
 * A single entry in ASCII without anything to look at more closely: most texts of a million items,
 * for which the whole way takes a tenth of an upload (B4).
 */
const PLAIN_ENTRY = /^[!-+\--:<-Z\\-~]+$/;

const FORMS = 'an array, or text with commas, semicolons or line breaks between the entries';

/**
 * A list of names (tokens, IDs, tags) in any of the forms that people have: an array, JSON text of an
 * array, or text with separators. Entries lose white space and invisible marks at their ends;
 * numbers become text.
 *
 * @param field display name for messages
 * @returns entries in their order, with repetitions; empty ones of an array stay
 * @throws FieldError when an entry is no text or number, lost digits, or hides an invisible mark
 */
export function readList(value: unknown, field: string): string[] {
	if (typeof value === 'string' && PLAIN_ENTRY.test(value)) return [value];
	const entries = typeof value === 'string' ? entriesOfText(value, field) : value;
	return asArray(entries, field).map((entry, index) =>
		checkName(readEntry(entry, index, field), field),
	);
}

/**
 * Texts of which the position counts, such as the values of a template: an array, JSON text of an
 * array, or text with commas or line breaks. An empty one stays in its place.
 *
 * @throws FieldError when an entry is no text or number, or lost digits
 */
export function readValues(value: unknown, field: string): string[] {
	const entries =
		typeof value === 'string' && !isJsonArray(value)
			? value.trim() === ''
				? []
				: value.split(/,|\r?\n/)
			: typeof value === 'string'
				? entriesOfText(value, field)
				: value;
	return asArray(entries, field).map((entry, index) => readEntry(entry ?? '', index, field));
}

/**
 * A list that must not be empty.
 *
 * @throws FieldError as readList does, and when there is no entry
 */
export function readRequiredList(value: unknown, field: string): string[] {
	const entries = readList(value, field);
	if (entries.length === 0) {
		throw new FieldError(field, 'is empty', `Enter at least one value for ${quotedField(field)}`);
	}
	const empty = entries.indexOf('');
	if (empty >= 0) {
		throw new FieldError(field, `has nothing in entry ${empty + 1}`, 'Remove the empty entry');
	}
	return entries;
}

function entriesOfText(text: string, field: string): unknown {
	if (!isJsonArray(text)) {
		return text.split(SEPARATOR).filter((entry) => trimmed(entry) !== '');
	}
	const parsed = parseJson(text);
	if ('value' in parsed) return parsed.value;
	throw new FieldError(
		field,
		'starts with "[" but is not JSON',
		`Give a JSON array such as ["a", "b"], or ${FORMS}`,
	);
}

function isJsonArray(text: string): boolean {
	return trimmed(text).startsWith('[');
}

function asArray(value: unknown, field: string): unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return Array.from(value);
	if (typeof value === 'number' || typeof value === 'bigint') return [value];
	throw new FieldError(field, `is ${nameOf(value)}`, `Give ${FORMS}`);
}

function readEntry(entry: unknown, index: number, field: string): string {
	if (entry instanceof ExactNumber) return entry.digits;
	refuseInexactNumber(entry, field);
	if (typeof entry !== 'string' && typeof entry !== 'number' && typeof entry !== 'bigint') {
		throw new FieldError(
			field,
			`has ${nameOf(entry)} as entry ${index + 1}`,
			`Give a list of texts: ${FORMS}`,
		);
	}
	const text = trimmed(String(entry));
	checkWhole(text, field);
	return text;
}

/** What kind of value something is, where a text is wanted. */
export function nameOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
