import { byteLength } from '../../../shared/fields/apiFields';
import { FieldError } from '../../../shared/fields/fieldError';
import { quoted, trimmed } from '../../../shared/fields/text';
import type { PackageKind } from '../../audience/package';
import { messageOf } from '../../../shared/run/failures';
import { checkRow, hasTokenLength, PLAIN_LINES } from './rows';

/** Lines that a message names. */
const MOST_NAMED = 3;

/** What a first line has that names its column: its letters and digits alone. */
const HEADER =
	/^(?:(?:device|push|tpns|xg|registration|user|customer|contact|member|client|open|union|login)?(?:accounts?|tokens?|ids?|names?|numbers?)|uids?|users?|phones?|phonenumbers?|mobiles?|mobilenumbers?|e?mails?|emailaddress(?:es)?|(?:用户|设备|推送)?(?:账号|帐号|账户|令牌|名|id|token)|用户|手机号?码?|邮箱|电子邮件)$/u;

/** First lines that are no row either: comments, and the separator as Excel writes it. */
const NO_ROW = /^(?:#|sep=)/i;

/**
 * Between columns, also as Chinese keyboards write it. A comma is refused with the row. Accounts may
 * have a vertical bar: Auth0's user IDs do.
 */
const SEPARATOR = { account: /[;\t，；、､]/, token: /[;\t|，；、､]/ };
const QUOTED = /^(?:'.*'|‘.*’|“.*”|«.*»|「.*」|`.*`)$/;

const AFTER_LINE = /(?<=\n)/;

/** Characters of a line that is no row for certain. */
const LONGEST_LINE = 10_000;

/** What a file of rows holds. */
export interface FileRows {
	rows: number;
	/** Rows of a package of tokens that do not have the length of one. */
	notOfTokenLength: number;
	/** Size of the rows as they are uploaded, in UTF-8. */
	bytes: number;
	/** Whether the rows are not what the file has byte by byte. */
	isChanged: boolean;
}

/**
 * Reads a file piece by piece, and checks each line. A byte order mark, white space and invisible
 * marks around a row, and columns without content are left out.
 *
 * @returns what the file holds
 * @throws FieldError that names the first lines that cannot be used
 */
export async function checkFileRows(
	chunks: AsyncIterable<Uint8Array>,
	kind: PackageKind,
): Promise<FileRows> {
	const found: FileRows = { rows: 0, notOfTokenLength: 0, bytes: 0, isChanged: false };
	const rejected: string[] = [];
	let given = 0;
	let number = 0;
	let count = 0;
	const measured = measure(chunks, (bytes) => (given += bytes));
	for await (const text of wholeLines(measured)) {
		if (number > 0 && PLAIN_LINES[kind].test(text)) {
			const rows = linesIn(text);
			number += rows;
			found.rows += rows;
			found.bytes += text.length;
			continue;
		}
		for (const line of text.split(AFTER_LINE)) {
			number++;
			const row = rowOf(line);
			found.bytes += byteLength(row) + (line.endsWith('\n') ? 1 : 0);
			const content = row.trim();
			if (content === '') continue;
			const refusal = refusalOf(content, number, kind);
			if (refusal === undefined) {
				found.rows++;
				if (kind === 'token' && !hasTokenLength(content)) found.notOfTokenLength++;
				continue;
			}
			count++;
			if (rejected.length < MOST_NAMED) rejected.push(refusal);
		}
	}
	if (count > 0) {
		const more = count > rejected.length ? `; ${count} lines in all` : '';
		throw FieldError.of(
			'The file',
			`cannot be used: ${rejected.join('; ')}${more}`,
			'Give a file with one account or token on each line, without a header and quotation marks',
		);
	}
	if (found.rows === 0) {
		throw FieldError.of('The file', 'has no rows', 'Upload a file with at least one row');
	}
	return { ...found, isChanged: found.bytes !== given };
}

/** The rows of a file that was checked, piece by piece. */
export async function* fileRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	for await (const text of wholeLines(chunks)) {
		const lines = text.split(AFTER_LINE);
		yield Buffer.from(
			lines.map((line) => `${rowOf(line)}${line.endsWith('\n') ? '\n' : ''}`).join(''),
		);
	}
}

/** The row of a line: its first column when the others have no content. */
function rowOf(line: string): string {
	const text = line.replace(/\r?\n$/, '');
	const row = trimmed(text.replace(/[\s,;]+$/, ''));
	return row === text && line.endsWith('\r\n') ? `${row}\r` : row;
}

/** Why a line cannot be used, starting with its number; undefined when it can. */
function refusalOf(text: string, number: number, kind: PackageKind): string | undefined {
	try {
		checkLine(text, number, kind);
		return undefined;
	} catch (error) {
		return `Line ${number} ${error instanceof FieldError ? error.problem : messageOf(error)}`;
	}
}

/** @throws FieldError whose problem is that of the line */
function checkLine(text: string, number: number, kind: PackageKind): void {
	if (number === 1 && isHeader(text)) {
		throw new FieldError('Line', `is a header (${quoted(text)})`, 'Remove it');
	}
	if (SEPARATOR[kind].test(text)) {
		throw new FieldError('Line', `has ${quoted(text)} with a second column`, 'Remove it');
	}
	if (QUOTED.test(text)) {
		throw new FieldError('Line', `has ${quoted(text)} in quotation marks`, 'Remove them');
	}
	checkRow(text, kind, 'Line');
}

function isHeader(text: string): boolean {
	const word = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	return HEADER.test(word) || NO_ROW.test(text);
}

/** @returns undefined for what is not UTF-8 */
function decoded(
	decoder: InstanceType<typeof TextDecoder>,
	chunk?: Uint8Array,
): string | undefined {
	try {
		return decoder.decode(chunk, { stream: chunk !== undefined });
	} catch {
		return undefined;
	}
}

function linesIn(text: string): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
	return count;
}

/** The text of the lines that end in each piece, and of the last one when it has no end. */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let rest = '';
	const decode = (chunk?: Uint8Array) => {
		const text = decoded(decoder, chunk);
		if (text !== undefined) return text;
		throw FieldError.of('The file', 'is not in UTF-8', 'Save it as text in UTF-8');
	};
	let number = 1;
	for await (const chunk of chunks) {
		const text = rest + decode(chunk);
		const end = text.lastIndexOf('\n') + 1;
		rest = text.slice(end);
		if (end > 0) yield text.slice(0, end);
		number += linesIn(text);
		if (rest.length > LONGEST_LINE) {
			throw FieldError.of(
				`Line ${number}`,
				`is longer than ${LONGEST_LINE} characters`,
				'Give a file with one account or token on each line',
			);
		}
	}
	rest += decode();
	if (rest !== '') yield rest;
}

async function* measure(
	chunks: AsyncIterable<Uint8Array>,
	add: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) {
		add(chunk.length);
		yield chunk;
	}
}
