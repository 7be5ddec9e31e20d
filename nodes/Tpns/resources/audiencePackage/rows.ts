import { byteLength } from '../../../shared/fields/apiFields';
import { FieldError } from '../../../shared/fields/fieldError';
import { checkName } from '../../../shared/fields/text';
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

/** A file of rows. */
export class RowFile {
	/** Each once, in the order in which they came. */
	readonly rows = new Set<string>();

	/** Size of the content in UTF-8. */
	bytes = 0;

	/** Rows that were left out because the file has them already. */
	duplicates = 0;

	/** Rows that do not have the length of a token. */
	notOfTokenLength = 0;

	/** Indexes of the first items that named its rows. */
	readonly items: number[] = [];

	/** A row on each line. */
	get content(): string {
		return [...this.rows, ''].join('\n');
	}
}

/**
 * Collects the rows of items into files of at most 100 MB. A row that is already in one of them is
 * left out.
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
			const { items } = this.fileOf(row);
			if (items.length < MOST_LINKS && items[items.length - 1] !== item) items.push(item);
		}
	}

	/** The file that has a row from now on. */
	private fileOf(row: string): RowFile {
		const known = this.files.find(({ rows }) => rows.has(row));
		if (known) {
			known.duplicates++;
			return known;
		}
		const bytes = byteLength(row) + 1;
		let file = this.files[this.files.length - 1];
		if (!file || file.bytes + bytes > this.mostBytes) {
			file = new RowFile();
			this.files.push(file);
		}
		file.rows.add(row);
		file.bytes += bytes;
		if (!hasTokenLength(row)) file.notOfTokenLength++;
		return file;
	}
}

/** Whether a row has as many characters as a token of a package. Source: docs/api/tpns.md 1.3. */
export function hasTokenLength(row: string): boolean {
	return row.length === TOKEN_LENGTH.longest;
}

/** What the output says of a package with tokens of another length. */
export function tokenWarning(kind: PackageKind, count: number): { warning?: string } {
	if (kind !== 'token' || count === 0) return {};
	const tokens = count === 1 ? '1 token does' : `${count} tokens do`;
	return {
		warning: `${tokens} not have the ${TOKEN_LENGTH.longest} characters that Tencent documents for a package. TPNS may refuse them`,
	};
}

/** Lines of letters, digits and signs that separate nothing. */
const plainLines = (shortest: number, longest: number) =>
	new RegExp(`^(?:[\\w.@:+=-]{${shortest},${longest}}\\n)+$`);

/**
 * Lines that need no closer look, by what they name. Counted without a string for each, a file of
 * 100 MB takes 1.1 s instead of 1.9, and 80 MB of memory instead of 110 (benchmark B4).
 */
export const PLAIN_LINES: Readonly<Record<PackageKind, RegExp>> = {
	account: plainLines(ACCOUNT_LENGTH.shortest, ACCOUNT_LENGTH.longest),
	// A shorter token is counted by itself.
	token: plainLines(TOKEN_LENGTH.longest, TOKEN_LENGTH.longest),
};

/** Characters of ASCII that a row may have: for them, length and check take a tenth of the time. */
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
			`has ${shortened(row)} with ${length} ${length === 1 ? 'character' : 'characters'}`,
			`Give ${kind === 'token' ? 'tokens' : 'accounts'} of ${shortest} to ${longest} characters`,
		);
	}
	if (isPlain) return;
	checkName(row, field);
	if (/[,"\p{Cc}\u2028\u2029]/u.test(row)) {
		throw new FieldError(
			field,
			`has ${shortened(row)}, which holds a comma, quotation mark or line break`,
			'A package has one column, so leave these characters out',
		);
	}
}

/** The start of a row in quotation marks. */
function shortened(row: string): string {
	return `"${row.slice(0, 12)}${row.length > 12 ? '…' : ''}"`;
}
