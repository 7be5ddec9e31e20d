import {
	type DocumentedEndpoint,
	type Field,
	isList,
	type Product,
} from '../emulator/reference.mts';
import { isRecord, JsonNumber, parseJson } from './losslessJson.mts';

/** Where an answer differs from docs/api/. */
export interface Finding {
	/** `more` than documented, `different` from it, or `missing`: documented, and not there. */
	kind: 'more' | 'different' | 'missing';
	/** Path in the answer, e.g. `pushRecordData[].pushId`; empty for the answer as a whole. */
	at: string;
	/** E.g. `text instead of integer`. Holds no value of the answer but codes and words of lists. */
	says: string;
}

export interface Comparison {
	/** Fields that are as documented. */
	asDocumented: number;
	findings: Finding[];
	/** The code of the answer, or undefined when it has none. */
	code?: number;
}

export interface Answer {
	status: number;
	text: string;
}

const pushServiceEnvelope: Field[] = [
	{ name: 'ActionStatus', type: 'string', required: 'resp', values: ['OK', 'FAIL', 'SomeError'] },
	{ name: 'ErrorCode', type: 'integer', required: 'resp' },
	{ name: 'ErrorInfo', type: 'string', required: 'resp' },
];

const codeFields = ['ret_code', 'retCode', 'ErrorCode'];
// An answer that failed in part still has the fields of a success (docs/api/tpns.md I27).
const partialFailures = [1008026, 1008027];

/**
 * Compares an answer with the documentation: HTTP status, envelope, code, and the name, type and list
 * value of each field. An answer with another code than 0 has to have the envelope only.
 */
export function compareAnswer(
	{ status, text }: Answer,
	endpoint: DocumentedEndpoint,
	product: Product,
	codes: ReadonlySet<number>,
): Comparison {
	const comparison: Comparison = { asDocumented: 0, findings: [] };
	const note = (kind: Finding['kind'], at: string, says: string) =>
		void comparison.findings.push({ kind, at, says });

	if (status !== 200) note('different', '', `HTTP status ${status} instead of 200`);
	const answer = tryParse(text);
	if (!isRecord(answer)) {
		note('different', '', `${nameOf(answer)} instead of a JSON object`);
		return comparison;
	}
	comparison.code = codeOf(answer);
	if (comparison.code !== undefined && !codes.has(comparison.code)) {
		note('different', '', `code ${comparison.code}, which is not documented`);
	}

	const envelope = product === 'push-service' ? pushServiceEnvelope : [];
	const isComplete = comparison.code === 0;
	const fields = [...envelope, ...endpoint.response].map((field) =>
		isComplete || isEnvelope(field) ? field : { ...field, required: 'cond' },
	);
	if (comparison.code === undefined && !fields.some(({ name }) => codeFields.includes(name))) {
		note('different', '', 'no code');
	}
	const isOpen = partialFailures.includes(comparison.code ?? 0) || isComplete;
	walk(fields, answer, '', { note, matched: () => comparison.asDocumented++, isOpen });
	return comparison;
}

/** The code of an answer's envelope; undefined when there is none. */
export function codeOf(answer: Record<string, unknown>): number | undefined {
	for (const name of codeFields) {
		const value = answer[name];
		if (value instanceof JsonNumber) return Number(value.source);
		if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
	}
	return undefined;
}

interface Walk {
	note(kind: Finding['kind'], at: string, says: string): void;
	matched(): void;
	/** Whether fields may be absent below objects that are there. */
	isOpen: boolean;
}

function walk(
	fields: readonly Field[],
	value: Record<string, unknown>,
	above: string,
	on: Walk,
): void {
	for (const field of fields) {
		const at = `${above}${field.name}`;
		if (!Object.hasOwn(value, field.name)) {
			if (field.required === 'resp') on.note('missing', at, `${field.type} is not there`);
			continue;
		}
		check(field, value[field.name], at, on);
	}
	const known = new Set(fields.map(({ name }) => name));
	for (const [name, more] of Object.entries(value)) {
		if (known.has(name)) continue;
		const at = isFieldName(name) ? `${above}${name}` : `${above}…`;
		on.note('more', at, `${nameOf(more)} that is not documented`);
	}
}

function check(field: Field, value: unknown, at: string, on: Walk): void {
	if (!typesOf(field).some((type) => hasType(value, type))) {
		on.note('different', at, `${nameOf(value)} instead of ${typesOf(field).join(' or ')}`);
		return;
	}
	const plain = value instanceof JsonNumber ? Number(value.source) : value;
	const isListed = !field.values || field.open || field.values.includes(plain as string | number);
	if (!isListed) {
		on.note('different', at, `${describe(plain)}, which is not among the documented values`);
		return;
	}
	on.matched();
	if (!field.fields) return;
	const elements = Array.isArray(value) ? value : [value];
	// One finding for all elements of a list.
	const seen = new Set<string>();
	const note: Walk['note'] = (kind, where, says) => {
		const id = `${kind} ${where} ${says}`;
		if (!seen.has(id)) on.note(kind, where, says);
		seen.add(id);
	};
	for (const element of elements) {
		const below = `${at}${isList(field) ? '[]' : ''}.`;
		if (isRecord(element)) walk(field.fields, element, below, { ...on, note });
		else if (element !== null) note('different', at, `${nameOf(element)} instead of object`);
	}
}

/** The types of a field as the tables write them: `string(table)|integer(sample)` has two. */
function typesOf({ type }: Field): string[] {
	return type.split('|').map((one) => one.replace(/\(.*\)/, '').trim());
}

function hasType(value: unknown, type: string): boolean {
	if (type.endsWith('[]')) {
		return Array.isArray(value) && value.every((one) => hasType(one, type.slice(0, -2)));
	}
	switch (type) {
		case 'string':
			return typeof value === 'string';
		case 'integer':
		case 'uint32':
			return value instanceof JsonNumber && value.isInteger;
		case 'number':
			return value instanceof JsonNumber;
		case 'boolean':
			return typeof value === 'boolean';
		case 'array':
			return Array.isArray(value);
		case 'object':
		case 'map':
			return isRecord(value);
		case 'null':
			return value === null;
		default:
			throw new Error(`docs/api has the type ${type}, which the live check does not know`);
	}
}

function nameOf(value: unknown): string {
	if (value === undefined) return 'no JSON';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (value instanceof JsonNumber) return value.isInteger ? 'integer' : 'number';
	return { string: 'text', boolean: 'boolean' }[typeof value as string] ?? 'object';
}

/** A value of a list as it may be shown: a word or a small number, never a text of the user's. */
function describe(value: unknown): string {
	if (typeof value === 'number' && Math.abs(value) < 1000) return String(value);
	if (typeof value === 'string' && /^[A-Za-z_]{1,32}$/.test(value)) return `"${value}"`;
	return 'a value';
}

/** Whether a name looks like one that an API gives, not like data of the user's. */
export function isFieldName(name: string): boolean {
	return /^[A-Za-z][A-Za-z_]{0,39}$/.test(name);
}

function isEnvelope({ name }: Field): boolean {
	return [...codeFields, 'err_msg', 'errMsg', 'ActionStatus', 'ErrorInfo'].includes(name);
}

function tryParse(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}
