import type { INodeProperties } from 'n8n-workflow';
import { checkChosen, isNothing, readByType, readTruth, readWholeNumber } from './byType';
import type { Field, FieldContext, Fields, Parameters, Reader, ValuesOf } from './field';
import { propertiesOf, valuesReader } from './field';
import { FieldError } from './fieldError';
import type { JsonObject } from './json';
import { isObject } from './json';
import { checkNames } from './names';
import { quoted, readTrimmed } from './text';

/** An option of a collection and the request field that it fills. */
export interface ApiField {
	/** Path of the request field below its object, e.g. `aps.sound`. */
	api: string;
	property: INodeProperties;
	/** Turns the form's value into the request's, where the type does not say enough. */
	read?: Reader<unknown>;
	/** Set where the request means more recipients without the field: once added, it must not be empty. */
	narrows?: true;
}

type More = Partial<
	Pick<INodeProperties, 'default' | 'description' | 'placeholder' | 'displayOptions' | 'hint'>
>;

/** Puts options of a list into the order of their names, as n8n wants them from five up. */
export function byName<O extends { name: string }>(options: readonly O[]): O[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The same for the options of a collection. */
export function byDisplayName(options: readonly INodeProperties[]): INodeProperties[] {
	return [...options].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/**
 * A collection: the user adds the fields that are wanted.
 *
 * @returns a field whose values are undefined for what was not added
 */
export function collection<F extends Fields>(
	displayName: string,
	name: string,
	fields: F,
	more: More = {},
): Field<Partial<ValuesOf<F>>> {
	return collectionField(displayName, name, propertiesOf(fields), more, addedReader(fields));
}

/** Reads those of the fields that the user added to a collection. */
export function addedReader<F extends Fields>(
	fields: F,
): (added: Parameters, context: FieldContext) => Partial<ValuesOf<F>> {
	const valuesOf = valuesReader(fields);
	return (added, context) => {
		const values = valuesOf(added, context);
		return Object.fromEntries(
			Object.entries(fields)
				.filter(([, { properties }]) => properties.some((property) => property.name in added))
				.map(([key]) => [key, values[key]]),
		) as Partial<ValuesOf<F>>;
	};
}

/** Options that fill an object of the request, as one of several parts of a collection. */
export function apiFields(fields: readonly ApiField[]): Field<JsonObject> {
	return {
		properties: fields.map(({ property }) => property),
		read: (added, context) => readApiFields(added, fields, context),
	};
}

/** A collection whose fields fill an object of the request. */
export function apiCollection(
	displayName: string,
	name: string,
	fields: readonly ApiField[],
	more: More = {},
): Field<JsonObject> {
	const { properties, read } = apiFields(fields);
	return collectionField(displayName, name, properties, more, read);
}

/**
 * A collection with a reader of its own.
 *
 * @param read gets what the user added
 */
export function collectionField<Value>(
	displayName: string,
	name: string,
	options: readonly INodeProperties[],
	more: More,
	read: (added: JsonObject, context: FieldContext) => Value,
): Field<Value> {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: byDisplayName(options),
		...more,
	};
	return {
		properties: [property],
		read(parameters, context) {
			const added = addedTo(parameters[name], displayName);
			checkNames(
				added,
				options.map((option) => option.name),
				displayName,
			);
			return read(added, context);
		},
	};
}

/**
 * What the user added to a collection.
 *
 * @throws FieldError when an expression made it something else
 */
export function addedTo(value: unknown, field: string): JsonObject {
	if (value === undefined || value === null || value === '') return {};
	if (isObject(value)) return value;
	throw new FieldError(field, `is ${quoted(value)}`, 'Give an object with the fields to set');
}

/**
 * The request fields of a collection. Only what the user added is sent, with the form's default
 * where nothing was changed; an empty text or list is left out.
 *
 * @throws FieldError
 */
export function readApiFields(
	added: Parameters,
	fields: readonly ApiField[],
	context: FieldContext,
): JsonObject {
	const result: JsonObject = {};
	for (const { api, property, read, narrows } of fields) {
		if (!(property.name in added)) continue;
		const value = added[property.name];
		checkChosen(property, value);
		if (narrows && isNothing(value)) {
			throw new FieldError(property.displayName, 'is empty', 'Enter it, or remove the option');
		}
		if (value === undefined || value === null || value === '') continue;
		const sent = read ? read(value, property.displayName, context) : readByType(property, value);
		if (!isEmpty(sent)) setPath(result, api.split('.'), sent);
	}
	return result;
}

/** A switch that the API takes as 1 or 0. */
export function flag(value: unknown, field: string): number {
	return readTruth(value, field) ? 1 : 0;
}

/** A whole number in a range. Throws FieldError. */
export function integer(min?: number, max?: number): Reader<number> {
	return (value, field) => readWholeNumber(value, field, min, max);
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

/** An http or https address. Throws FieldError when it is none. */
export const webAddress = address(/^https?:\/\/\S+$/i, 'https:// or http://');

/** An https address. Throws FieldError when it is none. */
export const secureAddress = address(/^https:\/\/\S+$/i, 'https://');

function address(pattern: RegExp, start: string): Reader<string> {
	return (value, field) => {
		const entered = readTrimmed(value, field);
		if (pattern.test(entered)) return entered;
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			`Enter an address that starts with ${start}`,
		);
	};
}

/** Length of a text in bytes of UTF-8. */
export function byteLength(words: string): number {
	return Buffer.byteLength(words, 'utf8');
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
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
