import fc from 'fast-check';
import { FieldError } from '../../nodes/shared/fields/fieldError.ts';

/** How many inputs a property gets: a share of 50,000, or of a million in the nightly run. */
export function inputs(share: number): number {
	return Math.round((process.env.NIGHTLY ? 1_000_000 : 50_000) * share);
}

/** Values that have broken programs before. */
export const nastyTexts = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\r\n\r\n',
	'a\rb\nc\r\nd',
	'a\u2028b\u2029c',
	'\uFEFFbom',
	'👩‍👩‍👧‍👦🏳️‍🌈',
	'\uD83D',
	'\uDE00\uD83D',
	'مرحبا بالعالم',
	'\u202Eevil\u202C',
	'שלום, world',
	'ＦＵＬＬ　ＷＩＤＴＨ',
	'İstanbul',
	'e\u0301'.repeat(20),
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'valueOf',
	'constructor.prototype',
	'xg_user_define.__proto__',
	'constructor.vip',
	'__proto__.vip AND toString.x',
	'(((((((((a.b',
	'NOT NOT NOT NOT',
	'a.b AND OR c.d',
	'xg_user_define."quoted \\" tag"',
	'null',
	'undefined',
	'NaN',
	'Infinity',
	'-0',
	'0x1F',
	'1e400',
	'9007199254740993',
	'1328245138690125824',
	'-9223372036854775809',
	'00012',
	'1,2,,3',
	',',
	'[',
	'[]',
	'["a",]',
	'[[["a"]]]',
	'[1,null,{"a":1}]',
	'{',
	'{}',
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"a":1,"a":2}',
	'{"toString":1,"valueOf":2}',
	'{"a":1328245138690125824}',
	'{"a":1e999}',
	'"\\ud83d"',
	'2026-02-30 10:00',
	'2026-13-01',
	'0000-00-00',
	'9999-12-31T23:59:59Z',
	'2026-03-29 02:30',
	'2026-10-25 02:30:00',
	'+275760-09-13T00:00:00.001Z',
	'2026-07-01T09:00:00+99:99',
	'24:00',
	'={{ $json.a }}',
	'{{ 7*7 }}',
	'${7*7}',
	'%00%0d%0aSet-Cookie: a=b',
	'\r\nX-Injected: 1',
	'../../etc/passwd',
	'https://',
	'http://[::1',
	'javascript:alert(1)',
	'file:///etc/passwd',
	'<script>alert(1)</script>',
	"'; DROP TABLE push; --",
	'=cmd|calc',
	'a'.repeat(5_000),
	'é'.repeat(5_000),
	'('.repeat(3_000),
	'['.repeat(3_000),
	'a.b AND '.repeat(800),
	`${'('.repeat(500)}xg_user_define.a${')'.repeat(500)}`,
];

const hostile: unknown[] = [
	undefined,
	null,
	true,
	false,
	0,
	-0,
	-1,
	0.1,
	NaN,
	Infinity,
	-Infinity,
	2 ** 31,
	2 ** 53 + 2,
	1e21,
	-1e300,
	8.64e15 + 1,
	[],
	[[]],
	[null],
	[undefined],
	[1328245138690125800],
	new Array(3),
	{},
	{ length: 3 },
	{ toString: 1, valueOf: 2 },
	{ toMillis: 1 },
	{ toMillis: () => NaN },
	{ value: { toString: null } },
	JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
	Object.create(null),
	new Date(NaN),
	new Date(8.64e15),
	{ entries: {} },
	{ entries: [null, 1, { name: '__proto__', value: 1 }] },
	{ entries: { name: 'constructor', value: { polluted: true } } },
	{ json: { object: '[' } },
	{ json: [{ object: '{"__proto__":{"polluted":true}}' }] },
	{ __rl: true, mode: 'id', value: { toString: 1 } },
];

const text = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...nastyTexts) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
	{ weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
	{
		weight: 2,
		arbitrary: fc
			.array(fc.constantFrom(...nastyTexts.filter(({ length }) => length < 40)), { maxLength: 4 })
			.chain((parts) =>
				fc.constantFrom('', ',', '\n', '\r', ' AND ', '.').map((by) => parts.join(by)),
			),
	},
);

const name = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'length', 'entries', 'value', 'name'),
	fc.string({ maxLength: 5 }),
);

/** Text that nobody should enter. */
export const nastyText = text;

/** Anything that a field of a form, an expression or an answer may hold. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: text },
	{ weight: 3, arbitrary: fc.constantFrom(...hostile) },
	{ weight: 1, arbitrary: fc.array(text, { maxLength: 4 }) },
	{
		weight: 1,
		arbitrary: fc.dictionary(name, fc.oneof(text, fc.constantFrom(...hostile)), { maxKeys: 4 }),
	},
	{ weight: 1, arbitrary: fc.anything({ maxDepth: 3, key: name, withNullPrototype: true }) },
);

/** Anything that JSON can hold, with names that reach for prototypes. */
export const nastyJson: fc.Arbitrary<unknown> = nastyValue.map((value) => {
	const written = JSON.stringify(value, (_, each: unknown) =>
		typeof each === 'bigint' ? String(each) : each,
	) as string | undefined;
	return written === undefined ? null : (JSON.parse(written) as unknown);
});

/** The longest message that a person reads. */
const LONGEST_MESSAGE = 500;

/** Runs a parser; what it throws has to be for the user to read. Returns undefined then. */
export function tryParse<T>(parse: () => T): T | undefined {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof FieldError)) throw error;
		if (error.message.length > LONGEST_MESSAGE || error.fix === '' || error.field === '') {
			throw new Error(`A message of ${error.message.length} characters, or without a fix`);
		}
		return undefined;
	}
}

const names = Object.getOwnPropertyNames(Object.prototype).join();

/** Throws when something was added to the prototype of all objects. */
export function checkPrototype(): void {
	if (
		Object.getOwnPropertyNames(Object.prototype).join() !== names ||
		({} as { polluted?: unknown }).polluted !== undefined ||
		([] as { polluted?: unknown }).polluted !== undefined
	) {
		throw new Error('The prototype of all objects was changed');
	}
}
