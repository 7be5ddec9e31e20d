/** A number of a JSON text, digit by digit: IDs may be longer than a JavaScript number can hold. */
export class JsonNumber {
	readonly source: string;

	constructor(source: string) {
		this.source = source;
	}

	get isInteger(): boolean {
		return /^-?\d+$/.test(this.source);
	}
}

type Reviver = (key: string, value: unknown, context: { source: string }) => unknown;

/** Parses JSON with every number as a `JsonNumber`. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
	const reviver: Reviver = (_key, value, { source }) =>
		typeof value === 'number' ? new JsonNumber(source) : value;
	return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

/** Writes what `parseJson` read, with the digits of its numbers. */
export function writeJson(value: unknown, indent?: string): string {
	const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
	return JSON.stringify(
		value,
		(_key, one: unknown) => (one instanceof JsonNumber ? rawJSON(one.source) : one),
		indent,
	);
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof JsonNumber)
	);
}
