import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import FormData from 'form-data';
import { APP } from './audience.mts';

const PATH = '/v3/push/package/upload';
const ROWS_AT_ONCE = 10_000;

/** An account of 32 characters. */
export function accountOf(index: number): string {
	return `customer-${String(index).padStart(23, '0')}`;
}

/** Bytes of a file with so many accounts, one on each line. */
export function bytesFor(accounts: number): number {
	return accounts * (accountOf(0).length + 1);
}

/** Writes accounts into a file, one on each line. */
export async function writeAccounts(file: string, accounts: number): Promise<void> {
	await pipeline(Readable.from(blocks(accounts)), createWriteStream(file));
}

function* blocks(accounts: number): Generator<string> {
	for (let first = 0; first < accounts; first += ROWS_AT_ONCE) {
		const count = Math.min(ROWS_AT_ONCE, accounts - first);
		yield Array.from({ length: count }, (_, index) => `${accountOf(first + index)}\n`).join('');
	}
}

/** Uploads a file as the `form-data` library streams it: the least that an upload can take. */
export async function uploadByFormData(url: string, file: string): Promise<void> {
	const form = new FormData();
	form.append('file', createReadStream(file), {
		filename: 'accounts.txt',
		knownLength: (await stat(file)).size,
	});
	const status = await new Promise<number | undefined>((resolve, reject) => {
		const sending = request(`${url}${PATH}`, {
			method: 'POST',
			auth: `${APP.accessId}:${APP.secretKey}`,
			headers: { ...form.getHeaders(), 'content-length': form.getLengthSync() },
		});
		sending.on('error', reject);
		sending.on('response', (response) => {
			response.on('error', reject).on('end', () => resolve(response.statusCode));
			response.resume();
		});
		form.pipe(sending);
	});
	if (status !== 200) throw new Error(`The target answered ${status}`);
}
