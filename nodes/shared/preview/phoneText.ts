/// <reference lib="es2022.intl" />

const ELLIPSIS = '...';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters that a person sees, one by one: an emoji or a letter with its accents is one. */
function* charactersOf(text: string): Generator<string> {
	for (const { segment } of graphemes.segment(text)) yield segment;
}

/**
 * A text as a push channel cuts it: a longer one ends with "...", within the limit. No character is
 * cut in half. Source: docs/api/push-service.md 4.5.
 *
 * @param lengthOf what the limit counts; UTF-16 units when left out
 */
export function cutText(
	text: string,
	limit: number,
	lengthOf = (part: string) => part.length,
): string {
	if (lengthOf(text) <= limit) return text;
	let kept = '';
	for (const character of charactersOf(text)) {
		if (lengthOf(kept + character) > limit - ELLIPSIS.length) break;
		kept += character;
	}
	return (kept + ELLIPSIS).slice(0, limit);
}

/** How much room a text has. */
export interface Room {
	/** Width of a line in em, the size of the font. */
	width: number;
	lines: number;
}

/** Between these a line may be broken: spaces, single CJK characters, everything else. */
const PIECES =
	/\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\p{Pe}\p{Pf}\p{Po}ー]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/**
 * The lines of a text as a phone breaks it: at line breaks and between words, inside a word only
 * where it is longer than a line. A text that needs more lines ends with "…".
 *
 * There is no font to measure with, so widths are estimated.
 */
export function wrapText(text: string, room: Room): string[] {
	const lines: string[] = [];
	for (const line of linesOf(text, room.width)) {
		if (lines.length === room.lines) {
			lines.push(shorten(lines.pop() ?? '', room.width));
			break;
		}
		lines.push(line);
	}
	return lines;
}

function* linesOf(text: string, width: number): Generator<string> {
	for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
		let line = '';
		for (const [piece] of paragraph.matchAll(PIECES)) {
			if (fits(line + piece.trimEnd(), width)) {
				line += piece;
				continue;
			}
			if (line.trim() !== '') yield line.trimEnd();
			line = '';
			for (const character of charactersOf(piece.trimStart())) {
				if (line !== '' && !fits(line + character, width)) {
					yield line;
					line = '';
				}
				line += character;
			}
		}
		yield line.trimEnd();
	}
}

/** A line that ends with "…", within the width. */
function shorten(line: string, width: number): string {
	const kept = [...charactersOf(line)];
	while (kept.length > 0 && !fits(`${kept.join('')}…`, width)) kept.pop();
	return `${kept.join('').trimEnd()}…`;
}

/** Whether a line is as wide as that, in em, or narrower; rather no than yes. */
export function fits(line: string, width: number): boolean {
	let sum = 0;
	for (const character of charactersOf(line)) {
		sum += characterWidth(character);
		if (sum > width) return false;
	}
	return true;
}

function characterWidth(character: string): number {
	if (/^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character)) return 1.4;
	if (
		/^[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(
			character,
		)
	)
		return 1;
	if (/^[ijl.,:;'|!]/.test(character)) return 0.3;
	if (/^[ \-ftrI()[\]"]/.test(character)) return 0.38;
	if (/^[mwMW@%]/.test(character)) return 0.9;
	if (/^\p{Lu}/u.test(character)) return 0.68;
	return /^[\p{ASCII}\p{Script=Latin}]/u.test(character) ? 0.58 : 0.8;
}
