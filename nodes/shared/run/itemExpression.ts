/** A path below an item's JSON, e.g. `['user', 'tokens', 0]`. */
export type Path = Array<string | number>;

const REFERENCES =
	/\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"\\\n{}]*"\]|\['[^'\\\n{}]*'\])+)\s*\}\}/g;
const STEP = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\["([^"\\\n]*)"\]|\['([^'\\\n]*)'\]/g;

/** Text and references of an expression, in turn. Starts and ends with text, which may be empty. */
export type Template = Array<string | Path>;

/**
 * Reads an expression that only names values of the item, as dragging columns into a field makes
 * it: `={{ $json.token }}`, `={{ $json["device token"] }}`, `=Hello {{ $json.user.names[0] }}!`.
 *
 * @returns undefined when the text is anything else, or names what every object has
 */
export function parseTemplate(expression: string): Template | undefined {
	if (!expression.startsWith('=')) return undefined;
	const template: Template = [];
	let end = 1;
	for (const reference of expression.matchAll(REFERENCES)) {
		template.push(expression.slice(end, reference.index), stepsOf(reference[1]));
		end = reference.index + reference[0].length;
	}
	template.push(expression.slice(end));
	return template.every(isPlain) ? template : undefined;
}

/** Whether n8n sees text in a text, and nothing but the item's own values in a path. */
function isPlain(part: string | Path): boolean {
	if (typeof part === 'string') return !/[{}\\]|constructor/.test(part);
	return part.every((step) => !(step in Object.prototype));
}

function stepsOf(path: string): Path {
	return [...path.matchAll(STEP)].map(([, name, index, double, single]) =>
		index !== undefined ? Number(index) : (name ?? double ?? single),
	);
}

/** Marks what only n8n's engine can tell. */
export const NEEDS_ENGINE = Symbol('ask n8n');

/**
 * What an expression gives for an item: the value itself where there is nothing but a reference,
 * and text otherwise.
 *
 * @returns NEEDS_ENGINE when only n8n's engine can tell
 */
export function resolveTemplate(json: unknown, template: Template): unknown {
	const [before, path, after] = template;
	if (template.length === 3 && before === '' && after === '') {
		return resolvePath(json, path as Path);
	}
	let text = '';
	for (const part of template) {
		const value = typeof part === 'string' ? part : resolvePath(json, part);
		if (typeof value !== 'string' && typeof value !== 'number') return NEEDS_ENGINE;
		text += value;
	}
	return text;
}

/**
 * The value at a path. Only own properties of plain objects and arrays are followed, and only
 * scalars and lists of them returned; for everything else n8n's engine has to be asked, so that the result is
 * always the engine's.
 */
function resolvePath(json: unknown, path: Path): unknown {
	let value: unknown = json;
	for (const step of path) {
		if (typeof value !== 'object' || value === null) return NEEDS_ENGINE;
		if (typeof step === 'number' ? !Array.isArray(value) : Array.isArray(value))
			return NEEDS_ENGINE;
		if (!Object.prototype.hasOwnProperty.call(value, step)) return NEEDS_ENGINE;
		value = (value as Record<string | number, unknown>)[step];
	}
	if (isScalar(value)) return value;
	return Array.isArray(value) && value.every(isScalar) ? value : NEEDS_ENGINE;
}

function isScalar(value: unknown): boolean {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
