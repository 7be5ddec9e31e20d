import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from './fieldError';
import type { JsonObject } from './json';
import { isObject } from './json';
import { quoted, readTrimmed } from './text';

/** A form field and the request field that it fills. */
export interface ApiField {
	/** Path of the request field below its object, e.g. `aps.sound`. */
	api: string;
	property: INodeProperties;
	/** Turns the form's value into the request's. Throws FieldError. */
	read?(value: unknown, field: string): unknown;
}

/** A collection from which the user adds the fields that are wanted. */
export function collectionOf(
	displayName: string,
	name: string,
	fields: ApiField[],
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: fields
			.map(({ property }) => property)
			.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		...more,
	};
}

/**
 * The request fields of a collection. Only what the user added is sent, with the form's default
 * where nothing was changed; an empty text is left out.
 *
 * @throws FieldError
 */
export function readApiFields(collection: unknown, fields: readonly ApiField[]): JsonObject {
	const result: JsonObject = {};
	if (!isObject(collection)) return result;
	for (const { api, property, read = byType(property) } of fields) {
		const value = collection[property.name];
		if (value === undefined || value === null || value === '') continue;
		const sent = read(value, property.displayName);
		if (sent !== undefined) setPath(result, api.split('.'), sent);
	}
	return result;
}

/** A switch that the API takes as 1 or 0. */
export function flag(value: unknown): number {
	return value === true || value === 'true' || value === 1 ? 1 : 0;
}

/**
 * A whole number.
 *
 * @throws FieldError when it is none or outside the range
 */
export function integer(min = -Infinity, max = Infinity) {
	return (value: unknown, field: string): number => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (
			typeof number !== 'number' ||
			!Number.isSafeInteger(number) ||
			number < min ||
			number > max
		) {
			throw new FieldError(field, `is ${quoted(value)}`, rangeHint(min, max));
		}
		return number;
	};
}

/**
 * Text without white space at its ends.
 *
 * @param maxBytes the most that the API takes, in bytes of UTF-8
 * @throws FieldError when it is an object or too long
 */
export function text(maxBytes = Infinity) {
	return (value: unknown, field: string): string => {
		const words = readTrimmed(value, field);
		const bytes = byteLength(words);
		if (bytes > maxBytes) {
			throw new FieldError(
				field,
				`is ${bytes} bytes long`,
				`Shorten it to at most ${maxBytes} bytes`,
			);
		}
		return words;
	};
}

/**
 * An http or https address.
 *
 * @throws FieldError when it is none
 */
export function webAddress(value: unknown, field: string): string {
	const address = readTrimmed(value, field);
	if (!/^https?:\/\/[^\s]+$/i.test(address)) {
		throw new FieldError(
			field,
			`is ${quoted(address)}`,
			'Enter an address that starts with https:// or http://',
		);
	}
	return address;
}

/** Length of a text in bytes of UTF-8. */
export function byteLength(words: string): number {
	return Buffer.byteLength(words, 'utf8');
}

function rangeHint(min: number, max: number): string {
	if (min === -Infinity && max === Infinity) return 'Enter a whole number';
	if (max === Infinity) return `Enter a whole number from ${min} up`;
	return `Enter a whole number from ${min} to ${max}`;
}

function byType({ type }: INodeProperties): (value: unknown, field: string) => unknown {
	switch (type) {
		case 'string':
			return text();
		case 'number':
			return integer();
		case 'boolean':
			return (value) => value === true || value === 'true';
		default:
			return (value) => value;
	}
}

function setPath(target: JsonObject, path: string[], value: unknown): void {
	const [name, ...rest] = path;
	if (rest.length === 0) {
		target[name] = value;
		return;
	}
	const below = isObject(target[name]) ? target[name] : {};
	target[name] = below;
	setPath(below, rest, value);
}
