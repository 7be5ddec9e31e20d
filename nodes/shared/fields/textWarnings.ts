import { quotedField } from './fieldError';

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
		`${quotedField(field)} contains "${braces}", which recipients would see: switch the field to Expression to fill in a value${otherWay}`,
	];
}

/** What looks wrong in a text that an expression made. `field` is its label. */
export function textWarnings(field: string, text: string): string[] {
	const object = OBJECT.exec(text)?.[0];
	if (object !== undefined) {
		return [
			`${quotedField(field)} contains "${object}": an expression gave an object instead of text`,
		];
	}
	return EMPTY_PLACE.test(text)
		? [`${quotedField(field)} seems to lack a value: check its expression`]
		: [];
}

/**
 * What looks wrong in a message, with a remark on any of its texts, at every depth, that JavaScript
 * made of an object.
 *
 * @param known remarks on the message's own texts
 */
export function withObjectWarning(message: unknown, known: string[]): string[] {
	const found = known.some((warning) => OBJECT.test(warning)) ? undefined : objectIn(message);
	if (found === undefined) return known;
	return [
		...known,
		`The message contains "${found}": an expression gave an object instead of text`,
	];
}

function objectIn(message: unknown): string | undefined {
	const values = [message];
	// It goes on to what is added while it runs.
	for (const value of values) {
		const found = typeof value === 'string' ? OBJECT.exec(value)?.[0] : undefined;
		if (found !== undefined) return found;
		if (typeof value !== 'object' || value === null) continue;
		for (const each of Object.values(value)) values.push(each);
	}
	return undefined;
}
