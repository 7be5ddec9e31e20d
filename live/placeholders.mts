import type { Field } from '../emulator/reference.mts';
import { isFieldName } from './compare.mts';
import { isRecord, JsonNumber, parseJson, writeJson } from './losslessJson.mts';

// Codes say what went wrong and are nobody's secret.
const codeNames = new Set(['ret_code', 'retCode', 'ErrorCode', 'ErrCode']);
const dates: Array<[shape: RegExp, placeholder: string]> = [
	[/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, '2024-05-16 10:00:00'],
	[/^\d{4}-\d{2}-\d{2}$/, '2024-05-16'],
];

/**
 * Puts placeholders of the same shape into the place of everything that may be somebody's: IDs,
 * tokens, texts, figures and times. Codes, words of documented lists, `true`, `false`, 0 and 1 stay.
 * The same value gets the same placeholder, different ones get different ones where their shape has
 * room for it.
 */
export class Placeholders {
	readonly #texts = new Map<string, string>();
	readonly #numbers = new Map<string, string>();
	readonly #taken = new Set<string>();

	/** What has been replaced so far. */
	get replaced(): string[] {
		return [...this.#texts.keys(), ...this.#numbers.keys()];
	}

	/** An answer or a request, with placeholders; `fields` is its documentation. */
	in(value: unknown, fields: readonly Field[] = []): unknown {
		return this.#value(value, { name: '', type: 'object', required: 'resp', fields: [...fields] });
	}

	/** A text with placeholders: in its JSON, or in its shape when it has none. */
	text(text: string, fields: readonly Field[] = []): string {
		const value = tryParse(text);
		return value === undefined ? this.#string(text) : writeJson(this.in(value, fields));
	}

	/** Without a field the names in objects are taken for the user's own. */
	#value(value: unknown, field: Field | undefined): unknown {
		if (Array.isArray(value)) return value.map((one) => this.#value(one, field));
		if (isRecord(value)) return this.#record(value, field);
		if (value instanceof JsonNumber) return this.#number(value, field);
		if (typeof value === 'string' && !field?.values?.includes(value)) return this.#string(value);
		return value;
	}

	#record(value: Record<string, unknown>, field: Field | undefined): Record<string, unknown> {
		const isOwn = field === undefined || field.type === 'map';
		const entries = Object.entries(value).map(([name, one]) => {
			const documented = field?.fields?.find((inner) => inner.name === name);
			// What the tables describe in words only, e.g. pushConfig, has names of the API.
			const inWords = !isOwn && !field.fields ? { ...field, values: undefined } : undefined;
			const keepsName = documented ?? (isOwn ? /^\d$/.test(name) : isFieldName(name));
			const inner = documented ?? codeField(name) ?? inWords;
			return [keepsName ? name : this.#string(name), this.#value(one, inner)];
		});
		return Object.fromEntries(entries) as Record<string, unknown>;
	}

	#number(value: JsonNumber, field: Field | undefined): JsonNumber {
		const { source } = value;
		const isPlain = source === '0' || source === '1' || codeNames.has(field?.name ?? '');
		if (isPlain || field?.values?.includes(Number(source))) return value;
		if (!value.isInteger) return new JsonNumber('0.5');
		// Same digits, and still a number: no zero at the front.
		return new JsonNumber(this.#replace(this.#numbers, source, source.replace(/\d/g, '1')));
	}

	#string(value: string): string {
		if (value === '') return '';
		for (const [shape, placeholder] of dates) if (shape.test(value)) return placeholder;
		const inner = /^\s*[[{]/.test(value) ? tryParse(value) : undefined;
		if (inner !== undefined) return writeJson(this.#value(inner, undefined));
		const shape = value
			.replace(/\p{Lu}/gu, 'A')
			.replace(/\p{Ll}/gu, 'a')
			.replace(/\p{N}/gu, '0')
			.replace(/(?![Aa])[\p{L}\p{M}]/gu, '字')
			.replace(/\p{Extended_Pictographic}/gu, (sign) => (sign === '0' ? sign : '★'));
		return this.#replace(this.#texts, value, shape);
	}

	#replace(known: Map<string, string>, value: string, shape: string): string {
		const before = known.get(value);
		if (before !== undefined) return before;
		let placeholder = shape;
		// A shape without room for more is used twice rather than made longer.
		for (let number = 1; this.#taken.has(placeholder) && number < 10_000; number++) {
			placeholder = withNumber(shape, number);
			if (placeholder === shape) break;
		}
		if (placeholder === value) placeholder = withNumber(shape, 1);
		known.set(value, placeholder);
		this.#taken.add(placeholder);
		return placeholder;
	}
}

const alphabets: Record<string, string> = {
	'0': '0123456789',
	'1': '123456789',
	A: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
	a: 'abcdefghijklmnopqrstuvwxyz',
	字: '字文言語詞句章篇',
	'★': '★☆',
};

/** A shape in which the letters and digits count up from the end. */
function withNumber(shape: string, number: number): string {
	const characters = [...shape];
	let rest = number;
	for (let at = characters.length - 1; at >= 0 && rest > 0; at--) {
		const alphabet = alphabets[characters[at]];
		if (!alphabet) continue;
		characters[at] = alphabet[rest % alphabet.length];
		rest = Math.floor(rest / alphabet.length);
	}
	return characters.join('');
}

function codeField(name: string): Field | undefined {
	return codeNames.has(name) ? { name, type: 'integer', required: 'cond' } : undefined;
}

function tryParse(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}
