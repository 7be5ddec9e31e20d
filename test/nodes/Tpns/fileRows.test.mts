import fc from 'fast-check';
import { checkFileRows, fileRows } from '../../../nodes/Tpns/resources/audiencePackage/fileRows.ts';

/** A file in pieces of a few bytes, so that characters and line ends are cut. */
async function* piecesOf(file: string | Buffer, size = 3): AsyncGenerator<Buffer> {
	const bytes = Buffer.from(file as string);
	for (let start = 0; start < bytes.length; start += size) {
		yield await Promise.resolve(bytes.subarray(start, start + size));
	}
}

async function uploaded(file: string): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of fileRows(piecesOf(file))) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

test.each([
	['anna\nbob', 'anna\nbob'],
	['anna\r\nbob\r\n', 'anna\r\nbob\r\n'],
	['\uFEFFanna\n张三丰\n', 'anna\n张三丰\n'],
	['anna,\nbob;;\n', 'anna\nbob\n'],
	['\u202Aanna\u202C\n\nbob\n', 'anna\n\nbob\n'],
])('the rows of %j go up as %j', async (file, rows) => {
	const found = await checkFileRows(piecesOf(file), 'account');
	expect(await uploaded(file)).toBe(rows);
	expect(found).toEqual({
		rows: 2,
		notOfTokenLength: 0,
		bytes: Buffer.byteLength(rows),
		isChanged: rows !== file,
	});
});

test('a file is counted alike, whatever its rows have and wherever it is cut', async () => {
	const row = fc.oneof(
		fc.stringMatching(/^[\w.@:+=-]{2,36}$/),
		fc.stringMatching(/^[0-9a-f]{35,36}$/),
		fc.constantFrom('', '张三丰', ' a1 ', 'a1,', '\uFEFFa1', 'a b', 'a1\r'),
	);
	const file = fc
		.array(row, { minLength: 1, maxLength: 12 })
		.map((rows) => ['a1', ...rows].join('\n'));
	await fc.assert(
		fc.asyncProperty(file, fc.integer({ min: 1, max: 100 }), async (text, size) => {
			const sent = await uploaded(text);
			const rows = sent.split('\n').map((each) => each.trim());
			expect(await checkFileRows(piecesOf(text, size), 'token')).toEqual({
				rows: rows.filter((each) => each !== '').length,
				notOfTokenLength: rows.filter((each) => each !== '' && each.length !== 36).length,
				bytes: Buffer.byteLength(sent),
				isChanged: sent !== text,
			});
		}),
	);
});

const HEADERS = [
	...['email', 'E-Mail Address', 'user_account', 'uid', 'User ID', 'push_token', 'deviceToken'],
	...['账号', '用户ID', '手机号', '# list', 'sep=;', '\uFEFFaccount', "'token'", 'openid', 'Phone'],
];

test.each([
	['account\nanna\n', 'Line 1 is a header ("account")'],
	['anna\nbob;vip\n', 'Line 2 has "bob;vip" with a second column'],
	['anna\nbob,vip\n', 'Line 2 has "bob,vip", which holds a comma'],
	['anna\n"bob"\n', 'Line 2 has ""bob"", which holds a comma, quotation mark'],
	['anna\nb\n', 'Line 2 has "b" with 1 character'],
	['a\nb\nc\nd\ne\n', '5 lines in all'],
	['\n\n', 'has no rows'],
	...HEADERS.map((header): [string, string] => [`${header}\nanna\n`, 'Line 1 is a header']),
	...['，', '；', '、', '\t'].map((separator): [string, string] => [
		`anna\nbob${separator}vip\n`,
		'with a second column',
	]),
	["anna\n'bob'\n", 'in quotation marks'],
	['anna\n“bob”\n', 'in quotation marks'],
	['anna\nb\u200Bob\n', 'invisible character (U+200B)'],
	['anna\u2028bob\ncarl\n', 'line break'],
	['anna\rbob\rcarl\r', 'line break'],
	['anna\nb\0ob\n', 'invisible character (U+0000)'],
	[`anna\n${'x'.repeat(200_000)}`, 'Line 2 is longer than'],
])('%j is refused', async (file, message) => {
	await expect(checkFileRows(piecesOf(file), 'account')).rejects.toThrow(message);
});

test('a file that is not in UTF-8 is refused', async () => {
	const file = Buffer.from('\uFEFFanna\nbob', 'utf16le');
	await expect(checkFileRows(piecesOf(file), 'account')).rejects.toThrow('is not in UTF-8');
});

test('a vertical bar is a second column of tokens, and part of an account', async () => {
	const file = (row: string) => piecesOf(`anna\n${row}\n`);
	await expect(checkFileRows(file('a1b2|vip'), 'token')).rejects.toThrow('with a second column');
	expect(await checkFileRows(file('auth0|5f7c8ec7'), 'account')).toMatchObject({ rows: 2 });
});

test.each(['account-0', 'user_1', 'id7', 'phone-100'])(
	'%s in the first line is a row',
	async (row) => {
		expect(await checkFileRows(piecesOf(`${row}\nanna\n`), 'account')).toMatchObject({ rows: 2 });
	},
);
