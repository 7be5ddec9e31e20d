import { parseLossless } from './losslessJson';

/** Text or number of an API's response as text; empty for everything else. */
export function responseText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Number of an API's response, which may be text; `otherwise` for everything that is none. */
export function responseNumber(value: unknown, otherwise = 0): number {
	const words = responseText(value);
	return words === '' || Number.isNaN(Number(words)) ? otherwise : Number(words);
}

/** A code as text; undefined for what is no integer. */
export function codeOf(value: unknown): string | undefined {
	const words = responseText(value).trim();
	return /^-?\d{1,15}$/.test(words) ? String(Number(words)) : undefined;
}

/** A name as names are compared: `push_id`, `pushId` and `PushID` are the same. */
function keyOf(name: string): string {
	return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** The values that an object has under names, in the order of the names, however they are spelled. */
export function valuesUnder(value: unknown, names: readonly string[]): unknown[] {
	const fields = Object.entries(isRecord(value) ? value : {}).map(
		([name, own]) => [keyOf(name), own] as const,
	);
	return [...new Set(names.map(keyOf))].flatMap((key) =>
		fields.filter(([name]) => name === key).map(([, own]) => own),
	);
}

/** A value of a response, or what it is the JSON text of. */
export function unwrapped(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return parseLossless(value);
	} catch {
		return value;
	}
}

/**
 * The entries of a list in a response, which may be nested, JSON text, a single object, or text with
 * commas. Nothing (null, empty, false, 0) is an empty list.
 */
export function entriesOf(value: unknown): unknown[] {
	const list = unwrapped(value);
	if (isNothing(list) || list === false || list === 0) return [];
	if (Array.isArray(list)) {
		return list
			.map(unwrapped)
			.flatMap((entry) => (Array.isArray(entry) ? entriesOf(entry) : [entry]));
	}
	if (isRecord(list)) return Object.keys(list).length > 0 ? [list] : [];
	if (typeof list !== 'string') return [list];
	return list === 'null' ? [] : list.split(/[\s,;]+/).filter((word) => word !== '');
}

/** What an API's response says in all endpoints. */
export interface Envelope {
	/** The code as text; undefined when there is none, or none that can be relied on. */
	code: string | undefined;
	/** The API's own words; empty when there are none. */
	message: string;
	/** Values that contradict each other, so that none of them counts. */
	contradiction?: string[];
	/** The ID of what was accepted; empty when there is none. */
	id: string;
}

/** Where a product's responses hold code, message and status. Names count in every spelling. */
export interface EnvelopeFields {
	/** Names of the code. */
	code: readonly string[];
	/** Names of the message; the first that holds text counts. */
	message: readonly string[];
	/** A field that repeats in words whether the code is 0; any other word contradicts every code. */
	status?: {
		name: string;
		success: readonly string[];
		failure: readonly string[];
		/** Next to code 0 and a list of those who are refused. */
		partial: readonly string[];
	};
	/** Names of the ID that only what was accepted has. */
	id: readonly string[];
	/** Names of the list of recipients who are refused though the code is 0. */
	refused: readonly string[];
	/** Further names that decide on an outcome, so that an object must not have one of them twice. */
	decisive: readonly string[];
}

/** How deep values lie at which codes and IDs are still looked for. */
const DEEPEST = 12;

/**
 * Reads code and message of a response, however their names are spelled. A response is a success
 * when its code is 0, never because of its text. Codes that are no integers, that differ from each
 * other, from those in objects below or from the status, or that are given twice under one name,
 * say nothing. Source: docs/api/tpns.md 1.18 I5, I6.
 *
 * @param repeated names that an object of the JSON text gives more than once
 */
export function readEnvelope(
	body: Record<string, unknown>,
	fields: EnvelopeFields,
	repeated: readonly string[] = [],
): Envelope {
	const own = valuesUnder(body, fields.code).filter((value) => !isNothing(value));
	const said = own.length > 0 ? [...own, ...codesBelow(body, fields)] : own;
	const codes = [...new Set(said.map(codeOf))];
	const words = valuesUnder(body, fields.message).find(
		(value) => typeof value === 'string' && value !== '',
	);
	const envelope = {
		code: codes[0],
		message: typeof words === 'string' ? words : '',
		id: codes[0] === '0' ? '' : (idIn(body, fields.id.flatMap(spellings)) ?? ''),
	};

	const status = valuesUnder(body, fields.status ? [fields.status.name] : []).filter(
		(value) => !isNothing(value),
	);
	const isContrary = codes.length > 0 && status.some((word) => !agrees(word, codes, body, fields));
	const { code, refused, decisive } = fields;
	const once = [...code, ...refused, ...decisive, fields.status?.name ?? ''].map(keyOf);
	const isRepeated = repeated.some((name) => once.includes(keyOf(name)));
	if (codes.length <= 1 && !isContrary && !isRepeated) return envelope;
	return { ...envelope, code: undefined, contradiction: [...said, ...status].map(shown) };
}

/** Whether a word says the same as the codes. */
function agrees(
	status: unknown,
	codes: Array<string | undefined>,
	body: Record<string, unknown>,
	{ status: known, refused }: EnvelopeFields,
): boolean {
	const word = typeof status === 'string' ? status.trim().toUpperCase() : '';
	const isZero = codes.every((code) => code === '0');
	if (known?.success.includes(word)) return isZero;
	if (known?.partial.includes(word)) {
		return isZero && valuesUnder(body, refused).some((list) => entriesOf(list).length > 0);
	}
	return known?.failure.includes(word) === true && !codes.includes('0');
}

/** Codes of objects in a response, apart from those of single recipients. */
function codesBelow(value: unknown, fields: EnvelopeFields, depth = 0): unknown[] {
	if (!isRecord(value) || depth > DEEPEST) return [];
	const skipped = fields.refused.map(keyOf);
	return Object.entries(value)
		.filter(([name]) => !skipped.includes(keyOf(name)))
		.map(([, below]) => unwrapped(below))
		.flatMap((below) => [
			...valuesUnder(below, fields.code).filter((code) => !isNothing(code)),
			...codesBelow(below, fields, depth + 1),
		]);
}

/** The first ID under one of the keys, at any depth. */
function idIn(value: unknown, keys: readonly string[], depth = 0): string | undefined {
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
	for (const [name, wrapped] of Object.entries(value)) {
		const below = unwrapped(wrapped);
		const found = keys.includes(keyOf(name)) ? scalarIn(below) : idIn(below, keys, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

function spellings(name: string): string[] {
	return ['', 's', 'list'].map((end) => keyOf(name) + end);
}

/** The first text or number in a value that is not empty or zero. */
function scalarIn(value: unknown, depth = 0): string | undefined {
	if (typeof value !== 'object' || value === null || depth > DEEPEST) {
		const text = responseText(value).trim();
		return /^0*$/.test(text) ? undefined : text;
	}
	for (const below of Object.values(value)) {
		const found = scalarIn(below, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

function shown(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
