import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { FieldError } from '../../../shared/fields/fieldError';
import { quoted } from '../../../shared/fields/text';
import type { ApiRequest } from '../../../shared/transport/request';
import { multipartFile } from '../../../shared/transport/multipart';
import type { PackageKind } from '../../audience/package';
import { checkFileRows, fileRows } from './fileRows';
import { MOST_BYTES, tokenWarning } from './rows';

const LONGEST_NAME = 100;

/** First bytes of a ZIP archive: with files, empty, or in several parts. */
const ZIP_STARTS = ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'];

/** Bytes that are read at a time. */
const PIECE_BYTES = 32_768;

/** A file of an item, which n8n keeps in memory or in a store of its own. */
export interface BinaryFile {
	data: IBinaryData;
	fileName: string;
	bytes: number;
}

type Stream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** The class of a stream: published nodes may not import `stream`. */
interface StreamClass {
	from(chunks: AsyncIterable<Buffer>, options: { objectMode: false }): Stream;
}

/**
 * Finds the file of an item and checks its name and size. Source: docs/api/tpns.md 1.3.
 *
 * @param fileName name under which it goes up; empty for its own
 * @throws FieldError
 */
export async function findBinaryFile(
	execution: IExecuteFunctions,
	itemIndex: number,
	binaryField: string,
	fileName: string,
): Promise<BinaryFile> {
	const data = execution.getInputData()[itemIndex].binary?.[binaryField];
	if (!data) {
		throw new FieldError(
			'Input Binary Field',
			`names ${quoted(binaryField)}, which the item does not have`,
			'Enter the name of the binary field with the file',
		);
	}
	const bytes = data.id
		? (await execution.helpers.getBinaryMetadata(data.id)).fileSize
		: base64Length(data.data);
	if (bytes > MOST_BYTES) {
		throw FieldError.of(
			'The file',
			`has ${bytes} bytes, and TPNS takes at most ${MOST_BYTES}`,
			'Split it into several files',
		);
	}
	if (bytes === 0)
		throw FieldError.of('The file', 'is empty', 'Upload a file with at least one row');
	return { data, bytes, fileName: checkFileName(fileName || (data.fileName ?? '')) };
}

/**
 * A name that TPNS takes. Source: docs/api/tpns.md 1.3.
 *
 * @throws FieldError
 */
export function checkFileName(
	fileName: string,
	endings: readonly string[] = ['.zip', '.txt', '.csv'],
): string {
	const name = fileName.trim();
	if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) {
		throw new FieldError(
			'File Name',
			name === '' ? 'is empty' : `is ${quoted(name)}`,
			`Give a name that ends in ${endings.join(' or ')}`,
		);
	}
	if ([...name].length > LONGEST_NAME) {
		throw new FieldError(
			'File Name',
			`has ${[...name].length} characters`,
			`Shorten it to at most ${LONGEST_NAME}`,
		);
	}
	return name;
}

/** What opens the body of an upload. */
export type OpenBody = NonNullable<ApiRequest['openBody']>;

/**
 * The body of an upload, made anew for each attempt. A file in n8n's store flows through without
 * being held; one in memory is decoded into the body once.
 */
export function openBinaryFile(
	execution: IExecuteFunctions,
	{ data, fileName, bytes }: BinaryFile,
): OpenBody {
	const { id } = data;
	if (!id) return openText(fileName, bytes, () => data.data, 'base64');
	return openStream(execution, id, fileName, bytes, (file) => file);
}

/** What an upload sends of a file, and what the output says of it. */
export interface CheckedFile {
	openBody: OpenBody;
	about: IDataObject;
}

/**
 * Checks the rows of a file of text before it is uploaded. A .zip is not looked into.
 *
 * @throws FieldError that names the first lines that cannot be used
 */
