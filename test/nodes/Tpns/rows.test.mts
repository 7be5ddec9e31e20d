import fc from 'fast-check';
import { RowFiles } from '../../../nodes/Tpns/resources/audiencePackage/rows';

const row = fc.stringMatching(/^[a-zé广]{2,12}$/);

test('files hold each row once, in order, and none is larger than allowed', () => {
	fc.assert(
		fc.property(fc.array(fc.array(row, { maxLength: 4 })), (items) => {
			const files = new RowFiles(60);
			items.forEach((rows, index) => files.add(index, rows));
			for (const { content, bytes } of files.files) {
				expect(bytes).toBe(Buffer.byteLength(content));
				expect(bytes).toBeLessThanOrEqual(60);
			}
			const all = items.flat();
			expect(files.files.map(({ content }) => content).join('')).toBe(
				[...new Set(all)].map((one) => `${one}\n`).join(''),
			);
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
	const files = new RowFiles();
	files.add(0, rows);
	rows.forEach((one, index) => files.add(index, [one]));
	const [file] = files.files;
	expect([files.files.length, file.rows.size, file.duplicates]).toEqual([1, 5_000, 5_000]);
	expect(file.content).toBe(rows.map((one) => `${one}\n`).join(''));
	expect(file.items).toEqual(Array.from({ length: 5_000 }, (_, index) => index));
});

test('no more than 100,000 items are linked to a file', () => {
	const files = new RowFiles();
	for (let index = 0; index < 100_010; index++) files.add(index, ['one']);
	expect(files.files.map(({ items }) => items.length)).toEqual([100_000]);
	expect(files.files[0].duplicates).toBe(100_009);
});
