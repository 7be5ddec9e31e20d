/**
 * A JSON text, with every integer that a double cannot hold turned into text. Push IDs have up to
 * 19 digits (docs/api/tpns.md 0.5), and `JSON.parse` would round them.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseLossless(text: string): unknown {
	return JSON.parse(quoteLongIntegers(text));
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function quoteLongIntegers(text: string): string {
	if (!/\d{16}/.test(text)) return text;
	return text.replace(STRING_OR_NUMBER, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
