import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byteLength } from '../fields/apiFields';
import type { JsonObject } from '../fields/json';
import { stringifyJson } from '../fields/json';
import { parseLossless } from '../transport/losslessJson';
import type { ApiRequest } from '../transport/request';
import type { Run } from './operation';

type RecipientCount = number | 'not known before sending';

/** What a message says, and when it is sent. */
export interface ShownMessage {
	title?: string;
	content?: string;
	/** As entered with its zone, and in the zone of the server; or `now`. */
	when?: string;
}

/** Reads a product's message from the body of its request. */
export type MessageReader = (body: JsonObject) => ShownMessage;

interface Preview {
	recipients: RecipientCount;
	/** What the API or the vendors will cut or ignore. */
	warnings: string[];
	/** Who gets it in words, where that is not a list of recipients. */
	audience?: string;
	/** All requests of the message, in order. */
	requests: ApiRequest[];
	/** Indexes of the input items that ask for the message. */
	items: number[];
}

/** An output item that shows a message, its requests and a picture instead of sending it. */
export async function previewRow(
	preview: Preview,
	{ readMessage, pictureOf }: Pick<Run, 'pictureOf' | 'readMessage'>,
): Promise<INodeExecutionData> {
	const { recipients, audience, warnings, requests, items } = preview;
	const body = (requests[0].body ?? {}) as JsonObject;
	const { title, content, when } = readMessage(body);
	return {
		json: {
			preview: true,
			recipients,
			...withoutEmpty({ audience, title, content, when, warnings }),
			requestCount: requests.length,
			requests: requests.map(shownRequest),
		},
		...(await pictureOf(shownBody(body))),
		pairedItem: items.map((item) => ({ item })),
	};
}

/** How many recipients these are. The API selects those of a push to a tag or to all devices: null. */
export function recipientCount(recipients: readonly unknown[]): RecipientCount {
	return recipients.includes(null) ? 'not known before sending' : recipients.length;
}

/** When a message is sent: as entered, and in the zone of the server where that is another text. */
export function shownTime(time: { entered: string; server: string } | undefined): string {
	if (!time) return 'now';
	const { entered, server } = time;
	return entered === server ? server : `${entered} (${server})`;
}

/** A body as a preview shows it: what is sent, with integers beyond 2^53 as text. */
export function shownBody(body: object): IDataObject {
	return parseLossless(stringifyJson(body)) as IDataObject;
}

/** `bytes` is the size of the body. */
function shownRequest({ path, body = {} }: ApiRequest): IDataObject {
	return { path, bytes: byteLength(stringifyJson(body)), body: shownBody(body) };
}

/** Without fields that are undefined or empty lists. */
function withoutEmpty(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		),
	);
}
