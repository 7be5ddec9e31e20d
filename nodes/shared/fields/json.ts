import { FieldError } from './fieldError';

export type JsonObject = Record<string, unknown>;

/** Names that would reach an object's prototype when they are assigned. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

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
	return parsed.value;
}

/** Parses JSON without throwing; `problem` says why it is none. */
export function parseJson(text: string): { value: unknown } | { problem: string } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

/**
 * `base` with `extra` laid over it. Objects are joined field by field; everything else is
 * replaced. Neither is changed.
 */
export function mergeJson(base: JsonObject, extra: JsonObject | undefined): JsonObject {
	if (extra === undefined) return base;
	const merged: JsonObject = { ...base };
	for (const [name, value] of Object.entries(extra)) {
		if (FORBIDDEN_NAMES.has(name)) continue;
		const below = merged[name];
		merged[name] = isObject(below) && isObject(value) ? mergeJson(below, value) : value;
	}
	return merged;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a name that comes from outside: never what all objects inherit. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

/** Whether an object has no fields. */
export function isEmpty(value: JsonObject): boolean {
	return Object.keys(value).length === 0;
}
