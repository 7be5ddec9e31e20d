import fc from 'fast-check';
import { cutText, fits, wrapText } from '../../../../nodes/shared/preview/phoneText';

const piece = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.constantFrom(
		' ',
		'  ',
		'\n',
		'\r\n',
		'春季新品上线',
		'快来!',
		'👨‍👩‍👧',
		'🇨🇳',
		'e\u0301',
		'collection',
	),
);
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const anyRoom = fc.record({
	width: fc.integer({ min: 2, max: 30 }),
	lines: fc.integer({ min: 1, max: 6 }),
});
const withoutSpace = (text: string) => text.replace(/\s/g, '');

const graphemes = (text: string) =>
	[...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
		({ segment }) => segment,
	);

describe('a cut text', () => {
	it.each([
		['Spring is here', 14, 'Spring is here'],
		['Spring is here', 13, 'Spring is ...'],
		['春季新品上线啦快来看', 8, '春季新品上...'],
		['Party 🎉🎉🎉', 10, 'Party ...'],
		['👨‍👩‍👧 family', 9, '...'],
		['Spring', 2, '..'],
	])('of "%s" within %s is "%s"', (text, limit, cut) => {
		expect(cutText(text, limit)).toBe(cut);
	});

	it('keeps to the limit, and only whole characters from the start', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 3, max: 60 }), (text, limit) => {
				const cut = cutText(text, limit);
				expect(cut.length).toBeLessThanOrEqual(limit);
				if (text.length <= limit) expect(cut).toBe(text);
				else {
					const kept = graphemes(text).slice(0, graphemes(cut.slice(0, -3)).length);
					expect(cut).toBe(`${kept.join('')}...`);
				}
			}),
		);
	});
});

describe('wrapped lines', () => {
	it('break between words and between CJK characters, and before no closing punctuation', () => {
		expect(wrapText('Early access until Sunday', { width: 8, lines: 9 })).toEqual([
			'Early access',
			'until Sunday',
		]);
		expect(wrapText('春季新品已上线。快来', { width: 6, lines: 9 })).toEqual([
			'春季新品已上',
			'线。快来',
		]);
		expect(wrapText('春季新品已上。快来', { width: 6, lines: 9 })).toEqual([
			'春季新品已',
			'上。快来',
		]);
	});

	it('keep the line breaks of the text', () => {
		expect(wrapText('One\r\nTwo\n\nThree', { width: 20, lines: 9 })).toEqual([
			'One',
			'Two',
			'',
			'Three',
		]);
	});

	it('fit into the room, and lose nothing unless they say so', () => {
		fc.assert(
			fc.property(anyText, anyRoom, (text, room) => {
				const lines = wrapText(text, room);
				expect(lines.length).toBeGreaterThan(0);
				expect(lines.length).toBeLessThanOrEqual(room.lines);
				for (const line of lines) expect(fits(line, room.width)).toBe(true);
				const whole = wrapText(text, { ...room, lines: Infinity });
				expect(withoutSpace(whole.join(''))).toBe(withoutSpace(text));
				if (whole.length <= room.lines) expect(lines).toEqual(whole);
				else {
					expect(lines.slice(0, -1)).toEqual(whole.slice(0, room.lines - 1));
					expect(lines.at(-1)).toMatch(/…$/);
					expect(whole[room.lines - 1].startsWith(lines.at(-1)!.slice(0, -1))).toBe(true);
				}
			}),
		);
	});
});
