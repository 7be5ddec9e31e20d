import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byteLength } from '../fields/apiFields';
import { stringifyJson } from '../fields/json';
import { parseLossless } from '../transport/losslessJson';
import type { ApiRequest } from '../transport/request';

type RecipientCount = number | 'not known before sending';

interface Preview {
	request: ApiRequest;
	/** Number of this call, from 1. */
	call: number;
	calls: number;
	recipients: RecipientCount;
	/** In all requests of the run, where these are one push. */
	recipientsInAll?: RecipientCount;
	warnings: string[];
	/** Indexes of the input items that share the call. */
	items: number[];
}

/** An output item that shows a call instead of sending it. `bytes` is the size of its body. */
export function requestPreview(preview: Preview): INodeExecutionData {
	const { request, items, ...counts } = preview;
	const body = request.body ?? {};
	return {
		json: {
			preview: true,
			...counts,
			path: request.path,
			bytes: byteLength(stringifyJson(body)),
			request: shownBody(body),
		},
		pairedItem: items.map((item) => ({ item })),
	};
}

/** How many recipients these are. The API selects those of a push to a tag or to all devices: null. */
export function recipientCount(recipients: readonly unknown[]): RecipientCount {
	return recipients.includes(null) ? 'not known before sending' : recipients.length;
}

/** A body as a preview shows it: what is sent, with integers beyond 2^53 as text. */
export function shownBody(body: object): IDataObject {
	return parseLossless(stringifyJson(body)) as IDataObject;
}
