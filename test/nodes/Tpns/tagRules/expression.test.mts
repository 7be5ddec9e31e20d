import fc from 'fast-check';
import { parseTagExpression, writeTagExpression } from '../../../../nodes/Tpns/tagRules/expression';
import { tagRulesInWords } from '../../../../nodes/Tpns/tagRules/inWords';
import type { TagRule } from '../../../../nodes/Tpns/tagRules/types';
import { manualTagSamples } from './manualTagSamples.mts';
import { TAG_TYPES, tagItem, withFirstOperators } from '../../../../nodes/Tpns/tagRules/types';

test.each(manualTagSamples)('the manual’s sample %s', (expression, rules, words) => {
	expect(parseTagExpression(expression)).toEqual(rules);
	expect(tagRulesInWords(rules)).toBe(words);
});

const operator = fc.constantFrom('AND' as const, 'OR' as const);
const item = fc
	.tuple(
		fc.constantFrom(...Object.keys(TAG_TYPES).slice(0, 4)),
		fc.array(fc.oneof(fc.constantFrom('a', 'NOT', '1.0.2', '广东'), fc.string({ minLength: 1 })), {
			minLength: 1,
			maxLength: 3,
		}),
		operator,
		fc.boolean(),
		operator,
	)
	.map((parts) => tagItem(...parts));
const rule = fc.record({
	tag_items: fc.array(item, { minLength: 1, maxLength: 4 }),
	operator,
	is_not: fc.boolean(),
});
const ruleList = fc.array(rule, { minLength: 1, maxLength: 4 }).map(withFirstOperators);

test('rules survive being written and read again', () => {
	fc.assert(
		fc.property(ruleList, (rules) => {
			expect(parseTagExpression(writeTagExpression(rules))).toEqual(rules);
		}),
		{ numRuns: 1_000 },
	);
});

test('an expression selects what it says, whatever its parentheses', () => {
	fc.assert(
		fc.property(
			ruleList,
			fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
			(rules, facts) => {
				const text = writeTagExpression(rules);
				const has = (tag: string) =>
					facts[[...tag].reduce((sum, c) => sum + c.codePointAt(0)!, 0) % 50];
				for (const variant of [`(${text})`, ` ( (${text}) ) `]) {
					expect(selects(parseTagExpression(variant), has)).toBe(selects(rules, has));
				}
			},
		),
	);
});

/** Whether rules select a device, by the words of docs/api/tpns.md 1.1. */
function selects(rules: TagRule[], has: (tag: string) => boolean): boolean {
	const either = (terms: Array<[string, boolean]>) =>
		terms
			.reduce<boolean[][]>((runs, [join, value], index) => {
				if (index > 0 && join === 'AND') runs[runs.length - 1].push(value);
				else runs.push([value]);
				return runs;
			}, [])
			.some((run) => run.every(Boolean));
	return either(
		rules.map((one) => [
			one.operator,
			one.is_not !==
				either(
					one.tag_items.map((part) => [
						part.items_operator,
						part.is_not !==
							(part.tags_operator === 'AND' ? part.tags.every(has) : part.tags.some(has)),
					]),
				),
		]),
	);
}

const u = (tag: string, isNot = false, join: 'AND' | 'OR' = 'OR') =>
	tagItem('xg_user_define', [tag], 'OR', isNot, join);
const d = 'xg_user_define';

test.each<[string, TagRule[]]>([
	[`${d}.a`, [{ tag_items: [u('a')], operator: 'OR', is_not: false }]],
	[
		`not ${d}.a and ${d}.b`,
		[{ tag_items: [u('a', true), u('b', false, 'AND')], operator: 'OR', is_not: false }],
	],
	[
		`(${d}.a AND xg_auto_country.CN) OR ${d}.b`,
		[
			{
				tag_items: [u('a'), tagItem('xg_auto_country', ['CN'], 'OR', false, 'AND')],
				operator: 'OR',
				is_not: false,
			},
			{ tag_items: [u('b')], operator: 'OR', is_not: false },
		],
	],
	[
		`NOT (${d}.a AND NOT ${d}.b)`,
		[{ tag_items: [u('a'), u('b', true, 'AND')], operator: 'OR', is_not: true }],
	],
	[
		`NOT ((NOT (${d}.a AND xg_auto_country.CN))) OR (NOT (${d}.a AND NOT ${d}.b))`,
		[
			{
				tag_items: [u('a'), tagItem('xg_auto_country', ['CN'], 'OR', false, 'AND')],
				operator: 'OR',
				is_not: false,
			},
			{ tag_items: [u('a'), u('b', true, 'AND')], operator: 'OR', is_not: true },
		],
	],
	[`NOT NOT (NOT ${d}.a)`, [{ tag_items: [u('a', true)], operator: 'OR', is_not: false }]],
	[
		`xg_auto_deviceversion."Mi 9 \\"SE\\" (\\\\)"`,
		[
			{
				tag_items: [tagItem('xg_auto_deviceversion', ['Mi 9 "SE" (\\)'], 'OR', false, 'OR')],
				operator: 'OR',
				is_not: false,
			},
		],
	],
])('%s', (expression, rules) => {
	expect(parseTagExpression(expression)).toEqual(rules);
});

test.each([
	[`${d}.a AND`, 'lacks a tag (position 21)'],
	[`${d}.a ${d}.b`, 'has two tags with nothing between them (position 18)'],
	[`(${d}.a OR ${d}.b`, 'opens a parenthesis that is not closed (position 1)'],
	[`${d}.a)`, 'closes a parenthesis that was not opened (position 17)'],
	['male', 'has "male", which is not a tag (position 1)'],
	[
		`${d}.a AND xg_auto_verison.1`,
		'has the tag type "xg_auto_verison", which TPNS does not know (position 22)',
	],
	[
		`${d}.a OR (${d}.b AND (xg_auto_country.CN OR ${d}.c))`,
		'has parentheses that are nested too deeply (position 21)',
	],
	[`${d}."a`, 'which is not a tag (position 1)'],
	[`${d}.""`, 'which is not a tag (position 1)'],
	['()', 'lacks a tag (position 2)'],
])('%s is refused', (expression, message) => {
	expect(() => parseTagExpression(expression)).toThrow(message);
});

test('words keep AND and OR apart', () => {
	const text = (expression: string) => tagRulesInWords(parseTagExpression(expression));
	expect(text(`${d}.a OR ${d}.b AND NOT (${d}.c AND ${d}.d)`)).toBe(
		'Custom Tag is a, or [Custom Tag is b, and Custom Tag is not (c and d)]',
	);
	expect(text(`NOT (${d}.a AND NOT ${d}.b) AND ${d}.c`)).toBe(
		'not (Custom Tag is a, and Custom Tag is not b), and (Custom Tag is c)',
	);
});

test.each([1_000, 100_000])('%d parentheses are refused like any others', (count) => {
	const [open, close] = ['(', ')'].map((sign) => sign.repeat(count));
	for (const expression of [open, `${open}xg_user_define.a${close}`]) {
		expect(() => parseTagExpression(expression)).toThrow(/^'Tag Expression' /);
	}
});
