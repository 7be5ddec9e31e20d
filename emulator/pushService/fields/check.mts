import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import { compiled } from '../../validation.mts';
import { type ErrorCode, Refusal } from '../errors.mts';

/** The code for a bad field, by the field's dotted path without array positions. */
export type FieldCodes = Record<string, ErrorCode>;

export interface FieldCheck {
	/** Throws a `Refusal` that names the first bad field; it has the code of the nearest path. */
	check(body: unknown): void;
	/** Paths of fields that the documented API does not know, e.g. `OfflinePushInfo.Colour`. */
	unknownFields(body: unknown): string[];
}

export interface FieldCheckOptions {
	codes?: FieldCodes;
	otherwise?: ErrorCode;
	/** The field that the checked value stands in, for messages. */
	within?: string;
}

/**
 * Makes the check of an endpoint's body, compiled when the first body arrives. A bad field is
 * refused with the code that `codes` has for it or for the nearest field around it, else with
 * `otherwise`.
 */
export function compileFieldCheck(
	schema: TSchema,
	{ codes = {}, otherwise = 90001, within = '' }: FieldCheckOptions = {},
): FieldCheck {
	return {
		check(body) {
			const validator = compiled(schema);
			if (validator.Check(body)) return;
			const mistake = describeMistake(validator.Errors(body)[0], within);
			throw new Refusal(nearestCode(mistake.path, codes) ?? otherwise, mistake.text);
		},
		unknownFields: (body) => unknownFields(schema, body, within),
	};
}

type Mistake = ReturnType<Validator['Errors']>[number];

function describeMistake(
	{ instancePath, keyword, message, params }: Mistake,
	within: string,
): { path: string; text: string } {
	const path = `${within}${instancePath}`.replaceAll('/', '.').replace(/^\./, '');
	if (keyword === 'required') {
		const [missing] = (params as { requiredProperties: string[] }).requiredProperties;
		const missingPath = path ? `${path}.${missing}` : missing;
		return { path: missingPath, text: `Invalid format of ${missingPath}: it is missing` };
	}
	const reason =
		keyword === 'enum'
			? `must be one of ${JSON.stringify((params as { allowedValues: unknown[] }).allowedValues)}`
			: message;
	return { path, text: `Invalid format of ${path || 'the request'}: ${reason}` };
}

function nearestCode(path: string, codes: FieldCodes): ErrorCode | undefined {
	const names = path.split('.').filter((name) => !/^\d+$/.test(name));
	for (let length = names.length; length > 0; length--) {
		const code = codes[names.slice(0, length).join('.')];
		if (code !== undefined) return code;
	}
	return undefined;
}

interface SchemaNode {
	properties?: Record<string, SchemaNode>;
	items?: SchemaNode;
}

function unknownFields(schema: SchemaNode, value: unknown, path: string): string[] {
	if (Array.isArray(value)) {
		const { items } = schema;
		if (!items) return [];
		return [...new Set(value.flatMap((item) => unknownFields(items, item, `${path}[]`)))];
	}
	if (typeof value !== 'object' || value === null || !schema.properties) return [];
	const { properties } = schema;
	return Object.entries(value).flatMap(([name, inner]) => {
		const innerPath = path ? `${path}.${name}` : name;
		const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
		return known ? unknownFields(known, inner, innerPath) : [innerPath];
	});
}