export async function checkBinaryFile(
	execution: IExecuteFunctions,
	file: BinaryFile,
	kind: PackageKind,
): Promise<CheckedFile> {
	const { data, fileName } = file;
	const { id } = data;
	if (await isZip(execution, file)) {
		const warning = 'The rows of a .zip are not checked before the upload';
		return { openBody: openBinaryFile(execution, file), about: { bytes: file.bytes, warning } };
	}
	const pieces = id ? await execution.helpers.getBinaryStream(id, PIECE_BYTES) : decoded(data.data);
	const { rows, bytes, isChanged, notOfTokenLength } = await checkFileRows(
		pieces as AsyncIterable<Buffer>,
		kind,
	);
	const about = { rows, bytes, ...tokenWarning(kind, notOfTokenLength) };
	if (!isChanged) return { openBody: openBinaryFile(execution, file), about };
	if (id) return { openBody: openStream(execution, id, fileName, bytes, fileRows), about };
	const kept: Buffer[] = [];
	for await (const row of fileRows(decoded(data.data))) kept.push(row);
	const text = Buffer.concat(kept).toString();
	return { openBody: openText(fileName, bytes, () => text, 'utf8'), about };
}

/**
 * Whether a file is a ZIP archive, which its first bytes say.
 *
 * @throws FieldError when its name says something else
 */
async function isZip(
	execution: IExecuteFunctions,
	{ data, fileName }: BinaryFile,
): Promise<boolean> {
	const pieces = data.id
		? ((await execution.helpers.getBinaryStream(data.id, PIECE_BYTES)) as AsyncIterable<Buffer>)
		: decoded(data.data.slice(0, 8));
	let isArchive = false;
	for await (const piece of pieces) {
		isArchive = ZIP_STARTS.includes(piece.subarray(0, 4).toString('latin1'));
		break;
	}
	const isNamedSo = fileName.toLowerCase().endsWith('.zip');
	if (isArchive === isNamedSo) return isArchive;
	throw new FieldError(
		'File Name',
		`is ${quoted(fileName)}, but the file is ${isArchive ? 'a' : 'no'} ZIP archive`,
		isArchive ? 'Give it a name that ends in .zip' : 'Give it a name that ends in .txt or .csv',
	);
}

/** The body of an upload that flows from n8n's store. */
function openStream(
	execution: IExecuteFunctions,
	id: string,
	fileName: string,
	bytes: number,
	change: (file: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): OpenBody {
	return async () => {
		const { head, tail, headers } = multipartFile('file', fileName, bytes);
		const file = await execution.helpers.getBinaryStream(id, PIECE_BYTES);
		const Streams = file.constructor;
		if (!isStreamClass(Streams)) throw new Error('n8n gave a stream of an unknown class');
		const body = framed(head, change(file as AsyncIterable<Buffer>), tail);
		return { body: Streams.from(body, { objectMode: false }), headers };
	};
}

/** The bytes of Base64 text, piece by piece. */
async function* decoded(text: string): AsyncGenerator<Buffer> {
	const piece = 4 * PIECE_BYTES;
	for (let start = 0; start < text.length; start += piece) {
		yield await Promise.resolve(Buffer.from(text.slice(start, start + piece), 'base64'));
	}
}

/**
 * The body of an upload that is made of a text, made anew for each attempt.
 *
 * @param bytes size of the file
 */
export function openText(
	fileName: string,
	bytes: number,
	textOf: () => string,
	encoding: 'utf8' | 'base64',
): OpenBody {
	return async () => {
		const { head, tail, headers } = multipartFile('file', fileName, bytes);
		const body = Buffer.alloc(head.length + bytes + tail.length);
		head.copy(body);
		const written = body.write(textOf(), head.length, bytes, encoding);
		if (written !== bytes) {
			throw FieldError.of('The file', 'could not be decoded', 'Read the file into n8n again');
		}
		tail.copy(body, head.length + bytes);
		return await Promise.resolve({ body, headers });
	};
}

function isStreamClass(value: object): value is StreamClass {
	return 'from' in value && typeof value.from === 'function';
}

async function* framed(head: Buffer, file: AsyncIterable<Buffer>, tail: Buffer) {
	yield head;
	yield* file;
	yield tail;
}

/** Bytes that Base64 text stands for. */
function base64Length(text: string): number {
	const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
	return Math.floor((text.length * 3) / 4) - padding;
}
