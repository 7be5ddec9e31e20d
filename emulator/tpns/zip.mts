import { inflateRawSync } from 'node:zlib';
import { codes, invalid, Refusal } from './codes.mts';

// Field positions are those of PKWARE's APPNOTE.TXT, 4.3.
const endOfDirectory = 0x06054b50;
const endLength = 22;
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;

// An archive of 100 MB of text can hold more; this keeps a malicious one from filling the memory.
const mostBytes = 512 * 1024 * 1024;

/** The content of the one `.txt` or `.csv` that an uploaded `.zip` may hold, without folders. */
export function unzipSingleFile(archive: Buffer): Buffer {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const isEnd = end >= 0 && archive.length - end <= endLength + longestComment;
	if (!isEnd || archive.readUInt32LE(end) !== endOfDirectory) throw invalid('file', 'is no zip');
	if (archive.readUInt16LE(end + 10) !== 1) throw invalid('file', 'holds other than one file');
	try {
		return content(archive, archive.readUInt32LE(end + 16));
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal(codes.fileUploadFailed, `zip: ${(error as Error).message}`);
	}
}

function content(archive: Buffer, entry: number): Buffer {
	const method = archive.readUInt16LE(entry + 10);
	const length = archive.readUInt32LE(entry + 20);
	const nameLength = archive.readUInt16LE(entry + 28);
	const name = archive.toString('utf8', entry + 46, entry + 46 + nameLength);
	if (!/^[^/\\]+\.(txt|csv)$/i.test(name)) throw invalid('file', 'holds no .txt or .csv');

	const local = archive.readUInt32LE(entry + 42);
	const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
	const bytes = archive.subarray(start, start + length);
	if (method === stored) return bytes;
	if (method === deflated) return inflateRawSync(bytes, { maxOutputLength: mostBytes });
	throw invalid('file', 'is compressed in an unknown way');
}
