import { randomBytes } from 'node:crypto';
import { replaceNumbers } from '../transport/losslessJson';
import { FieldError } from './fieldError';
import { checkWhole, quoted, refuseInexactNumber } from './text';

export type JsonObject = Record<string, unknown>;

/** Marks a number that is kept digit by digit while JSON.parse and JSON.stringify handle it. */
const MARK = `exact-number-${randomBytes(8).toString('hex')}:`;
const MARKED = new RegExp(`"${MARK}([^"]+)"`, 'g');

/** A number of a JSON text that a double would change, such as 1328245138690125824 or 1e400. */
export class ExactNumber {
	readonly digits: string;

	constructor(digits: string) {
		this.digits = digits;
	}

	toJSON(): string {
		return MARK + this.digits;
	}
}

/** A value that is sent as it is written, and compared by what it says. */
export class Written<T> {
	readonly value: unknown;

	readonly written: T;

	/**
	 * @param value what it says
	 * @param written what is sent
	 */
	constructor(value: unknown, written: T) {
		this.value = value;
		this.written = written;
	}

	toJSON(): T {
		return this.written;
	}
}

/** A value that an API takes as JSON text. */
export class JsonText extends Written<string> {
	/** @param written the text to send; made of the value when left out */
	constructor(value: unknown, written = stringifyJson(value)) {
		super(value, written);
	}
}

/**
 * Parses JSON with every number kept exactly: one that a double would change is an ExactNumber.
 *
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
	const marked = /\d{16}|\d[eE]/.test(text) ? replaceNumbers(text, markIfInexact) : text;
	return JSON.parse(marked, (_name, value: unknown) =>
		typeof value === 'string' && value.startsWith(MARK)
			? new ExactNumber(value.slice(MARK.length))
			: value,
	);
}

/** The JSON text of a value, with the digits of its ExactNumbers. Empty for undefined. */
export function stringifyJson(value: unknown): string {
	const text: string | undefined = JSON.stringify(value);
	return text?.includes(MARK) ? text.replace(MARKED, '$1') : (text ?? '');
}

/** JSON text that is the same exactly for values that say the same: names are sorted. */
export function canonicalJson(value: unknown): string {
	return stringifyJson(sorted(value));
}

function sorted(value: unknown): unknown {
	if (value instanceof Written) return sorted(value.value);
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	const entries = Object.entries(value)
		.filter(([, entry]) => entry !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, entry]) => [name, sorted(entry)]));
}

function markIfInexact(number: string): string {
	return decimalOf(number) === decimalOf(String(Number(number))) ? number : `"${MARK}${number}"`;
}

/** A number as its significant digits and their exponent, e.g. `-1.50e3` is `-15e2`. */
function decimalOf(number: string): string {
	const [, sign, whole, fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
	if (whole === undefined) return number;
	const digits = (whole + fraction).replace(/^0+/, '');
	let end = digits.length;
	// By hand, because a regular expression looks anew from each zero of a row.
	while (digits[end - 1] === '0') end--;
	if (end === 0) return '0';
	const power = Number(exponent) - fraction.length + digits.length - end;
	return `${sign}${digits.slice(0, end)}e${power}`;
}

/**
 * An object that was given as JSON text or as an object by an expression.
 *
 * @returns undefined when the field is empty
 * @throws FieldError when it is anything else
 */
export function readJsonObject(value: unknown, field: string): JsonObject | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const parsed = typeof value === 'string' ? parseJson(value) : { value };
	const fix = 'Give a JSON object such as {"orderId": "42"}';
	if ('problem' in parsed) throw new FieldError(field, `is not JSON (${parsed.problem})`, fix);
	if (!isObject(parsed.value)) throw new FieldError(field, 'is not a JSON object', fix);
	const twice = typeof value === 'string' ? repeatedName(value) : undefined;
	if (twice !== undefined) {
		throw new FieldError(field, `has ${quoted(twice)} twice`, 'Keep one of them');
	}
	checkJsonValue(parsed.value, field);
	return parsed.value;
}

