import type { Statement } from '../../shared/run/audience';
import { normalForm } from '../../shared/run/audience';
import type { Operator, TagItem, TagRule } from './types';

/** Which devices rules select, in a form that is the same for rules that differ in writing only. */
export function meaningOf(rules: readonly TagRule[]): Statement {
	return normalForm(
		joined(
			rules.map((rule) => ({
				operator: rule.operator,
				statement: turned(joined(rule.tag_items.map(itemTerm)), rule.is_not),
			})),
		),
	);
}

function itemTerm(item: TagItem): Term {
	const facts = item.tags.map((tag) => ({ fact: [item.tag_type, tag] }));
	const tags = item.tags_operator === 'AND' ? { all: facts } : { any: facts };
	return { operator: item.items_operator, statement: turned(tags, item.is_not) };
}

interface Term {
	operator: Operator;
	statement: Statement;
}

/** AND binds tighter than OR; the operator of the first term counts for nothing. */
function joined(terms: Term[]): Statement {
	const runs: Statement[][] = [];
	terms.forEach(({ operator, statement }, index) => {
		if (index > 0 && operator === 'AND') runs[runs.length - 1].push(statement);
		else runs.push([statement]);
	});
	return { any: runs.map((all) => ({ all })) };
}

function turned(statement: Statement, isNot: boolean): Statement {
	return isNot ? { not: statement } : statement;
}
