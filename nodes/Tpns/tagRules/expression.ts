import { badExpression, tokenize, writeTag } from './lexer';
import type { Token } from './lexer';
import type { Operator, TagItem, TagRule } from './types';
import { TAG_TYPES, tagItem, withFirstOperators } from './types';
import { quoted } from '../../shared/fields/text';

/** A tag, or a pair of parentheses, with the NOT before it and the operator before that. */
interface Term {
	at: number;
	operator: Operator;
	isNot: boolean;
	content: { type: string; tag: string } | Term[];
}

/** The API knows tags within an item, items within a rule, and rules. */
const TOO_DEEP =
	'TPNS allows two levels: tags of one type in parentheses, and these in outer parentheses. Expand the expression: A AND (B OR C) is A AND B OR A AND C';

/**
 * Compiles a tag expression in the manual's notation, such as
 * `(xg_auto_province.guangdong OR xg_auto_province.hunan) AND NOT xg_user_define.male`.
 * AND binds tighter than OR, in the expression as in the API, so that it maps one to one:
 * parentheses around tags of one type joined by one operator are an item, other parentheses a rule,
 * and an expression without the latter is a single rule. Source: docs/api/tpns.md 1.1, `tag_rules`.
 *
 * @throws FieldError that names the position, when it is no expression or nested too deeply
 */
export function parseTagExpression(expression: string): TagRule[] {
	const terms = lifted(new Parser(tokenize(expression)).all());
	if (terms.every(isItem)) return withFirstOperators([ruleOf('OR', false, terms)]);
	return withFirstOperators(
		terms.map((term) => {
			const { operator, isNot, content, at } = term;
			if (isItem(term)) return ruleOf(operator, false, [term]);
			const inside = unwrapped(content as Term[]);
			if (!inside.terms.every(isItem)) {
				throw badExpression('has parentheses that are nested too deeply', at, TOO_DEEP);
			}
			return ruleOf(operator, isNot !== inside.isNot, inside.terms);
		}),
	);
}

/** Writes rules as an expression that compiles to the same rules. */
export function writeTagExpression(rules: readonly TagRule[]): string {
	if (rules.length === 1 && !rules[0].is_not) return writeItems(rules[0].tag_items);
	return rules
		.map(({ tag_items: items, operator, is_not: isNot }, index) => {
			const text = `${isNot ? 'NOT ' : ''}(${writeAsRule(items)})`;
			return index === 0 ? text : `${operator} ${text}`;
		})
		.join(' ');
}

function writeItems(items: readonly TagItem[]): string {
	return items
		.map((item, index) =>
			index === 0 ? writeItem(item) : `${item.items_operator} ${writeItem(item)}`,
		)
		.join(' ');
}

function writeItem({
	tag_type: type,
	tags,
	tags_operator: operator,
	is_not: isNot,
}: TagItem): string {
	const written = tags.map((tag) => writeTag(type, tag));
	const text = tags.length === 1 ? written[0] : `(${written.join(` ${operator} `)})`;
	return isNot ? `NOT ${text}` : text;
}

/** Items so that the parentheses around them read as a rule, not as an item. */
function writeAsRule(items: readonly TagItem[]): string {
	const text = writeItems(items);
	const group: Term = {
		at: 1,
		operator: 'OR',
		isNot: false,
		content: new Parser(tokenize(text)).all(),
	};
	if (!isItem(group)) return text;
	const [first] = items;
	const wrapped = `(${writeItem(first)})`;
	return wrapped + text.slice(writeItem(first).length);
}

/** Far more levels of parentheses than anybody writes, and far less than would fill the stack. */
const MOST_LEVELS = 100;

class Parser {
	private next = 0;

	private level = 0;

	private readonly tokens: Token[];

	constructor(tokens: Token[]) {
		this.tokens = tokens;
	}

