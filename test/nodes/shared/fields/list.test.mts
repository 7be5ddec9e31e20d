import fc from 'fast-check';
import { readList, readRequiredList } from '../../../../nodes/shared/fields/list.ts';

test.each<[unknown, string[]]>([
	['a', ['a']],
	[' a , b\r\nc\n\n d,', ['a', 'b', 'c', 'd']],
	[
		['a', ' b '],
		['a', 'b'],
	],
	['["a","b, c"]', ['a', 'b, c']],
	['a､b﹐c\td﹑e﹔f\u2028g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
	['[]', []],
	[42, ['42']],
	[
		[1, '2'],
		['1', '2'],
	],
	['', []],
	[undefined, []],
	[null, []],
	[[], []],
])('%j is read as %j', (value, entries) => {
	expect(readList(value, 'Tags')).toEqual(entries);
});

test.each<[unknown, RegExp]>([
	[{ a: 1 }, /^'Tags' is an object$/],
	[true, /^'Tags' is a boolean$/],
	[['a', null], /^'Tags' has nothing as entry 2$/],
	[['a', ['b']], /^'Tags' has a list as entry 2$/],
	['["a"', /^'Tags' starts with "\[" but is not JSON$/],
	[
		'a, [object Object]',
		/^'Tags' has "\[object Object\]", which an expression made from an object$/,
	],
	[[2 ** 60], /which has lost digits$/],
])('%j is refused', (value, message) => {
	expect(() => readList(value, 'Tags')).toThrow(message);
});

test.each<[unknown, string]>([
	['', "'Tags' is empty"],
	['  ', "'Tags' is empty"],
	[[], "'Tags' is empty"],
	[['a', ' '], "'Tags' has nothing in entry 2"],
])('a required list may not be %j', (value, message) => {
	expect(() => readRequiredList(value, 'Tags')).toThrow(message);
});

test('a list survives being written in any of its forms', () => {
	const entry = fc
		.stringMatching(/^[A-Za-z0-9 _:.-]{1,20}$/)
		.map((text) => text.trim())
		.filter(Boolean);
	fc.assert(
		fc.property(fc.array(entry, { minLength: 2 }), (entries) => {
			for (const form of [
				entries,
				JSON.stringify(entries),
				entries.join(','),
				entries.join('\r\n'),
			]) {
				expect(readList(form, 'Tags')).toEqual(entries);
			}
		}),
	);
});

test('a text is its entries, as they are in an array', () => {
	const text = fc
		.stringMatching(/^[ -~]{0,20}$/)
		.filter((written) => !written.trim().startsWith('['));
	fc.assert(
		fc.property(text, (written) => {
			const entries = readList(written.split(/[,;]/), 'Tags');
			expect(readList(written, 'Tags')).toEqual(entries.filter((entry) => entry !== ''));
		}),
		{ numRuns: 1000 },
	);
});

test('whatever is given, it is a list or a refusal that names the field', () => {
	fc.assert(
		fc.property(fc.anything(), (value) => {
			try {
				expect(readList(value, 'Tags').every((entry) => typeof entry === 'string')).toBe(true);
			} catch (error) {
				expect((error as Error).message).toMatch(/^'Tags' /);
			}
		}),
		{ numRuns: 1000 },
	);
});
