import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** MIME type under which n8n's output panel opens a page. */
const PAGE_MIME_TYPE = 'text/plain';

/** Stores a text as a file of an item. */
export async function storeText(
	{ helpers }: IExecuteFunctions,
	content: string,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(Buffer.from(content, 'utf8'), fileName, mimeType);
}

/** Stores an HTML page so that n8n's output panel opens it, which it does not do for HTML as such. */
export async function storePage(
	execution: IExecuteFunctions,
	content: string,
	fileName: string,
): Promise<IBinaryData> {
	const page = await storeText(execution, content, fileName, PAGE_MIME_TYPE);
	return { ...page, fileType: 'html' };
}
