import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
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
		const { retCode, uploadId } = await upload('a.zip', zip([['people.csv', '用户一\nnobody']]));
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
		['a zip that is none', 'a.zip', 'no zip', 1008007],
		[
			'a zip of two files',
			'a.zip',
			zip([
				['a.txt', 'ab'],
				['b.txt', 'cd'],
			]),
			1008007,
		],
		['a zip with a folder', 'a.zip', zip([['dir/a.txt', 'ab']]), 1008007],
		['a zip of something else', 'a.zip', zip([['a.exe', 'ab']]), 1008007],
	])('refuses %s', async (_name, name, content, code) => {
		expect((await upload(name, content)).retCode).toBe(code);
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

/** A zip as in APPNOTE.TXT 4.3, without check sums, which the emulator does not look at. */
function zip(files: Array<[name: string, text: string]>): Buffer {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of files) {
		const bytes = deflateRawSync(text);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(bytes.length, 18);
		local.writeUInt16LE(Buffer.byteLength(name), 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(bytes.length, 20);
		entry.writeUInt16LE(Buffer.byteLength(name), 28);
		entry.writeUInt32LE(offset, 42);
		locals.push(local, Buffer.from(name), bytes);
		entries.push(entry, Buffer.from(name));
		offset += local.length + Buffer.byteLength(name) + bytes.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, ...entries, end]);
}
