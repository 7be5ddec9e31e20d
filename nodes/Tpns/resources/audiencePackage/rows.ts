import { createHash } from 'node:crypto';
import { FieldError } from '../../../shared/fields/fieldError';
import type { Multipart } from '../../../shared/transport/multipart';
import type { PackageKind } from '../../audience/package';

/** Bytes of a file. Source: docs/api/tpns.md 1.3. */
export const MOST_BYTES = 104_857_600;

const ACCOUNT_LENGTH = { shortest: 2, longest: 100 };
/** The manual speaks of 36 characters, its samples have 34 to 36. Source: docs/api/tpns.md I18. */
const TOKEN_LENGTH = { shortest: 2, longest: 36 };

/**
 * Items that an uploaded file is linked to. From one that comes of several, n8n cannot find its way
 * back to a single item anyhow, and a million links take 17 MB in each stored execution.
 */
const MOST_LINKS = 100_000;

const LINE_BREAK = 0x0a;
const LAST_ASCII = 0x7f;
const HASH_START = 0x811c9dc5;
/** Room for what stands around a file in a form: a file name has 100 characters. */
const FRAME_BYTES = 1_024;
/** First guesses at a file; both are exceeded where needed. */
const LIKELY_ROW_BYTES = 48;
const MOST_LIKELY_ROWS = 2_000_000;

/** A row as it goes into a file. */
interface EncodedRow {
	/** Starts with the row in UTF-8. */
	buffer: Buffer;
	length: number;
	hash: number;
}

/**
 * A file of rows as it goes up: UTF-8, a row on each line. It finds its rows by an index of the
 * places where they start, because a set of a million texts takes three times the room.
 */
export class RowFile {
	rows = 0;

	/** Rows that were left out because they stood before. */
	duplicates = 0;

	/** Indexes of the first items that named its rows. */
	readonly items: number[] = [];

	private content: Buffer;

	private end = FRAME_BYTES;

	/** Pairs of where a row starts, or 0, and its hash, which says where to look first. */
	private slots: Uint32Array;

	/** @param likelyRows how many there may be; the system gives memory only as it is used */
	constructor(likelyRows: number) {
		const rows = Math.min(likelyRows, MOST_LIKELY_ROWS);
		this.content = Buffer.allocUnsafeSlow(rows * LIKELY_ROW_BYTES + 2 * FRAME_BYTES);
		this.slots = new Uint32Array(2 * 2 ** Math.ceil(Math.log2(rows + 1) + 1));
	}

	/** Bytes of the file. */
	get bytes(): number {
		return this.end - FRAME_BYTES;
	}

	/** Whether a row stands in the file. */
	has(row: EncodedRow): boolean {
		return this.slots[this.slotOf(row)] > 0;
	}

	/** Adds a row, or counts that it stands there. Returns false when it has no room. */
	add(row: EncodedRow, mostBytes: number): boolean {
		const slot = this.slotOf(row);
		if (this.slots[slot] > 0) {
			this.duplicates++;
			return true;
		}
		const { end } = this;
		const next = end + row.length + 1;
		if (next - FRAME_BYTES > mostBytes) return false;
		if (next + FRAME_BYTES > this.content.length) this.enlargeContent(next);
		const { content } = this;
		const { buffer, length } = row;
		// Quicker than Buffer.copy for rows, which are short.
		for (let at = 0; at < length; at++) content[end + at] = buffer[at];
		content[next - 1] = LINE_BREAK;
		this.slots[slot] = end;
		this.slots[slot + 1] = row.hash;
		this.end = next;
		if (++this.rows * 4 > this.slots.length) this.enlargeIndex();
		return true;
	}

	/** Tells the content from that of other files. */
	digest(): string {
		return createHash('sha256').update(this.content.subarray(FRAME_BYTES, this.end)).digest('hex');
	}

	/** The file with its frame, in place: what an earlier call returned is no longer whole. */
	framed({ head, tail }: Multipart): Buffer {
		head.copy(this.content, FRAME_BYTES - head.length);
		tail.copy(this.content, this.end);
		return this.content.subarray(FRAME_BYTES - head.length, this.end + tail.length);
	}

	/** The slot of a row, or the one that it would have. */
	private slotOf({ buffer, length, hash }: EncodedRow): number {
		const { content, slots } = this;
		const last = slots.length - 1;
		let slot = (hash << 1) & last;
		for (let start = slots[slot]; start > 0; start = slots[slot]) {
			if (
				slots[slot + 1] === hash &&
				content[start + length] === LINE_BREAK &&
				isAt(content, start, buffer, length)
			) {
				break;
			}
			slot = (slot + 2) & last;
		}
		return slot;
	}

