/** A path below an item's JSON, e.g. `['user', 'tokens', 0]`. */
export type Path = Array<string | number>;

const REFERENCE =
	/^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"\\\n]*"\]|\['[^'\\\n]*'\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\["([^"\\\n]*)"\]|\['([^'\\\n]*)'\]/g;

/**
 * Reads an expression that only names a value of the item, as dragging a column into a field
 * makes it: `={{ $json.token }}`, `={{ $json["device token"] }}`, `={{ $json.user.tokens[0] }}`.
 *
 * @returns undefined when the text is anything else
 */
export function parseReference(expression: string): Path | undefined {
	const path = REFERENCE.exec(expression)?.[1];
	if (path === undefined) return undefined;
	return [...path.matchAll(STEP)].map(([, name, index, double, single]) =>
		index !== undefined ? Number(index) : (name ?? double ?? single),
	);
}

/** Marks what only n8n's engine can tell. */
export const ASK_ENGINE = Symbol('ask n8n');

/**
 * The value at a path. Only own properties of plain objects and arrays are followed, and only
 * scalars and lists of them returned; for everything else n8n's engine has to be asked, so that the result is
 * always the engine's.
 */
export function resolveReference(json: unknown, path: Path): unknown {
	let value: unknown = json;
	for (const step of path) {
		if (typeof value !== 'object' || value === null) return ASK_ENGINE;
		if (typeof step === 'number' ? !Array.isArray(value) : Array.isArray(value)) return ASK_ENGINE;
		if (step in Object.prototype || !Object.prototype.hasOwnProperty.call(value, step)) {
			return ASK_ENGINE;
		}
		value = (value as Record<string | number, unknown>)[step];
	}
	if (isScalar(value)) return value;
	return Array.isArray(value) && value.every(isScalar) ? value : ASK_ENGINE;
}

function isScalar(value: unknown): boolean {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
