import fc from 'fast-check';
import { mergeJson, readJsonObject, stringifyJson } from '../../../../nodes/shared/fields/json.ts';
import { INVISIBLE_MARKS } from '../../../support/invisibleMarks.mts';
import { readKeyValues } from '../../../../nodes/shared/fields/keyValues.ts';

test('an object is taken as text or as it is', () => {
	expect(readJsonObject('{"a":{"b":[1]}}', 'Ext')).toEqual({ a: { b: [1] } });
	expect(readJsonObject({ a: 1 }, 'Ext')).toEqual({ a: 1 });
	expect(readJsonObject(' ', 'Ext')).toBeUndefined();
});

test.each([
	['{a:1}', /^'Ext' is not JSON \(/],
	['[1]', /^'Ext' is not a JSON object$/],
	['null', /not a JSON object/],
	[7, /not a JSON object/],
])('%j is refused', (value, message) => {
	expect(() => readJsonObject(value, 'Ext')).toThrow(message);
});

test('objects are joined field by field, lists replaced, and neither source is changed', () => {
	const base = { a: { b: 1, list: [1] }, c: 2 };
	expect(mergeJson(base, { a: { list: [2], d: 3 } })).toEqual({
		a: { b: 1, list: [2], d: 3 },
		c: 2,
	});
	expect(base).toEqual({ a: { b: 1, list: [1] }, c: 2 });
});

test('nothing that is laid over reaches a prototype', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'prototype', 'a'), fc.jsonValue()),
			(extra) => {
				const given = JSON.parse(JSON.stringify(extra));
				const merged = mergeJson({ a: {} }, given);
				expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
				// Nor is it left out.
				expect(stringifyJson(merged)).toBe(stringifyJson({ a: {}, ...given }));
				expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			},
		),
	);
	mergeJson(
		{},
		JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
	);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each([
	['a function', () => 1],
	['a symbol', Symbol('a')],
	['a bigint', 1n],
	['a place of a list that was never filled', new Array(2)],
])('%s is refused, in an entry and in an object', (_name, value) => {
	const entries = [{ name: 'a', value }];
	expect(() => readKeyValues({ entries }, 'Ext')).toThrow(/^'Ext' has /);
	expect(() => readJsonObject({ a: value }, 'Ext')).toThrow(/^'Ext' has /);
});

test.each([...INVISIBLE_MARKS.map((mark) => `or${mark}der`), '[object Object]'])(
	'a row is not named %j',
	(name) => {
		const entries = [{ name, value: '1' }];
		expect(() => readKeyValues({ entries }, 'Ext')).toThrow(/^'Ext' has .*(invisible|object)/);
	},
);

test('rows and JSON make one object', () => {
	const value = {
		entries: [
			{ name: 'a', value: '1' },
			{ name: ' b ', value: '' },
		],
		json: [{ object: '{"c":{"d":2}}' }],
	};
	expect(readKeyValues(value, 'Custom Content')).toEqual({ a: '1', b: '', c: { d: 2 } });
	expect(readKeyValues({}, 'Custom Content')).toBeUndefined();
	expect(readKeyValues('{"a":1}', 'Custom Content')).toEqual({ a: 1 });
});

test('a name stands once and is not empty', () => {
	expect(() =>
		readKeyValues({ entries: [{ name: 'a' }], json: { object: { a: 1 } } }, 'Ext'),
	).toThrow(`'Ext' has "a" twice`);
	expect(() => readKeyValues({ entries: [{ name: '', value: 'x' }] }, 'Ext')).toThrow(
		"'Ext' has an entry without a name",
	);
});

test('a number of a million digits is kept, wherever its zeros stand', () => {
	const zeros = '0'.repeat(1_000_000);
	for (const number of [`1${zeros}1`, `0.${zeros}1`, `1.${zeros}1`, `-1${zeros}2e9`]) {
		const read = readJsonObject(`{"a":${number}}`, 'Ext');
		expect(stringifyJson(read) === `{"a":${number}}`).toBe(true);
	}
});
