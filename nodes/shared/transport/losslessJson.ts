/**
 * A JSON text, with every integer that a double cannot hold turned into text. Push IDs have up to
 * 19 digits (docs/api/tpns.md 0.5), and `JSON.parse` would round them.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseLossless(text: string): unknown {
	return JSON.parse(/\d{16}/.test(text) ? replaceNumbers(text, quoteIfLong) : text);
}

/**
 * Names that an object of a JSON text gives more than once, at any depth. `JSON.parse` keeps the
 * last value of them without a word.
 *
 * @param json valid JSON
 */
export function repeatedNames(json: string): string[] {
	const open: Array<Set<string>> = [];
	const repeated: string[] = [];
	for (let at = 0; at < json.length; at++) {
		const sign = json[at];
		if (sign === '{' || sign === '[') open.push(new Set());
		else if (sign === '}' || sign === ']') open.pop();
		else if (sign === '"') {
			const end = closingQuote(json, at);
			COLON.lastIndex = end + 1;
			if (COLON.test(json)) {
				const written = json.slice(at, end + 1);
				const name = written.includes('\\')
					? (JSON.parse(written) as string)
					: written.slice(1, -1);
				const names = open[open.length - 1];
				if (names.has(name)) repeated.push(name);
				names.add(name);
			}
			at = end;
		}
	}
	return repeated;
}

const COLON = /\s*:/y;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON text with its numbers replaced; what stands in strings stays. */
export function replaceNumbers(text: string, replace: (number: string) => string): string {
	let result = '';
	let end = 0;
	// By hand, because a regular expression for strings gives up on one of 10 MB.
	while (end < text.length) {
		const opening = indexOrEnd(text, end);
		const next = closingQuote(text, opening) + 1;
		result += text.slice(end, opening).replace(NUMBER, replace) + text.slice(opening, next);
		end = next;
	}
	return result;
}

function quoteIfLong(number: string): string {
	return /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))
		? `"${number}"`
		: number;
}

/** Where the string that starts at a quotation mark ends. */
function closingQuote(text: string, opening: number): number {
	let at = opening;
	do at = indexOrEnd(text, at + 1);
	while (isEscaped(text, at));
	return at;
}

/** The next quotation mark, or where the text ends. */
function indexOrEnd(text: string, start: number): number {
	const found = text.indexOf('"', start);
	return found < 0 ? text.length : found;
}

function isEscaped(text: string, at: number): boolean {
	let start = at;
	while (text[start - 1] === '\\') start--;
	return at < text.length && (at - start) % 2 === 1;
}
