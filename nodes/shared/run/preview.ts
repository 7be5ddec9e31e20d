import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byteLength } from '../fields/apiFields';
import { stringifyJson } from '../fields/json';
import { parseLossless } from '../transport/losslessJson';
import type { ApiRequest } from '../transport/request';

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
export function requestPreview(preview: Preview): INodeExecutionData {
	const { request, items, ...counts } = preview;
	const body = stringifyJson(request.body ?? {});
	return {
		json: {
			preview: true,
			...counts,
			path: request.path,
			bytes: byteLength(body),
			request: parseLossless(body) as IDataObject,
		},
		pairedItem: items.map((item) => ({ item })),
	};
}
