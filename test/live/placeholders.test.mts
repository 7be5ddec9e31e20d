import fc from 'fast-check';
import { readReference } from '../../emulator/reference.mts';
import { isRecord, JsonNumber, parseJson } from '../../live/losslessJson.mts';
import { Placeholders } from '../../live/placeholders.mts';

const shapes: Array<[text: string, placeholder: string]> = [
	['Spring sale, 50%!', 'Aaaaaa aaaa, 00%!'],
	['660cc447_537ed82a', '000aa000_000aa00a'],
	['春季促销', '字字字字'],
	['2024-01-31', '2024-05-16'],
	['2024-01-31 23:59:59', '2024-05-16 10:00:00'],
	['', ''],
	['{"orderId":"42"}', '{"aaaaaAa":"00"}'],
	['[0,"1008006"]', '[0,"0000000"]'],
];

it.each(shapes)('%j has the shape %j', (text, placeholder) => {
	expect(new Placeholders().in({ text })).toEqual({ text: placeholder });
});

it('keeps codes, listed words, truth and the names of the API, and no name of a user', () => {
	const { response } = readReference('tpns').find(({ id }) => id === 'stats.pushRecords')!;
	const answer = `{"retCode":1008099,"errMsg":"x1","count":4641,"pushRecordData":[{"pushId":1328245138690125824,
		"status":"PUSH_FINISHED","multiPkg":true,"targetList":["token 1"],"tagSet":null,"uploadId":0,"pushConfig":{"android":{"ring":1}}}],
		"newList":{"alice":{"bob":5}}}`;
	expect(JSON.parse(new Placeholders().text(answer, response))).toEqual({
		retCode: 1008099,
		errMsg: 'a0',
		count: 1111,
		pushRecordData: [
			{
				pushId: Number('1'.repeat(19)),
				status: 'PUSH_FINISHED',
				multiPkg: true,
				targetList: ['aaaaa 0'],
				tagSet: null,
				uploadId: 0,
				pushConfig: { android: { ring: 1 } },
			},
		],
		newList: { aaaaa: { aaa: 1 } },
	});
	const attributes = readReference('push-service').find(({ id }) => id === 'push.getAttr')!;
	const users = '{"UserAttrs":[{"To_Account":"ann","Attrs":{"city":"Berlin"}}]}';
	expect(JSON.parse(new Placeholders().text(users, attributes.response))).toEqual({
		UserAttrs: [{ To_Account: 'aaa', Attrs: { aaaa: 'Aaaaaa' } }],
	});
});

it('gives the same value the same placeholder, and others another', () => {
	const placeholders = new Placeholders();
	const ids = ['a1', 'a2', 'a1', 'b7'].map((id) => placeholders.in(id));
	expect(ids).toEqual(['a0', 'a1', 'a0', 'a2']);
});

it('keeps the shape of any JSON, and none of its values', () => {
	const value = fc.jsonValue({ maxDepth: 4 });
	fc.assert(
		fc.property(value, (given) => {
			const text = JSON.stringify(given);
			const replaced = new Placeholders().text(text);
			const read = parseJson(replaced);
			expect(shapeOf(read)).toEqual(shapeOf(parseJson(text)));
		}),
	);
});

it('leaks no ID, token or text', () => {
	const secret = fc
		.stringMatching(/^[A-Za-z0-9]{10,40}$/)
		.filter((text) => /\d/.test(text) && /[b-zB-Z]/.test(text));
	fc.assert(
		fc.property(secret, secret, (one, other) => {
			const answer = {
				retCode: 0,
				unknown: { [one]: other },
				list: [one],
				text: `{"a":"${other}"}`,
			};
			const replaced = new Placeholders().text(JSON.stringify(answer));
			expect(replaced).not.toContain(one);
			expect(replaced).not.toContain(other);
		}),
	);
});

/** Kinds and lengths instead of values. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	// JavaScript puts names that are whole numbers first, and placeholders are other numbers.
	if (isRecord(value)) {
		return Object.values(value)
			.map((each) => JSON.stringify(shapeOf(each)))
			.sort();
	}
	if (value instanceof JsonNumber) return value.isInteger ? value.source.length : 'fraction';
	return typeof value === 'string' ? 'text' : value;
}
