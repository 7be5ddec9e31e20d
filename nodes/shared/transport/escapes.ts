/** A decoded text, and where its signs stand in the original. */
export interface Decoded {
	text: string;
	/** Start and end of each sign in the original; undefined when nothing was decoded. */
	places?: { starts: Int32Array; ends: Int32Array };
}

const HEX = '[0-9a-f]';
/** The first of some backslashes: to look from each of them would take the square of the time. */
const BACKSLASHES = '(?<!\\\\)\\\\+';

/** A sign of UTF-8, with a prefix before each byte. */
function utf8(prefix: string): string {
	const more = `${prefix}[89ab]${HEX}`;
	return `${prefix}(?:[0-7]${HEX}|[cd]${HEX}${more}|e${HEX}(?:${more}){2}|f[0-7](?:${more}){3})`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', tab: ' ', newline: '\n' },
		...{ plus: '+', equals: '=', sol: '/', bsol: '\\', ast: '*', lowbar: '_', hyphen: '-' },
		...{ dash: '-', colon: ':', semi: ';', comma: ',', period: '.', num: '#', excl: '!' },
		...{ quest: '?', lpar: '(', rpar: ')', lsqb: '[', rsqb: ']', lcub: '{', rcub: '}' },
		...{ verbar: '|', vert: '|', percnt: '%', dollar: '$', commat: '@', grave: '`', hat: '^' },
	}),
);

/** Escapes of URLs, JSON, JavaScript and HTML. What escapes an escape is taken off with it. */
const ESCAPES = [
	utf8('%(?:25)*'),
	`%u${HEX}{4}`,
	utf8(`${BACKSLASHES}x`),
	`${BACKSLASHES}(?:u${HEX}{4}|u\\{${HEX}{1,6}\\}|[0-3][0-7]{2}|[bfnrtv])`,
	`&(?:amp;)*(?:#x${HEX}{1,6};?|#\\d{1,7};?|(?:${[...ENTITIES.keys()].join('|')});)`,
	'<w?br\\s{0,9}/?>',
].join('|');

const USUAL = new RegExp(ESCAPES, 'gi');
const QUOTED_PRINTABLE = new RegExp(`${ESCAPES}|${utf8('=')}`, 'gi');
/** White space, escaped too, and the soft line breaks of quoted-printable. */
const WHITE_SPACE = new RegExp(
	[
		'\\s',
		`${BACKSLASHES}[nrt]`,
		'<w?br\\s{0,9}/?>',
		'&#(?:9|10|13|32|x0?[9ad]|x20);',
		'%(?:0[9ad]|20)',
		'(?:=|%3d|&#61;|&#x3d;)(?=\\r?\\n|%0[ad]|\\\\+[rn]|&#(?:10|13|x0?[ad]);)',
	].join('|'),
	'gi',
);
const PRINTABLE = /=[0-9a-f]{2}/i;

/** Levels of escapes that are taken off. */
const MOST_LEVELS = 8;

/**
 * A text as it is, and with one more level of escapes taken off each time, until there are none:
 * percent, `\x`, `\u`, octal, HTML entities. Where there may be quoted-printable (`=2D`), it is also
 * read as that.
 *
 * @param isWrapped whether to read it without white space as well, which may part an escape
 */
export function decodings(text: string, isWrapped: boolean): Decoded[] {
	const usual = levelsOf(text, USUAL, isWrapped);
	const isPrintable = usual.some((level) => PRINTABLE.test(level.text));
	return isPrintable ? [...usual, ...levelsOf(text, QUOTED_PRINTABLE, isWrapped)] : usual;
}

function levelsOf(text: string, pattern: RegExp, isWrapped: boolean): Decoded[] {
	const levels: Decoded[] = [];
	let level: Decoded | undefined = { text };
	while (level && levels.length <= MOST_LEVELS) {
		levels.push(level);
		level = replaced(level, pattern, signOf);
	}
	if (!isWrapped) return levels;
	let joined =
		replaced({ text }, WHITE_SPACE, () => '') ??
		levels.find(({ text: parted }) => /\s/.test(parted));
	for (let rest = MOST_LEVELS; joined && rest > 0; rest--) {
		joined = replaced(joined, WHITE_SPACE, () => '') ?? joined;
		levels.push(joined);
		joined = replaced(joined, pattern, signOf);
	}
	return levels;
}

/** A text with what a pattern finds replaced by something that is not longer; undefined if nothing is. */
function replaced(
	{ text, places }: Decoded,
	pattern: RegExp,
	replace: (found: string) => string,
): Decoded | undefined {
	const parts: string[] = [];
	let starts: Int32Array | undefined;
	let ends: Int32Array | undefined;
	let length = 0;
	let end = 0;
	const keep = (to: number) => {
		for (let at = end; at < to; at++) {
			starts![length] = places ? places.starts[at] : at;
			ends![length++] = places ? places.ends[at] : at + 1;
		}
	};
	for (const { 0: found, index } of text.matchAll(pattern)) {
		starts ??= new Int32Array(text.length);
		ends ??= new Int32Array(text.length);
		const sign = replace(found);
		const last = index + found.length - 1;
		keep(index);
		for (let unit = 0; unit < sign.length; unit++) {
			starts[length] = places ? places.starts[index] : index;
			ends[length++] = places ? places.ends[last] : last + 1;
		}
		parts.push(text.slice(end, index), sign);
		end = last + 1;
	}
	if (!starts || !ends) return undefined;
	keep(text.length);
	parts.push(text.slice(end));
	return { text: parts.join(''), places: { starts, ends } };
}

/** The sign that an escape stands for. */
function signOf(escape: string): string {
	if (escape.startsWith('<')) return '\n';
	if (escape.startsWith('&')) {
		const [, hex, decimal, name] = /(?:#x([0-9a-f]+)|#(\d+)|&?(\w+));?$/i.exec(escape) ?? [];
		if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? ' ';
		return fromCode(hex === undefined ? Number(decimal) : parseInt(hex, 16));
	}
	const unit = /u\{?([0-9a-f]+)\}?$/i.exec(escape);
	if (unit) return fromCode(parseInt(unit[1], 16));
	const octal = /^\\+([0-7]{3})$/.exec(escape);
	if (octal) return fromCode(parseInt(octal[1], 8));
	if (/^\\+[bfnrtv]$/i.test(escape)) return '\n';
	const bytes = escape.replace(/%(?:25)*(?=[0-9a-f]{2})/gi, '%').match(/[0-9a-f]{2}/gi) ?? [];
	return Buffer.from(bytes.join(''), 'hex').toString('utf8');
}

function fromCode(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
