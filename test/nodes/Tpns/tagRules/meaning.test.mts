import fc from 'fast-check';
import { canonicalJson } from '../../../../nodes/shared/fields/json.ts';
import { parseTagExpression } from '../../../../nodes/Tpns/tagRules/expression.ts';
import { meaningOf } from '../../../../nodes/Tpns/tagRules/meaning.ts';

/** An expression as people write it: at most what TPNS can nest. */
type Part = string | { join: 'AND' | 'OR'; parts: Part[]; isNot?: boolean };

const TAGS = ['a', 'b', 'c', 'd'];
const join = fc.constantFrom('AND' as const, 'OR' as const);
const tag = fc.constantFrom(...TAGS);
const inner = fc.record({
	join,
	parts: fc.array(tag, { minLength: 1, maxLength: 3 }),
	isNot: fc.boolean(),
});
const whole = fc.record({
	join,
	parts: fc.array(fc.oneof(tag, inner), { minLength: 1, maxLength: 3 }),
});

/** Writes a part; `choose` says what makes no difference: order, repetition, parentheses. */
function write(part: Part, choose: (most: number) => number): string {
	if (typeof part === 'string') {
		const written = `xg_user_define.${part}`;
		return choose(3) === 1 ? `(${written})` : written;
	}
	const texts = part.parts.map((each) => write(each, choose));
	if (choose(2) === 1) texts.push(texts[choose(texts.length)]);
	for (let index = texts.length - 1; index > 0; index--) {
		const other = choose(index + 1);
		[texts[index], texts[other]] = [texts[other], texts[index]];
	}
	const joined = texts.join(` ${part.join} `);
	if (part.isNot === undefined) return choose(3) === 1 ? `(${joined})` : joined;
	return `${part.isNot ? 'NOT ' : choose(4) === 1 ? 'NOT NOT ' : ''}(${joined})`;
}

function isTrue(part: Part, has: (tag: string) => boolean): boolean {
	if (typeof part === 'string') return has(part);
	const values = part.parts.map((each) => isTrue(each, has));
	const value = part.join === 'AND' ? values.every(Boolean) : values.some(Boolean);
	return value !== (part.isNot ?? false);
}

const truthTable = (part: Part) =>
	Array.from({ length: 2 ** TAGS.length }, (_, row) =>
		isTrue(part, (name) => (row & (2 ** TAGS.indexOf(name))) > 0) ? 1 : 0,
	).join('');

const identityOf = (text: string) => canonicalJson(meaningOf(parseTagExpression(text)));

test('rules that differ in order, repetitions and parentheses only are the same audience', () => {
	fc.assert(
		fc.property(
			whole,
			fc.infiniteStream(fc.nat()),
			fc.infiniteStream(fc.nat()),
			(part, one, other) => {
				const choices = [one, other].map((stream) => (most: number) => {
					const next = stream.next().value as number;
					return next % most;
				});
				const [first, second] = choices.map((choose) => write(part, choose));
				expect({ first, second, identity: identityOf(second) }).toEqual({
					first,
					second,
					identity: identityOf(first),
				});
			},
		),
		{ numRuns: 2_000 },
	);
});

test('different audiences are never the same', () => {
	const tables = new Map<string, string>();
	fc.assert(
		fc.property(whole, (part) => {
			const identity = identityOf(write(part, () => 0));
			const table = truthTable(part);
			expect(tables.get(identity) ?? table).toBe(table);
			tables.set(identity, table);
		}),
		{ numRuns: 5_000 },
	);
	expect(new Set(tables.values()).size).toBeGreaterThan(50);
});

test('a tag of another type is another tag', () => {
	expect(identityOf('xg_user_define.CN')).not.toBe(identityOf('xg_auto_country.CN'));
});
