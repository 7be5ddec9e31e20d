import { FieldError } from '../../../../nodes/shared/fields/fieldError.ts';
import { checkName, readTrimmed, trimmed } from '../../../../nodes/shared/fields/text.ts';
import { INVISIBLE_MARKS } from '../../../support/invisibleMarks.mts';

test('a mark that nobody sees is left out at the ends of a name, and refused inside', () => {
	for (const mark of INVISIBLE_MARKS) {
		expect(trimmed(` ${mark}vip${mark}${mark} `)).toBe('vip');
		expect(readTrimmed(`${mark}vip`, 'User ID')).toBe('vip');
		expect(() => checkName(`v${mark}ip`, 'User ID')).toThrow(FieldError);
	}
});

test.each([
	'❤️',
	'👨‍👩‍👧',
	'🏳️‍🌈',
	'👍🏽',
	'🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
	'1️⃣',
	'ᠠ᠋',
])('the marks of %s stay', (sign) => {
	for (const name of [sign, `${sign}vip`, `vip${sign}`, `v${sign}p`]) {
		expect(checkName(trimmed(name), 'User ID')).toBe(name);
	}
});

test('letters that are hidden behind a name are refused', () => {
	const hidden = [...'all'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');
	for (const name of [`vip${hidden}`, `${hidden}vip`, `v${hidden}ip`]) {
		expect(() => checkName(trimmed(name), 'User ID')).toThrow(/invisible character \(U\+E0061\)/);
	}
});
