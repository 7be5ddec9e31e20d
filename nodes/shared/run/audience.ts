import { canonicalJson } from '../fields/json';

/** Who is meant: what is true of a recipient, such as a tag that it has. */
export type Statement =
	{ fact: readonly string[] } | { not: Statement } | { all: Statement[] } | { any: Statement[] };

/**
 * A statement without what makes no difference: order, repetitions, parentheses and double NOT.
 * Each step keeps the meaning, so that statements with the same form mean the same recipients.
 */
export function normalForm(statement: Statement, isNot = false): Statement {
	if ('fact' in statement) return isNot ? { not: statement } : statement;
	if ('not' in statement) return normalForm(statement.not, !isNot);
	const isAll = 'all' in statement !== isNot;
	const parts = ('all' in statement ? statement.all : statement.any)
		.map((part) => normalForm(part, isNot))
		.flatMap((part) => {
			if (isAll) return 'all' in part ? part.all : [part];
			return 'any' in part ? part.any : [part];
		});
	const distinct = new Map(parts.map((part) => [canonicalJson(part), part]));
	if (distinct.size === 1) return parts[0];
	const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
	return isAll ? { all: sorted } : { any: sorted };
}