	private enlargeContent(end: number): void {
		const larger = Buffer.allocUnsafeSlow(end * 2 + FRAME_BYTES);
		this.content.copy(larger, FRAME_BYTES, FRAME_BYTES, this.end);
		this.content = larger;
	}

	private enlargeIndex(): void {
		const before = this.slots;
		const slots = new Uint32Array(before.length * 4);
		const last = slots.length - 1;
		for (let from = 0; from < before.length; from += 2) {
			if (before[from] === 0) continue;
			let slot = (before[from + 1] << 1) & last;
			while (slots[slot] > 0) slot = (slot + 2) & last;
			slots[slot] = before[from];
			slots[slot + 1] = before[from + 1];
		}
		this.slots = slots;
	}
}

/**
 * Collects the rows of items into files of at most 100 MB. A row that stood before, in whichever
 * file, is left out.
 */
export class RowFiles {
	/** Files that took no further row. */
	private readonly full: RowFile[] = [];

	private open: RowFile;

	private readonly likelyRows: number;

	private readonly mostBytes: number;

	private scratch = Buffer.allocUnsafe(FRAME_BYTES);

	/**
	 * @param likelyRows how many there may be
	 * @param mostBytes the most that a file may have
	 */
	constructor(likelyRows: number, mostBytes = MOST_BYTES) {
		this.likelyRows = likelyRows;
		this.mostBytes = mostBytes;
		this.open = new RowFile(likelyRows);
	}

	/** The files, of which each has a row. */
	get files(): RowFile[] {
		return [...this.full, this.open].filter(({ rows }) => rows > 0);
	}

	/** Adds the rows of an item, which have to be checked. */
	add(item: number, rows: readonly string[]): void {
		for (const row of rows) {
			const { items } = this.fileOf(this.encode(row));
			if (items.length < MOST_LINKS && items[items.length - 1] !== item) items.push(item);
		}
	}

	/** The file in which a row stands, or stands from now on. */
	private fileOf(row: EncodedRow): RowFile {
		for (const file of this.full) {
			if (file.has(row)) {
				file.duplicates++;
				return file;
			}
		}
		if (this.open.add(row, this.mostBytes)) return this.open;
		this.full.push(this.open);
		this.open = new RowFile(this.likelyRows);
		this.open.add(row, Infinity);
		return this.open;
	}

	private encode(row: string): EncodedRow {
		// A character of a text is at most 3 bytes of UTF-8.
		if (row.length * 3 > this.scratch.length) this.scratch = Buffer.allocUnsafe(row.length * 3);
		const buffer = this.scratch;
		let length = 0;
		let hash = HASH_START;
		for (; length < row.length; length++) {
			const code = row.charCodeAt(length);
			if (code > LAST_ASCII) break;
			buffer[length] = code;
			hash = nextHash(hash, code);
		}
		if (length < row.length) {
			const end = buffer.write(row, 'utf8');
			for (; length < end; length++) hash = nextHash(hash, buffer[length]);
		}
		return { buffer, length, hash: hash >>> 0 };
	}
}

/** FNV-1a. */
function nextHash(hash: number, byte: number): number {
	return Math.imul(hash ^ byte, 0x01000193);
}

/** Compares from the end, where accounts and tokens differ most. */
function isAt(content: Buffer, start: number, row: Buffer, length: number): boolean {
	for (let at = length - 1; at >= 0; at--) if (content[start + at] !== row[at]) return false;
	return true;
}

/** Characters of ASCII that a row may have. */
const PLAIN = /^[ !#-+\--~]*$/;

/**
 * Checks a row. Source: docs/api/tpns.md 1.3.
 *
 * @throws FieldError when its length is wrong, or it would be more than one row or column
 */
export function checkRow(row: string, kind: PackageKind, field: string): void {
	const { shortest, longest } = kind === 'token' ? TOKEN_LENGTH : ACCOUNT_LENGTH;
	const isPlain = PLAIN.test(row);
	const length = isPlain ? row.length : [...row].length;
	if (length < shortest || length > longest) {
		throw new FieldError(
			field,
			`has "${row.slice(0, 12)}" with ${length} characters`,
			`Give ${kind === 'token' ? 'tokens' : 'accounts'} of ${shortest} to ${longest} characters`,
		);
	}
	if (!isPlain && /[,"\p{Cc}]/u.test(row)) {
		throw new FieldError(
			field,
			`has "${row.slice(0, 12)}", which holds a comma, quotation mark or line break`,
			'A package has one column, so leave these characters out',
		);
	}
}
