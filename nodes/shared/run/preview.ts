import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byteLength } from '../fields/apiFields';
import { stringifyJson } from '../fields/json';
import { parseLossless } from '../transport/losslessJson';
import type { ApiRequest } from '../transport/request';
import type { Run } from './operation';

interface Preview {
	request: ApiRequest;
	/** Number of this call, from 1. */
	call: number;
	calls: number;
	recipients: number;
	recipientsInAll: number;
	warnings: string[];
	/** Indexes of the input items that share the call. */
	items: number[];
}

/** An output item that shows a call instead of sending it. `bytes` is the size of its body. */
export async function requestPreview(
	preview: Preview,
	pictureOf: Run['pictureOf'],
): Promise<INodeExecutionData> {
	const { request, items, ...counts } = preview;
	const body = request.body ?? {};
	const shown = shownBody(body);
	return {
		json: {
			preview: true,
			...counts,
			path: request.path,
			bytes: byteLength(stringifyJson(body)),
			request: shown,
		},
		...(await pictureOf(shown)),
		pairedItem: items.map((item) => ({ item })),
	};
}

/** A body as a preview shows it: what is sent, with integers beyond 2^53 as text. */
export function shownBody(body: object): IDataObject {
	return parseLossless(stringifyJson(body)) as IDataObject;
}
