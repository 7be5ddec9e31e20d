import { createHash } from 'node:crypto';
import { codes, invalid, Refusal } from './codes.mts';

const shortestRow = 2;
const longestRow = 100;

/**
 * The rows of an audience package, held once, as the bytes that arrived. Rows have 2 to 100
 * characters (docs/api/tpns.md 1.3); whether they are accounts or tokens is up to the push.
 */
export class AudienceFile {
	rowCount = 0;
	bytes = 0;
	readonly #chunks: Buffer[] = [];
	readonly #check = new RowSplitter();
	readonly #digest = createHash('sha256');

	/** Takes the next piece of the file; refuses it for text that is not UTF-8 or a bad row. */
	add(chunk: Buffer): void {
		this.#chunks.push(chunk);
		this.bytes += chunk.length;
		this.#digest.update(chunk);
		for (const row of this.#check.add(chunk)) this.#count(row);
	}

	/** Call once after the last piece; gives the SHA-256 of all bytes, in hex. */
	finish(): string {
		for (const row of this.#check.end()) this.#count(row);
		if (this.rowCount === 0) throw new Refusal(codes.emptyFile, 'the file has no rows');
		return this.#digest.digest('hex');
	}

	*rows(): Generator<string> {
		const splitter = new RowSplitter();
		for (const chunk of this.#chunks) yield* splitter.add(chunk);
		yield* splitter.end();
	}

	#count(row: string): void {
		this.rowCount++;
		if (row.length < shortestRow || row.length > longestRow) {
			throw invalid('file', `row ${this.rowCount} has ${row.length} characters, not 2 to 100`);
		}
		if (row.includes(',')) throw invalid('file', `row ${this.rowCount} has more than one column`);
	}
}

class RowSplitter {
	readonly #decoder = new TextDecoder('utf-8', { fatal: true });
	#rest = '';

	*add(chunk: Buffer): Generator<string> {
		const lines = (this.#rest + this.#decode(chunk)).split(/\r?\n/);
		this.#rest = lines.pop()!;
		for (const line of lines) if (line !== '') yield line;
	}

	*end(): Generator<string> {
		const last = (this.#rest + this.#decode()).replace(/\r$/, '');
		this.#rest = '';
		if (last !== '') yield last;
	}

	#decode(chunk?: Buffer): string {
		try {
			return this.#decoder.decode(chunk, { stream: chunk !== undefined });
		} catch {
			throw invalid('file', 'is not UTF-8 text');
		}
	}
}
