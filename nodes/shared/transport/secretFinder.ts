import { decodings } from './escapes';

/** A part of a text. */
export interface Span {
	start: number;
	end: number;
}

/** Values that are shorter are no keys, and would hide words. */
const SHORTEST_SECRET = 8;

/** A part of a secret that long is found by itself, e.g. where an API has cut the value. */
const SECRET_PART = 16;

/** Signs at the ends that may be missing from a secret that is hardly longer. */
const ENDS = 2;

/** Base64 and hexadecimal of texts that are not just a secret are read in texts up to this length. */
const LONGEST_NESTED = 16 * 1024;

/** Levels of Base64 and hexadecimal. */
const MOST_NESTED = 3;

/**
 * Finds secrets and parts of them, in one normal form: a text is freed of all escapes, and compared
 * by its letters and digits alone, whatever their case. So signs, white space and line breaks
 * between them count for nothing. A secret is also looked for in Base64 and in hexadecimal, as the
 * text that it is Base64 of, and in short texts below several levels of both.
 *
 * Secrets of less than 8 characters are left alone. Of others, each part of 16 letters and digits is
 * found, and of shorter ones all but two.
 *
 * @returns finds the parts of a text that hold secrets, in order and apart from each other
 */
export function createFinder(secrets: readonly string[]): (text: string) => Span[] {
	const values = [
		...new Set(
			secrets
				.filter(({ length }) => length >= SHORTEST_SECRET)
				.flatMap((secret) => [secret, ...decoded(secret)]),
		),
	];
	const plain = values.flatMap((value) => decodings(value, false)).map(({ text }) => text);
	const forms = [...new Set([...plain, ...values.flatMap(encoded)])];
	// Only what has next to no letters and digits is compared by its other signs.
	const isUsual = plain.every((form) => reduced(form, LETTERS).text.length >= SHORTEST_SECRET);
	const searches = (isUsual ? [LETTERS] : [LETTERS, allSigns()]).map((signs) =>
		searchFor(forms, signs),
	);

	const findNested = (text: string, levels: number): Span[] =>
		decodings(text, text.length <= LONGEST_NESTED).flatMap(({ text: read, places }) => {
			const found = [
				...searches.flatMap((search) => findIn(read, search)),
				...(levels > 0 && text.length <= LONGEST_NESTED
					? readRuns(read, (run) => findNested(run, levels - 1))
					: []),
			];
			return found.map(({ start, end }) =>
				places ? { start: places.starts[start], end: places.ends[end - 1] } : { start, end },
			);
		});
	return (text) => (forms.length === 0 ? [] : united(findNested(text, MOST_NESTED)));
}

/** The text that a secret is Base64 of, if it is readable, as the signature of TPNS is. */
function decoded(secret: string): string[] {
	const text = Buffer.from(secret, 'base64').toString('utf8');
	return text.length >= SHORTEST_SECRET && /^[\x20-\x7e]+$/.test(text) ? [text] : [];
}

/** A text in hexadecimal and in Base64, wherever in a group of three bytes it starts. */
function encoded(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const shifted = [0, 1, 2].map((shift) => {
		const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
		// The ends depend on what stands beside the secret.
		return shift === 0 ? base64 : base64.slice(shift + 1).replace(/.?=*$/, '');
	});
	return [bytes.toString('hex'), ...shifted];
}

/** What signs of a text are compared: by their code, the code that they count as, or 0. */
type Signs = Uint16Array;

function signsOf(countsAs: (code: number) => number): Signs {
	return Uint16Array.from({ length: 0x10000 }, (_, code) => countsAs(code));
}

/** Whether a sign beyond ASCII is neither white space nor punctuation. */
function isWide(code: number): boolean {
	return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && code !== 0x3000 && code < 0xfeff;
}

const LETTERS = signsOf((code) => {
	if (code >= 0x41 && code <= 0x5a) return code + 0x20;
	return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || isWide(code)
		? code
		: 0;
});

let signsTable: Signs | undefined;

/** Without white space, and signs that stand for a space or an escape, or fill up. */
function allSigns(): Signs {
	const none = /[\s\u007f-\u00a0\u00ad\u200b-\u200f\ufeff\ufffd+\\=]/;
	const countsNot = (code: number) => code <= 0x20 || none.test(String.fromCharCode(code));
	signsTable ??= signsOf((code) => LETTERS[code] || (countsNot(code) ? 0 : code));
	return signsTable;
}

const ENDS_RUN = 0x1f;

/** The alphabet of Base64, of URLs too; white space within counts for nothing, all else ends it. */
const BASE64 = signsOf((code) => {
	if (code > 0x7f) return isWide(code) ? ENDS_RUN : 0;
	if (code === 0x2d) return 0x2b;
	if (code === 0x5f) return 0x2f;
	const sign = String.fromCharCode(code);
	return /[A-Za-z0-9+/]/.test(sign) ? code : /\s/.test(sign) ? 0 : ENDS_RUN;
});

/** A text reduced to the signs that count, with the place of each. */
interface Reduced {
	codes: Uint16Array;
	text: string;
	places: Int32Array;
}

