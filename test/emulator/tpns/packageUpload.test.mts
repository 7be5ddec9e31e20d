import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { basic, emulatorForEachTest, second } from '../client.mts';
import { notification } from './samples.mts';

const path = '/v3/push/package/upload';

describe('v3/push/package/upload', () => {
	const given = emulatorForEachTest();

	const upload = async (
		name: string,
		content: string | Buffer,
		{ field = 'file', authorization = basic() } = {},
	) => {
		const form = new FormData();
		form.append(field, new Blob([content as BlobPart]), name);
		const response = await fetch(given.emulator.url + path, {
			method: 'POST',
			headers: { authorization },
			body: form,
		});
		return (await response.json()) as { retCode: number; errMsg: string; uploadId?: number };
	};
	const push = async (audience: string, uploadId?: number) =>
		(
			await given.tpns('/v3/push/app', {
				...notification,
				audience_type: audience,
				upload_id: uploadId,
			})
		).body.ret_code;

	it('keeps tokens, for a push to those that the app knows', async () => {
		const phone = given.emulator.tpns.addDevice({ token: 't'.repeat(36), attended: true });
		const content = `${'t'.repeat(36)}\r\n${'u'.repeat(36)}\n`;
		const { retCode, uploadId } = await upload('tokens.txt', content);
		expect([retCode, uploadId]).toEqual([0, 10001]);
		expect(given.emulator.control.requests(path)).toMatchObject([
			{
				accepted: true,
				body: {
					file: {
						fileName: 'tokens.txt',
						rows: 2,
						bytes: content.length,
						sha256: createHash('sha256').update(content).digest('hex'),
					},
				},
			},
		]);
		expect(await push('package_token_push', uploadId)).toBe(0);
		given.emulator.control.advance(second);
		expect(phone.inbox).toHaveLength(1);
	});

	it('refuses a push to a package of tokens with a row that is none', async () => {
		given.emulator.tpns.addDevice({ token: 't'.repeat(36) });
		const { uploadId } = await upload('a.txt', `${'t'.repeat(36)}\n${'t'.repeat(35)}`);
		expect(await push('package_token_push', uploadId)).toBe(1008007);
		expect(given.emulator.tpns.app().pushes.size).toBe(0);
		expect(await push('package_account_push', uploadId)).toBe(0);
	});

	it('keeps accounts from a zip, for a push to their latest devices', async () => {
		const phone = given.emulator.tpns.addDevice({ token: 't1', attended: true });
		given.emulator.context.devices.bindAccount(phone, '用户一', 0, 0);
		const { retCode, uploadId } = await upload(
			'a.zip',
			await zip([['people.csv', '用户一\nnobody']]),
		);
		expect(retCode).toBe(0);
		expect(await push('package_account_push', uploadId)).toBe(0);
		given.emulator.control.advance(second);
		expect(phone.inbox).toHaveLength(1);
	});

	it('keeps rows that fall on the borders of what arrives', async () => {
		const rows = Array.from({ length: 100_000 }, (_, index) => `用户-${index}`);
		await upload('rows.csv', rows.join('\n'));
		const [kept] = given.emulator.tpns.app().packages.values();
		expect(kept.file.rowCount).toBe(100_000);
		expect([...kept.file.rows()]).toEqual(rows);
	});

	it.each([
		['another extension', 'a.xlsx', 'ab', 1008007],
		['a name of 101 characters', `${'a'.repeat(97)}.txt`, 'ab', 1008007],
		['no rows', 'a.txt', '\n\n', 1008012],
		['a row of one character', 'a.txt', 'ab\nc\n', 1008007],
		['a row of 101 characters', 'a.txt', 'x'.repeat(101), 1008007],
		['two columns', 'a.csv', 'ab,cd', 1008007],
		['text that is not UTF-8', 'a.txt', Buffer.from([0x61, 0xff, 0x62]), 1008007],
	])('refuses %s', async (_name, name, content, code) => {
		expect((await upload(name, content)).retCode).toBe(code);
		expect(given.emulator.tpns.app().packages.size).toBe(0);
	});

	it.each<[what: string, code: number, files: Files, change?: (archive: Buffer) => Buffer]>([
		['that is none', 1008007, [], () => Buffer.from('no zip')],
		['that is cut off', 1008007, [['a.txt', 'ab']], (archive) => archive.subarray(0, -30)],
		['without files', 1008007, []],
		[
			'of two files',
			1008007,
			[
				['a.txt', 'ab'],
				['b.txt', 'cd'],
			],
		],
		['with a folder', 1008007, [['dir/a.txt', 'ab']]],
		['of something else', 1008007, [['a.exe', 'ab']]],
		['whose content is broken', 1008011, [['a.txt', 'ab']], broken],
		[
			'that says less than it holds',
			1008011,
			[['a.txt', 'ab\ncd']],
			(archive) => ofSize(archive, 2),
		],
		['that says more than it holds', 1008011, [['a.txt', 'ab']], (archive) => ofSize(archive, 9)],
		['of 4 GB', 1008011, [['a.txt', 'ab']], (archive) => ofSize(archive, 0xffff_fff0)],
	])('refuses a zip %s', async (_what, code, files, change = (archive) => archive) => {
		expect((await upload('a.zip', change(await zip(files)))).retCode).toBe(code);
		expect(given.emulator.tpns.app().packages.size).toBe(0);
	});

	it('refuses a file of more than 100 MB', async () => {
		const row = `${'x'.repeat(63)}\n`;
		const { retCode } = await upload('a.txt', row.repeat((100 * 1024 * 1024) / 64) + row);
		expect(retCode).toBe(1008011);
	});

	it('refuses a form without the file', async () => {
		expect((await upload('a.txt', 'ab', { field: 'upload' })).retCode).toBe(1008002);
		expect(given.emulator.control.requests(path)[0].unknownFields).toEqual(['upload']);
	});

	it('takes Basic authentication only', async () => {
		expect((await upload('a.txt', 'ab', { authorization: 'Basic eDp5' })).retCode).toBe(1008035);
		expect((await given.tpns(path, {})).body.retCode).toBe(1008003);
	});
});

type Files = Array<[name: string, text: string]>;

async function zip(files: Files): Promise<Buffer> {
	const archive = new ZipFile();
	for (const [name, text] of files) archive.addBuffer(Buffer.from(text), name);
	archive.end();
	return await buffer(archive.outputStream);
}

/** Spoils the compressed bytes of the first file. */
function broken(archive: Buffer): Buffer {
	const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
	return archive.fill(0xff, start, archive.indexOf('PK\x01\x02'));
}

/** Writes another uncompressed size into the directory (APPNOTE.TXT 4.3.12). */
function ofSize(archive: Buffer, size: number): Buffer {
	archive.writeUInt32LE(size, archive.indexOf('PK\x01\x02') + 24);
	return archive;
}
