import { fromBufferPromise } from 'yauzl';
import { codes, invalid, Refusal } from './codes.mts';

// An archive of 100 MB of text can hold more; this keeps a malicious one from filling the memory.
const mostBytes = 512 * 1024 * 1024;

/** The content of the one `.txt` or `.csv` that an uploaded `.zip` may hold, without folders. */
export async function* unzipSingleFile(archive: Buffer): AsyncGenerator<Buffer> {
	const zip = await fromBufferPromise(archive).catch(() => {
		throw invalid('file', 'is no zip');
	});
	if (zip.entryCount !== 1) throw invalid('file', 'holds other than one file');
	try {
		for await (const entry of zip.eachEntry()) {
			if (!/^[^/]+\.(txt|csv)$/i.test(entry.fileName)) {
				throw invalid('file', 'holds no .txt or .csv');
			}
			if (entry.uncompressedSize > mostBytes) throw new Error('more than 512 MB');
			yield* await zip.openReadStreamPromise(entry);
		}
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal(codes.fileUploadFailed, `zip: ${(error as Error).message}`);
	}
}