/** A name that stands twice in an object of a JSON text: JSON.parse keeps the last of them only. */
function repeatedName(text: string): string | undefined {
	const open: Array<Set<string>> = [];
	let before = '';
	for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs)) {
		if (token === '{' || token === '[') open.push(new Set());
		else if (token === '}' || token === ']') open.pop();
		else if (token !== ':') before = token;
		else {
			const name = JSON.parse(before) as string;
			const names = open[open.length - 1];
			if (names.has(name)) return name;
			names.add(name);
		}
	}
	return undefined;
}

/** Levels of objects and lists; a value with more is rather one that contains itself. */
const MOST_LEVELS = 100;

/** Kinds of values that JSON leaves out, or cannot hold. */
const NOT_JSON = new Set(['undefined', 'function', 'symbol', 'bigint']);

/**
 * Refuses what JSON would not carry unchanged: values that it leaves out, dates that are none,
 * numbers that lost digits, and text that was cut in the middle of a character.
 *
 * @throws FieldError that names the first of them
 */
export function checkJsonValue(value: unknown, field: string, level = 0, name = ''): void {
	if (NOT_JSON.has(typeof value)) {
		throw new FieldError(
			field,
			`has ${value === undefined ? 'nothing' : `a ${typeof value}`}${name && ` for ${quoted(name)}`}`,
			'Give text, a number, true, false or null, or leave the name out',
		);
	}
	if (typeof value === 'object' && value !== null) {
		if (level > MOST_LEVELS) {
			throw new FieldError(
				field,
				`is nested deeper than ${MOST_LEVELS} levels`,
				'Give only the fields that the app needs',
			);
		}
		if (value instanceof ExactNumber) return;
		if ('toJSON' in value && typeof value.toJSON === 'function') {
			const json: unknown = value.toJSON();
			if (json === null) {
				throw new FieldError(field, 'has an invalid date', 'Check where the date comes from');
			}
			checkJsonValue(json, field, level + 1);
			return;
		}
		if (!Array.isArray(value) && !isObject(value)) {
			throw new FieldError(
				field,
				`has ${quoted(String(value))}`,
				'Convert it to a list or an object',
			);
		}
		// A place of a list that was never filled is undefined.
		const entries = Object.entries(Array.isArray(value) ? Array.from(value) : value);
		for (const [each, entry] of entries) checkJsonValue(entry, field, level + 1, each);
		return;
	}
	refuseInexactNumber(value, field);
	if (typeof value === 'string') checkWhole(value, field);
}

/** Parses JSON without throwing, with numbers kept exactly; `problem` says why it is none. */
export function parseJson(text: string): { value: unknown } | { problem: string } {
	try {
		return { value: parseExactJson(text) };
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

/**
 * `base` with `extra` merged into it. Objects are merged field by field; everything else is
 * replaced. Neither is changed.
 */
export function mergeJson(base: JsonObject, extra: JsonObject | undefined): JsonObject {
	if (extra === undefined) return base;
	const merged = new Map(Object.entries(base));
	for (const [name, value] of Object.entries(extra)) {
		const below = merged.get(name);
		merged.set(name, isObject(below) && isObject(value) ? mergeJson(below, value) : value);
	}
	// A name such as __proto__ is one like any other here, and sets no prototype.
	return Object.fromEntries(merged);
}

/**
 * Whether a value is a JSON object: not a list, nor what JSON writes otherwise or as `{}`, such as a
 * date or a Map.
 */
export function isObject(value: unknown): value is JsonObject {
	return (
		Object.prototype.toString.call(value) === '[object Object]' &&
		typeof (value as { toJSON?: unknown }).toJSON !== 'function'
	);
}

/** The objects of a list, or none when it is no list. */
export function objectsIn(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The value under a name that comes from outside: never what all objects inherit. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

/** Whether an object has no fields. */
export function isEmpty(value: JsonObject): boolean {
	return Object.keys(value).length === 0;
}
