import { FieldError } from '../../shared/fields/fieldError';
import type { Operator } from './types';
import { checkName, quoted } from '../../shared/fields/text';

/** A token of a tag expression. Positions count characters from 1. */
export type Token = { at: number } & (
	| { kind: 'open' | 'close' | 'not' | 'end' }
	| { kind: 'operator'; operator: Operator }
	| { kind: 'tag'; type: string; tag: string }
);

const FIELD = 'Tag Expression';
const NEXT =
	/\s*(?:(\()|(\))|([A-Za-z_]\w*)\.(?:"((?:[^"\\]|\\["\\])+)"|([^\s()"]+))|(AND|OR|NOT)(?![^\s()])|(\S[^\s()]*))/gi;

/**
 * Splits a tag expression into tokens. A tag is written `type.tag`; one with spaces, parentheses or
 * quotation marks stands in quotation marks, in which `\"` and `\\` are those characters.
 *
 * @throws FieldError that names the position
 */
export function tokenize(expression: string): Token[] {
	const tokens: Token[] = [];
	const text = expression.trimEnd();
	NEXT.lastIndex = 0;
	while (NEXT.lastIndex < text.length) {
		const match = NEXT.exec(text);
		if (!match) break;
		const [all, open, close, type, quoted, bare, keyword, other] = match;
		const at = match.index + (all.length - all.trimStart().length) + 1;
		if (open) tokens.push({ kind: 'open', at });
		else if (close) tokens.push({ kind: 'close', at });
		else if (type) {
			const tag = checkName(bare ?? unquoted(quoted), FIELD);
			tokens.push({ kind: 'tag', at, type, tag });
		} else if (keyword) tokens.push(keywordAt(keyword.toUpperCase(), at));
		else throw notAWord(other, at);
	}
	tokens.push({ kind: 'end', at: text.length + 1 });
	return tokens;
}

/** A tag as the expression writes it. */
export function writeTag(type: string, tag: string): string {
	const isPlain = /^[^\s()"]+$/.test(tag);
	return `${type}.${isPlain ? tag : `"${tag.replace(/["\\]/g, '\\$&')}"`}`;
}

/** An expression that cannot be used, with the place where it stops making sense. */
export function badExpression(what: string, at: number, fix: string): FieldError {
	return new FieldError(FIELD, `${what} (position ${at})`, fix);
}

function keywordAt(keyword: string, at: number): Token {
	return keyword === 'NOT'
		? { kind: 'not', at }
		: { kind: 'operator', operator: keyword as Operator, at };
}

function unquoted(quoted: string): string {
	return quoted.replace(/\\(["\\])/g, '$1');
}

function notAWord(text: string, at: number): FieldError {
	return badExpression(
		`has ${quoted(text)}, which is not a tag`,
		at,
		'Write a tag as type.tag, e.g. xg_user_define.vip, and one with spaces as xg_auto_deviceversion."Mi 9 SE"; join tags with AND, OR and NOT',
	);
}
