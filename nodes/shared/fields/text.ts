import { FieldError, quotedField } from './fieldError';

/** The longest value that a message repeats. */
const LONGEST_SHOWN = 60;

/**
 * A mark that nobody sees, as phones, contact lists and web pages add them to what is copied:
 * directions, zero-width characters, soft hyphens, control characters. The selectors that choose the
 * look of the character before them are part of it.
 */
const INVISIBLE = '(?![\\t-\\r\\p{Variation_Selector}])[\\p{Default_Ignorable_Code_Point}\\p{Cc}]';
const AT_ENDS = new RegExp(`\\s|${INVISIBLE}`, 'u');
const INSIDE = new RegExp(INVISIBLE, 'u');

/** Emoji are joined to one, and flags of regions written, by marks that are invisible too. */
const MARKS_OF_EMOJI =
	/(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*)\u200D(?=\p{Extended_Pictographic})|(?<=\u{1F3F4})[\u{E0020}-\u{E007E}]+\u{E007F}/gu;
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Labels of fields whose text names something, or leads to it. */
const NAMING =
	/\b(IDs?|Tokens?|Accounts?|Users?|Devices?|Activity|Category|Icon|Key|Language|Link|Page|Ringtone|Sound|URL)$/;

/**
 * Text of a field that takes text or a number, without white space and invisible marks at its ends;
 * empty when nothing was entered.
 *
 * @throws FieldError as `textOf` does, and as `checkName` does when the field's label says that it
 *   takes an ID, an address, or what else names something
 */
export function readTrimmed(value: unknown, field: string): string {
	const text = trimmed(textOf(value, field));
	if (!NAMING.test(field)) return text;
	if (typeof value === 'boolean') {
		throw new FieldError(field, `is ${value}`, 'Enter text or a number');
	}
	return checkName(text, field);
}

/**
 * Text of a required field, as it was entered.
 *
 * @throws FieldError as `textOf` does, and when it is empty
 */
export function readText(value: unknown, field: string): string {
	const text = textOf(value, field);
	if (trimmed(text) === '') {
		throw new FieldError(field, 'is empty', `Enter text for ${quotedField(field)}`);
	}
	return text;
}

/** A text without white space and invisible marks at its ends. */
export function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && AT_ENDS.test(text[start])) start++;
	while (end > start && AT_ENDS.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/**
 * What names something, such as a token, an ID or a tag: with an invisible mark inside it would name
 * something else, and so would an object that became text.
 *
 * @throws FieldError that says which mark is where
 */
export function checkName(text: string, field: string): string {
	if (text.includes('[object ')) {
		throw new FieldError(
			field,
			`has ${quoted(text)}, which an expression made from an object`,
			'Use a field of the object, e.g. {{ $json.user.id }}',
		);
	}
	if (!INSIDE.test(text)) return text;
	const others = text.replace(MARKS_OF_EMOJI, '\u{1F517}');
	const at = others.search(INSIDE);
	if (at < 0) return text;
	const mark = others.codePointAt(at) ?? 0;
	throw new FieldError(
		field,
		`has ${quoted(text)} with an invisible character (U+${mark.toString(16).toUpperCase().padStart(4, '0')}) inside`,
		'Enter it again by hand, or remove the character where it comes from',
	);
}

/**
 * A value as text.
 *
 * @throws FieldError when it is a list or an object, which would be sent as "[object Object]", a
 *   number that lost digits, or text that was cut in the middle of a character
 */
function textOf(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol') {
		throw new FieldError(
			field,
			Array.isArray(value) ? 'is a list' : 'is an object',
			'Give text, e.g. with JSON.stringify() or join() in an expression',
		);
	}
	refuseInexactNumber(value, field);
	const text = String(value);
	checkWhole(text, field);
	return text;
}

/**
 * Refuses a number that is not what it was when it was written: it was too long for JavaScript, or
 * a computation that has no result.
 *
 * @throws FieldError
 */
export function refuseInexactNumber(value: unknown, field: string): void {
	if (typeof value !== 'number' || Number.isSafeInteger(value)) return;
	if (!Number.isFinite(value)) {
		throw new FieldError(
			field,
			`has ${value} instead of a number`,
			'Check the calculation in the expression',
		);
	}
	if (!Number.isInteger(value)) return;
	throw new FieldError(
		field,
		`has the number ${value}, which has lost digits`,
		'Give long numbers as text',
	);
}

/**
 * Refuses text that was cut in the middle of a character.
 *
 * @throws FieldError
 */
export function checkWhole(text: string, field: string): void {
	if (!HALF_CHARACTER.test(text)) return;
	throw new FieldError(
		field,
		'has half an emoji, probably cut by slice()',
		"Cut by characters: [...text].slice(0, 20).join('')",
	);
}

/** Whatever was entered, in quotation marks and short enough for a message. */
export function quoted(value: unknown): string {
	const text =
		typeof value === 'object' && value !== null ? (asJson(value) ?? 'an object') : String(value);
	const characters = [...text.slice(0, 2 * LONGEST_SHOWN)];
	const isLong = text.length > LONGEST_SHOWN && characters.length > LONGEST_SHOWN;
	return `"${isLong ? `${characters.slice(0, LONGEST_SHOWN).join('')}…` : text}"`;
}

function asJson(value: object): string | undefined {
	try {
		return JSON.stringify(value) as string | undefined;
	} catch {
		return undefined;
	}
}
