import { randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** What stands around a file in a multipart form with nothing but that file. */
export interface Multipart {
	head: Buffer;
	tail: Buffer;
	/** Headers of the request; the length makes it one body instead of chunks. */
	headers: IDataObject;
}

/**
 * The frame of a multipart form with a single file. n8n's published nodes may not import a
 * multipart library, and the ones in the platform keep several copies of a large file.
 *
 * @param field name of the form field
 * @param bytes length of the file
 */
export function multipartFile(field: string, fileName: string, bytes: number): Multipart {
	const boundary = `n8n-${randomBytes(16).toString('hex')}`;
	const head = Buffer.from(
		[
			`--${boundary}`,
			`Content-Disposition: form-data; name="${quoted(field)}"; filename="${quoted(fileName)}"`,
			'Content-Type: application/octet-stream',
			'',
			'',
		].join('\r\n'),
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		head,
		tail,
		headers: {
			'Content-Type': `multipart/form-data; boundary=${boundary}`,
			'Content-Length': head.length + bytes + tail.length,
		},
	};
}

/** A name between quotation marks, as browsers write it (WHATWG HTML, multipart form data). */
function quoted(name: string): string {
	return name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