function reduced(text: string, signs: Signs): Reduced {
	const codes = new Uint16Array(text.length);
	const places = new Int32Array(text.length);
	let length = 0;
	for (let at = 0; at < text.length; at++) {
		const code = signs[text.charCodeAt(at)];
		if (code === 0) continue;
		codes[length] = code;
		places[length++] = at;
	}
	const counted = codes.subarray(0, length);
	const bytes = Buffer.from(counted.buffer, 0, length * 2);
	return { codes: counted, text: bytes.toString('utf16le'), places };
}

/** What is looked for in reduced texts. */
interface Search {
	signs: Signs;
	windows: Windows[];
	/** Signs that do not count, and with which secrets start or end. */
	before: Set<string>;
	after: Set<string>;
}

function searchFor(forms: readonly string[], signs: Signs): Search {
	const bySize = new Map<number, Set<string>>();
	const [before, after] = [new Set<string>(), new Set<string>()];
	for (const form of forms) {
		const { text, places } = reduced(form, signs);
		if (text.length < SHORTEST_SECRET) continue;
		const size = Math.min(SECRET_PART, Math.max(SHORTEST_SECRET, text.length - ENDS));
		bySize.set(size, (bySize.get(size) ?? new Set()).add(text));
		for (const sign of form.slice(0, places[0])) before.add(sign);
		for (const sign of form.slice(places[text.length - 1] + 1)) after.add(sign);
	}
	const windows = [...bySize].map(([size, texts]) => new Windows(size, [...texts]));
	return { signs, windows, before, after };
}

/** Signs of which a filter knows whether they stand in a row in a secret. */
const ROW = 4;

/** All windows of one length in some texts. */
class Windows {
	readonly size: number;

	private readonly texts: string;

	/** A bit for each hash of a row; without it, a body of 10 MB would take seconds. */
	private readonly filter = new Uint32Array(1 << 15);

	constructor(size: number, texts: readonly string[]) {
		this.size = size;
		this.texts = texts.join('\0');
		const bytes = Buffer.from(this.texts, 'utf16le');
		const codes = new Uint16Array(new Uint8Array(bytes).buffer);
		for (let at = 0; at + ROW <= codes.length; at++) {
			const hash = hashOf(codes, at);
			this.filter[hash >>> 5] |= 1 << (hash & 31);
		}
	}

	/** Where windows stand in a text, those that overlap as one. */
	find({ codes, text }: Reduced): Span[] {
		const { size, texts } = this;
		const found: Span[] = [];
		// Each window holds just one row that starts at a multiple of this.
		const step = size - ROW + 1;
		let next = 0;
		for (let at = 0; at + ROW <= codes.length; at += step) {
			const hash = hashOf(codes, at);
			if ((this.filter[hash >>> 5] & (1 << (hash & 31))) === 0) continue;
			for (next = Math.max(next, at - step + 1); next <= at; next++) {
				const start = next;
				while (next + size <= text.length && texts.includes(text.slice(next, next + size))) next++;
				if (next > start) found.push({ start, end: next - 1 + size });
			}
		}
		return found;
	}
}

function hashOf(codes: Uint16Array, at: number): number {
	let hash = 0;
	for (let index = at; index < at + ROW; index++) hash = Math.imul(hash, 0x9e3779b1) + codes[index];
	return Math.imul(hash, 0x85ebca6b) >>> 12;
}

function findIn(text: string, { signs, windows, before, after }: Search): Span[] {
	const normal = reduced(text, signs);
	return windows
		.flatMap((each) => each.find(normal))
		.map((found) => {
			let start = normal.places[found.start];
			let end = normal.places[found.end - 1] + 1;
			while (before.has(text[start - 1])) start--;
			while (after.has(text[end])) end++;
			return { start, end };
		});
}

/** What Base64 or hexadecimal has to hold to be worth a look. */
const READABLE = /[\t\n\r\x20-\x7e]{8}/;

/** Reads runs of Base64 and hexadecimal, and says where in the text something was found in them. */
function readRuns(text: string, find: (bytes: string) => Span[]): Span[] {
	const normal = reduced(text, BASE64);
	const readings = [
		{ pattern: /[A-Za-z0-9+/]{11,}/g, encoding: 'base64', signs: 4, bytes: 3 },
		{ pattern: /[0-9a-f]{16,}/gi, encoding: 'hex', signs: 2, bytes: 1 },
	] as const;
	return readings.flatMap(({ pattern, encoding, signs, bytes }) =>
		[...normal.text.matchAll(pattern)].flatMap(({ 0: run, index }) =>
			Array.from({ length: signs }, (_, shift) => shift).flatMap((shift) => {
				const from = index + shift;
				const read = Buffer.from(run.slice(shift), encoding).toString('latin1');
				if (!READABLE.test(read)) return [];
				return find(read).map(({ start, end }) => ({
					start: normal.places[from + Math.floor((start * signs) / bytes)],
					end:
						normal.places[
							Math.min(from + Math.ceil((end * signs) / bytes), index + run.length) - 1
						] + 1,
				}));
			}),
		),
	);
}

/** Spans in order; those that touch are one. */
function united(spans: Span[]): Span[] {
	const result: Span[] = [];
	for (const { start, end } of spans.sort((one, other) => one.start - other.start)) {
		const last = result[result.length - 1];
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else result.push({ start, end });
	}
	return result;
}