	/** The whole expression. */
	all(): Term[] {
		const terms = this.terms();
		const rest = this.tokens[this.next];
		if (rest.kind === 'end') return terms;
		throw rest.kind === 'close'
			? badExpression('closes a parenthesis that was not opened', rest.at, 'Remove it')
			: badExpression(
					'has two tags with nothing between them',
					rest.at,
					'Join them with AND or OR',
				);
	}

	private terms(): Term[] {
		const terms = [this.term('OR')];
		for (;;) {
			const token = this.tokens[this.next];
			if (token.kind !== 'operator') return terms;
			this.next++;
			terms.push(this.term(token.operator));
		}
	}

	private term(operator: Operator): Term {
		const { at } = this.tokens[this.next];
		let isNot = false;
		while (this.tokens[this.next].kind === 'not') {
			isNot = !isNot;
			this.next++;
		}
		const token = this.tokens[this.next++];
		switch (token.kind) {
			case 'tag':
				if (!Object.keys(TAG_TYPES).includes(token.type)) throw unknownType(token.type, token.at);
				return { at, operator, isNot, content: { type: token.type, tag: token.tag } };
			case 'open': {
				if (this.level === MOST_LEVELS) {
					throw badExpression('has parentheses that are nested too deeply', token.at, TOO_DEEP);
				}
				this.level++;
				const content = this.terms();
				this.level--;
				const end = this.tokens[this.next++];
				if (end.kind === 'close') return { at, operator, isNot, content };
				throw badExpression(
					'opens a parenthesis that is not closed',
					token.at,
					'Close it, or join the tags in it with AND or OR',
				);
			}
			default:
				throw badExpression('lacks a tag', token.at, 'Write a tag such as xg_user_define.vip');
		}
	}
}

/** Parentheses around the whole expression mean nothing, unless they keep two levels apart. */
function lifted(terms: Term[]): Term[] {
	const [only] = terms;
	if (terms.length > 1 || only.isNot || !Array.isArray(only.content)) return terms;
	return only.content.every(isItem) ? terms : lifted(only.content);
}

/** Parentheses around nothing but parentheses of a rule are those parentheses. */
function unwrapped(terms: Term[]): { terms: Term[]; isNot: boolean } {
	const [only] = terms;
	if (terms.length > 1 || isItem(only)) return { terms, isNot: false };
	const inside = unwrapped(only.content as Term[]);
	return { terms: inside.terms, isNot: inside.isNot !== only.isNot };
}

/**
 * Whether a term can be an item: a tag, one tag in parentheses, or several without NOT in
 * parentheses that have one type and one operator.
 */
function isItem({ content }: Term): boolean {
	if (!Array.isArray(content)) return true;
	const tags = content.map((term) => (Array.isArray(term.content) ? undefined : term.content));
	if (tags.includes(undefined)) return false;
	if (tags.length === 1) return true;
	const [, second, ...others] = content;
	return (
		content.every(({ isNot }) => !isNot) &&
		tags.every((tag) => tag?.type === tags[0]?.type) &&
		others.every(({ operator }) => operator === second.operator)
	);
}

function ruleOf(operator: Operator, isNot: boolean, items: Term[]): TagRule {
	return { tag_items: items.map(itemOf), operator, is_not: isNot };
}

function itemOf({ operator, isNot, content }: Term): TagItem {
	if (!Array.isArray(content)) return tagItem(content.type, [content.tag], 'OR', isNot, operator);
	const tags = content.map((term) => term.content as { type: string; tag: string });
	return tagItem(
		tags[0].type,
		tags.map(({ tag }) => tag),
		content[1]?.operator ?? 'OR',
		isNot !== content[0].isNot,
		operator,
	);
}

function unknownType(type: string, at: number) {
	return badExpression(
		`has the tag type ${quoted(type)}, which TPNS does not know`,
		at,
		`Use one of ${Object.keys(TAG_TYPES).join(', ')}`,
	);
}
