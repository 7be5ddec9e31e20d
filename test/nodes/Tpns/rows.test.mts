import fc from 'fast-check';
import { RowFiles, writeRows } from '../../../nodes/Tpns/resources/audiencePackage/rows';

const row = fc.stringMatching(/^[a-zé广]{2,12}$/);

test('files hold each row once, in order, and none is larger than allowed', () => {
	fc.assert(
		fc.property(fc.array(fc.array(row, { maxLength: 4 })), (items) => {
			const files = new RowFiles(60);
			items.forEach((rows, index) => files.add(index, rows));
			const written = files.files.map((file) => {
				const buffer = Buffer.alloc(file.bytes + 4, '#');
				writeRows(file, buffer, 2);
				expect(buffer.subarray(0, 2).toString() + buffer.subarray(-2).toString()).toBe('####');
				expect(file.bytes).toBeLessThanOrEqual(60);
				return buffer.subarray(2, -2).toString();
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
