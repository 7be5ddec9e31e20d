/** What JavaScript makes of an object that is put into a text. */
const OBJECT = /\[object \w+\]/;

/**
 * Where a template put nothing: white space before a mark that ends a sentence, two spaces between
 * words, or a mark at the start.
 */
const EMPTY_PLACE = /[^\s] (?:[!?.,](?=\s|$)|[，。！？])|[^\s] {2}(?=\S)|^\s*[,，!！?？]/u;

/**
 * Braces of a placeholder that nobody fills in: n8n does so in expressions only. `field` is the
 * text's label.
 *
 * @param otherWay how else they can be filled in
 */
export function placeholderWarnings(field: string, text: string, otherWay = ''): string[] {
	const braces = /\{\{|\}\}/.exec(text)?.[0];
	if (braces === undefined) return [];
	return [
		`${field} contains "${braces}", which recipients would see: switch the field to Expression to fill in a value${otherWay}`,
	];
}

/** What looks wrong in a text that an expression made. `field` is its label. */
export function textWarnings(field: string, text: string): string[] {
	const object = OBJECT.exec(text)?.[0];
	if (object !== undefined) {
		return [`${field} contains "${object}": an expression gave an object instead of text`];
	}
	return EMPTY_PLACE.test(text)
		? [`${field} may have an empty place, as a template leaves it when a value is missing`]
		: [];
}
