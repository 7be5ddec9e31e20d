import fc from 'fast-check';
import { RowFiles } from '../../../nodes/Tpns/resources/audiencePackage/rows';

const row = fc.stringMatching(/^[a-zé广]{2,12}$/);

test('files hold each row once, in order, and none is larger than allowed', () => {
	fc.assert(
		fc.property(fc.array(fc.array(row, { maxLength: 4 })), (items) => {
			const files = new RowFiles(1, 60);
			items.forEach((rows, index) => files.add(index, rows));
			const written = files.files.map((file) => {
				const frame = { head: Buffer.from('<<'), tail: Buffer.from('>'), headers: {} };
				const body = file.framed(frame).toString();
				expect(file.bytes).toBeLessThanOrEqual(60);
				expect(body.slice(0, 2) + body.slice(-1)).toBe('<<>');
				return body.slice(2, -1);
			});
			const all = items.flat();
			expect(written.join('')).toBe([...new Set(all)].map((one) => `${one}\n`).join(''));
			expect(files.files.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(
				all.length - new Set(all).size,
			);
			expect(new Set(files.files.flatMap((file) => file.items)).size).toBe(
				items.filter((rows) => rows.length > 0).length,
			);
		}),
	);
});

test('a file of many rows holds each once, and finds every one again', () => {
	const rows = Array.from({ length: 5_000 }, (_, index) => `customer-${index}`);
	const files = new RowFiles(1);
	files.add(0, rows);
	rows.forEach((one, index) => files.add(index, [one]));
	const [file] = files.files;
	expect([files.files.length, file.rows, file.duplicates]).toEqual([1, 5_000, 5_000]);
	const frame = { head: Buffer.alloc(0), tail: Buffer.alloc(0), headers: {} };
	expect(file.framed(frame).toString()).toBe(rows.map((one) => `${one}\n`).join(''));
	expect(file.items).toEqual(Array.from({ length: 5_000 }, (_, index) => index));
});

test('no more than 100,000 items are linked to a file', () => {
	const files = new RowFiles(1);
	for (let index = 0; index < 100_010; index++) files.add(index, ['one']);
	expect(files.files.map(({ items }) => items.length)).toEqual([100_000]);
	expect(files.files[0].duplicates).toBe(100_009);
});
