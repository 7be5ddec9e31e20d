import fc from 'fast-check';
import { vendorName } from '../../../nodes/TencentPush/channels.ts';
import {
	type CodeVendor,
	vendorError,
	vendorErrors,
} from '../../../nodes/TencentPush/vendorErrors.ts';

const rows = Object.entries(vendorErrors).flatMap(([vendor, codes]) =>
	Object.entries(codes).map(([code, error]) => ({ vendor, code, ...error })),
);

it.each(rows)('$vendor $code is well-formed', ({ code, meaning, fix, certain, source }) => {
	expect(code).toMatch(/^(-?\d+|[A-Z][A-Za-z_]+)$/);
	for (const text of [meaning, fix]) {
		// English for people who skim: no full stop, no semicolon that hides a second sentence in a fix.
		expect(text).toMatch(/^[A-Zv][\x20-\x7e]*[^.\s]$/);
		expect(text.length).toBeLessThanOrEqual(100);
	}
	expect(fix).not.toBe(meaning);
	expect(typeof certain).toBe('boolean');
	expect(source.length).toBeGreaterThan(10);
});

it('marks what was only collected by others as uncertain', () => {
	for (const { certain, source } of rows) {
		if (source.startsWith('a public collection')) expect(certain).toBe(false);
	}
});

it('removes only devices whose token is of no use any more', () => {
	const removed = rows.filter(({ removeFromList }) => removeFromList);
	expect(removed.length).toBeGreaterThan(0);
	for (const { meaning } of removed) expect(meaning).toMatch(/token|device/i);
	for (const { meaning, removeFromList } of rows) {
		if (/keys|app key|certificate|busy|speed|used up/i.test(meaning)) {
			expect([meaning, removeFromList]).toEqual([meaning, undefined]);
		}
	}
});

it('explains the codes of the samples in the documentation', () => {
	expect(vendorError('apns', '410')).toMatchObject({ removeFromList: true, certain: true });
	expect(vendorError('vivo', 10302)).toMatchObject({ removeFromList: true });
	expect(vendorError('huawei', '-2')).toBe(vendorErrors.tencent['-2']);
	expect(vendorError('none', '-1')).toMatchObject({ certain: false });
	expect(vendorError('xiaomi', '1')?.removeFromList).toBeUndefined();
});

it('has every vendor that callbacks name', () => {
	const named = [1, 2, 3, 4, 5, 6, 7, 8].map((platform) => vendorName(platform));
	expect(Object.keys(vendorErrors)).toEqual(expect.arrayContaining(named));
});

it('knows no other code, whatever is asked', () => {
	const known = (vendor: string, code: string) =>
		Object.hasOwn(vendorErrors.tencent, code) ||
		(Object.hasOwn(vendorErrors, vendor) &&
			Object.hasOwn(vendorErrors[vendor as CodeVendor], code));
	const name = fc.oneof(
		fc.string(),
		fc.constantFrom('constructor', '__proto__', 'toString', 'apns'),
	);
	fc.assert(
		fc.property(name, name, (vendor, code) => {
			expect(vendorError(vendor, code) !== undefined).toBe(known(vendor, code));
		}),
	);
	for (const code of [undefined, null, {}, [], true, Number.NaN]) {
		expect(vendorError('apns', code)).toBeUndefined();
	}
});
