import fc from 'fast-check';
import { parseLossless } from '../../../../nodes/shared/transport/losslessJson.ts';

test('integers beyond 2^53 become text wherever they stand', () => {
	expect(
		parseLossless(
			'{"push_id":1328245138690125824,"list":[ 9007199254740993 ,-9223372036854775808],"n":12}',
		),
	).toEqual({
		push_id: '1328245138690125824',
		list: ['9007199254740993', '-9223372036854775808'],
		n: 12,
	});
});

test('texts, decimals and exponents stay what they are', () => {
	const json = String.raw`{"a":"id 1328245138690125824","b":"\"1328245138690125824","c":0.1328245138690125824,"d":1.3e300,"e":9007199254740991}`;
	expect(parseLossless(json)).toEqual(JSON.parse(json));
});

test('everything else is what JSON.parse makes of it', () => {
	fc.assert(
		fc.property(fc.json(), (json) => {
			fc.pre(!/\d{16,}(?![.\deE])/.test(json));
			expect(parseLossless(json)).toEqual(JSON.parse(json));
		}),
		{ numRuns: 500 },
	);
});

test('any integer comes back digit by digit', () => {
	fc.assert(
		fc.property(fc.bigInt(), (id) => {
			expect(String((parseLossless(`{"id":${id}}`) as { id: unknown }).id)).toBe(String(id));
		}),
		{ numRuns: 500 },
	);
});

test('texts of 10 MB, and texts full of escapes, are read', () => {
	const texts = ['x'.repeat(1e7), '\\'.repeat(1e6), '"'.repeat(1e6), '\\"'.repeat(1e6)];
	for (const text of texts) {
		expect(parseLossless(`{"text":${JSON.stringify(text)},"id":1328245138690125824}`)).toEqual({
			text,
			id: '1328245138690125824',
		});
	}
});

test('what is no JSON is refused', () => {
	for (const json of [
		'{"id":1328245138690125824',
		'"1328245138690125824',
		'1328245138690125824"',
	]) {
		expect(() => parseLossless(json)).toThrow(SyntaxError);
	}
});
