import fc from 'fast-check';
import { DateTime } from 'luxon';
import { field } from '../../../../nodes/shared/fields/field.ts';
import { readJsonObject } from '../../../../nodes/shared/fields/json.ts';
import { readKeyValues } from '../../../../nodes/shared/fields/keyValues.ts';
import { rowsField } from '../../../../nodes/shared/fields/rows.ts';
import { fieldContext } from '../../../support/fieldContext.mts';

test.each<[unknown, unknown]>([
	[{ entries: [{ name: 'a', value: '1' }] }, { a: '1' }],
	[{ entries: { name: 'a', value: 1 } }, { a: 1 }],
	[{ entries: [{ name: 'a' }] }, { a: '' }],
	[
		{ entries: [{ name: 'a', value: '' }], json: [{ object: '{"b":null}' }] },
		{ a: '', b: null },
	],
	[{ json: { object: { a: 1 } } }, { a: 1 }],
	[{ a: 1 }, { a: 1 }],
	['{"a":{"b":1},"c":[{"b":1},{"b":2}]}', { a: { b: 1 }, c: [{ b: 1 }, { b: 2 }] }],
	[{ a: new Date(0) }, { a: new Date(0) }],
	['{"a":"\\"a\\":1,{","b":1}', { a: '"a":1,{', b: 1 }],
	[{}, undefined],
	[{ entries: [] }, undefined],
])('%j is read as %j', (value, read) => {
	expect(readKeyValues(value, 'Content')).toEqual(read);
});

test.each<[unknown, string]>([
	[{ json: { orderId: 42 } }, `'Content' has "orderId", which does not exist`],
	[{ entries: { orderId: 42 } }, `'Content' has "orderId", which does not exist`],
	[{ entries: [{ name: 'a', value: undefined }] }, `'Content' has no value for "a"`],
	[{ entries: [{ name: 'a', value: null }] }, `'Content' has no value for "a"`],
	['{"a":1,"b":2,"a":3}', `'Content' has "a" twice`],
	['{"o":{"a":1,"\\u0061":3}}', `'Content' has "a" twice`],
	[{ a: undefined }, `'Content' has nothing for "a"`],
	[{ a: { b: [undefined] } }, `'Content' has nothing for "0"`],
	[{ a: 5n }, `'Content' has a bigint for "a"`],
	[{ a: () => 1 }, `'Content' has a function for "a"`],
	[{ a: new Date(NaN) }, "'Content' has an invalid date"],
	[new Date(0), `'Content' is "`],
	[DateTime.fromMillis(0), `'Content' is "`],
	[new Map([['a', 1]]), `'Content' is "`],
	[{ a: new Map([['a', 1]]) }, `'Content' has "[object Map]"`],
	[{ a: new Set([1]) }, `'Content' has "[object Set]"`],
	[{ a: NaN }, "'Content' has NaN instead of a number"],
])('%p is refused', (value, message) => {
	expect(() => readKeyValues(value, 'Content')).toThrow(message);
});

test('an object that contains itself, or is endlessly deep, is refused by name', () => {
	const circular: Record<string, unknown> = {};
	circular.self = [circular];
	let deep = {};
	for (let level = 0; level < 20_000; level++) deep = { deep };
	for (const value of [circular, deep, { ...circular, a: 1 }]) {
		expect(() => readKeyValues(value, 'Content')).toThrow(
			/^'Content' is nested deeper than 100 levels$/,
		);
	}
});

test('JSON without a name twice is read as JSON.parse does', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
			const text = JSON.stringify(object, null, 1);
			const expected = JSON.parse(text, (_name, value: unknown) => value) as unknown;
			let read: unknown;
			try {
				read = readJsonObject(text, 'J');
			} catch (error) {
				expect((error as Error).message).toMatch(/lost digits|half an emoji/);
				return;
			}
			expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
		}),
	);
});

const windows = rowsField(
	{ displayName: 'Times', name: 'times' },
	{ displayName: 'Window', name: 'windows' },
	{ start: field({ displayName: 'From', name: 'start', type: 'string', default: '' }) },
);

test.each<[unknown, unknown]>([
	[{ windows: [{ start: '9' }] }, [{ start: '9' }]],
	[{ windows: { start: '9' } }, [{ start: '9' }]],
	[[{ start: '9' }], [{ start: '9' }]],
	[{}, []],
	[{ windows: [] }, []],
	[undefined, []],
])('rows %j are %j', (times, rows) => {
	expect(windows.read({ times }, fieldContext)).toEqual(rows);
});

test.each<[unknown, string]>([
	[{ start: '9' }, `'Times' has "start", which does not exist`],
	[{ window: [{ start: '9' }] }, `'Times' has "window", which does not exist`],
	[{ windows: [{ from: '9' }] }, `'Times' has "from", which does not exist`],
	[[['9']], `'Times' has "["9"]" as an entry`],
])('rows %j are refused', (times, message) => {
	expect(() => windows.read({ times }, fieldContext)).toThrow(message);
});
