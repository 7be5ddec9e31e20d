import { byteLength } from '../../../shared/fields/apiFields';
import { FieldError } from '../../../shared/operation/fieldError';
import type { PackageKind } from '../../audience/package';

/** Bytes of a file. Source: docs/api/tpns.md 1.3. */
export const MOST_BYTES = 104_857_600;

/** Rows that are made bytes at a time, so that no copy of the whole is needed. */
const ROWS_AT_ONCE = 10_000;

const ACCOUNT_LENGTH = { shortest: 2, longest: 100 };
/** The manual speaks of 36 characters, its samples have 34 to 36. Source: docs/api/tpns.md I18. */
const TOKEN_LENGTH = { shortest: 2, longest: 36 };

/** Rows that go up in one file. */
export interface RowFile {
	/** Rows in their order. */
	rows: Set<string>;
	/** Bytes of the file. */
	bytes: number;
	/** Rows that were left out because they stood before. */
	duplicates: number;
	/** Indexes of the items that named its rows. */
	items: number[];
}

/**
 * Collects the rows of items into files of at most 100 MB. A row that stood before, in whichever
 * file, is left out.
 */
export class RowFiles {
	readonly files: RowFile[] = [];

	private readonly mostBytes: number;

	/** @param mostBytes the most that a file may have */
	constructor(mostBytes = MOST_BYTES) {
		this.mostBytes = mostBytes;
	}

	/** Adds the rows of an item, which have to be checked. */
	add(item: number, rows: readonly string[]): void {
		for (const row of rows) {
			let file = this.files.find((one) => one.rows.has(row));
			if (file) {
				file.duplicates++;
			} else {
				const bytes = byteLength(row) + 1;
				file = this.fileFor(bytes);
				file.rows.add(row);
				file.bytes += bytes;
			}
			if (file.items[file.items.length - 1] !== item) file.items.push(item);
		}
	}

	private fileFor(bytes: number): RowFile {
		const last = this.files[this.files.length - 1];
		if (last && last.bytes + bytes <= this.mostBytes) return last;
		const file: RowFile = { rows: new Set(), bytes: 0, duplicates: 0, items: [] };
		this.files.push(file);
		return file;
	}
}

/**
 * Checks a row. Source: docs/api/tpns.md 1.3.
 *
 * @throws FieldError when its length is wrong, or it would be more than one row or column
 */
export function checkRow(row: string, kind: PackageKind, field: string): string {
	const { shortest, longest } = kind === 'token' ? TOKEN_LENGTH : ACCOUNT_LENGTH;
	const length = charactersIn(row);
	if (length < shortest || length > longest) {
		throw new FieldError(
			field,
			`has "${row.slice(0, 12)}" with ${length} characters`,
			`Give ${kind === 'token' ? 'tokens' : 'accounts'} of ${shortest} to ${longest} characters`,
		);
	}
	if (/[,"\p{Cc}]/u.test(row)) {
		throw new FieldError(
			field,
			`has "${row.slice(0, 12)}", which holds a comma, quotation mark or line break`,
			'A package has one column, so leave these characters out',
		);
	}
	return row;
}

function charactersIn(row: string): number {
	return /[\uD800-\uDFFF]/.test(row) ? [...row].length : row.length;
}

/** Writes the rows of a file, one on each line, into a buffer that has room for them. */
export function writeRows({ rows }: RowFile, target: Buffer, start: number): void {
	let at = start;
	let text = '';
	let waiting = 0;
	for (const row of rows) {
		text += `${row}\n`;
		if (++waiting === ROWS_AT_ONCE) {
			at += target.write(text, at, 'utf8');
			text = '';
			waiting = 0;
		}
	}
	target.write(text, at, 'utf8');
}
