import { FieldError } from './fieldError';

/** The longest value that a message repeats. */
const LONGEST_SHOWN = 60;

/**
 * Text of a field that takes text or a number, without white space at its ends; empty when nothing
 * was entered.
 *
 * @throws FieldError when it is a list or an object, which would be sent as "[object Object]"
 */
export function readTrimmed(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'object' || typeof value === 'function') {
		throw new FieldError(
			field,
			Array.isArray(value) ? 'is a list' : 'is an object',
			'Give text; an expression can make it with JSON.stringify() or join()',
		);
	}
	return String(value).trim();
}

/**
 * Text of a required field, as it was entered.
 *
 * @throws FieldError when it is empty, a list or an object
 */
export function readText(value: unknown, field: string): string {
	if (readTrimmed(value, field) === '') {
		throw new FieldError(field, 'is empty', `Enter text for ${field}`);
	}
	return String(value);
}

/** Whatever was entered, in quotation marks and short enough for a message. */
export function quoted(value: unknown): string {
	const text =
		typeof value === 'object' && value !== null ? (asJson(value) ?? 'an object') : String(value);
	const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
	return `"${short}"`;
}

function asJson(value: object): string | undefined {
	try {
		return JSON.stringify(value) as string | undefined;
	} catch {
		return undefined;
	}
}
