import type { JsonObject } from '../../shared/fields/json';
import { Written } from '../../shared/fields/json';
import { normalForm } from '../../shared/run/audience';

/** Users whom Tencent selects. Two are the same when they select by the same facts, in any order. */
export interface Selection {
	/** `Condition`. Source: docs/api/push-service.md 3.a. */
	condition: Written<JsonObject>;
	inWords: Written<string>;
}

/** Facts of which a user has at least one, every one, and not all together. */
interface Facts {
	any: string[][];
	all: string[][];
	none?: string[][];
}

/** A selection by facts such as tags, as it is sent and as it is shown. */
export function selectionOf(
	{ any, all, none = [] }: Facts,
	condition: JsonObject,
	inWords: string,
): Selection {
	const statements = (facts: string[][]) => facts.map((fact) => ({ fact }));
	const meaning = normalForm({
		all: [
			...(any.length > 0 ? [{ any: statements(any) }] : []),
			...statements(all),
			...(none.length > 0 ? [{ not: { all: statements(none) } }] : []),
		],
	});
	return { condition: new Written(meaning, condition), inWords: new Written(meaning, inWords) };
}
