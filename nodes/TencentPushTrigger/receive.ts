import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';
import { FieldError } from '../shared/fields/fieldError';
import { settled } from '../shared/run/concurrency';
import { responseText } from '../shared/transport/response';
import { wasStored } from './answer';
import { Batches } from './batch';
import type { PushEvent, Refusal } from './callback';
import { MOST_BYTES, RECEIVED, parseJson, readCallback, refusalBody } from './callback';
import { CallbackMemory } from './callbackMemory';
import { commandOf, rawEvent, simplifyEvent } from './events';
import { passes } from './filter';
import { identify } from './identity';
import { Recent } from './recent';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import type { CallbackCredential } from './verify';
import { readCredential, verifyQuery } from './verify';

/** Callbacks of all triggers; 7 to 14 MB in each n8n process that takes that many. */
const REMEMBERED = 50_000;

/** How long a changed credential goes unnoticed, in milliseconds. */
const CREDENTIAL_KEPT_MS = 1_000;

const recentCredentials = new Recent<CallbackCredential>(CREDENTIAL_KEPT_MS);
const memory = new CallbackMemory(REMEMBERED);
const batches = new Batches<INodeExecutionData[]>();
/** Triggers whose log says that their callbacks are not verified. */
const saidNotVerified = new BoundedMap<string, true>(1_000);

/** A callback that was read. */
interface ReadCallback {
	events: PushEvent[];
	bytes: number;
}

/**
 * Takes a callback of Tencent: checks it, keeps what the trigger asks for, and answers OK once n8n
 * has stored an execution with every kept event, or at once when nothing is kept. A form or
 * credential that cannot be read is answered with 503, so that Tencent may send the callback again.
 */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	let settings: TriggerSettings;
	let credential: CallbackCredential;
	try {
		settings = readSettings(this);
		credential = await credentialOf(this);
	} catch (error) {
		this.logger.error(`Tencent Push Service Trigger refuses callbacks: ${describe(error)}`);
		return refuse(this, { status: 503, reason: 'The trigger is not set up correctly' });
	}
	const query = this.getQueryData() as Record<string, unknown>;
	const expected = { ...credential, toleranceSeconds: settings.toleranceSeconds };
	const notVerified = verifyQuery(query, expected, Date.now());
	if (notVerified) return refuse(this, notVerified);
	const callback = await readBody(this);
	if (!('events' in callback)) return refuse(this, callback);
	return await deliver(this, callback, responseText(query.CallbackCommand), settings);
}

async function credentialOf(context: IWebhookFunctions): Promise<CallbackCredential> {
	const node = context.getNode();
	const trigger = `${context.getWorkflow().id} ${node.id}`;
	return await recentCredentials.read(
		`${trigger} ${node.credentials?.tencentChatApi?.id}`,
		async () => {
			const credential = readCredential(await context.getCredentials('tencentChatApi'));
			if (credential.callbackToken === '' && !saidNotVerified.get(trigger)) {
				saidNotVerified.set(trigger, true);
				context.logger.warn(
					"Callbacks of Tencent are not verified: 'Callback Token' is empty in the Push Service credential",
				);
			}
			return credential;
		},
	);
}

async function readBody(context: IWebhookFunctions): Promise<ReadCallback | Refusal> {
	const request = context.getRequestObject();
	const tooLong: Refusal = { status: 400, reason: 'The body is too long' };
	if (Number(request.headers['content-length']) > MOST_BYTES) return tooLong;
	if (!request.rawBody) {
		// It breaks off, cannot be unpacked, or has more than n8n takes.
		const read = await settled(request.readRawBody());
		if ('error' in read) return { status: 400, reason: 'The body cannot be read' };
	}
	// There is none when the request has no body.
	const rawBody = request.rawBody as Buffer | undefined;
	const bytes = rawBody?.length ?? 0;
	if (bytes > MOST_BYTES) return tooLong;
	const text = rawBody?.toString('utf8') ?? '';
	const isRead = String(request.headers['content-type']).startsWith('application/json');
	const events = readCallback(isRead ? context.getBodyData() : parseJson(text), text);
	return Array.isArray(events) ? { events, bytes } : events;
}

async function deliver(
	context: IWebhookFunctions,
	{ events, bytes }: ReadCallback,
	command: string,
	{ filter, output, simplify, limits, dropDuplicates }: TriggerSettings,
): Promise<IWebhookResponseData> {
	const { callbackId, eventIds } = identify(events, command);
	const kept = events.flatMap((raw, index): IDataObject[] => {
		const own = commandOf(raw, command);
		const simple = simplifyEvent(raw, own, eventIds[index]);
		if (!passes(simple, own, filter)) return [];
		return [simplify ? simple : rawEvent(raw, eventIds[index])];
	});
	if (kept.length === 0) return { webhookResponse: RECEIVED };

	const isTest = context.getMode() === 'manual';
	const trigger = `${context.getWorkflow().id} ${context.getNode().id} ${isTest}`;
	const settle =
		dropDuplicates && !isTest ? await memory.claim(`${trigger} ${callbackId}`) : () => undefined;
	if (!settle) return { webhookResponse: RECEIVED };

	const items = itemsOf(kept, command, output);
	const place = await batches.join(trigger, items, { events: kept.length, bytes }, limits);
	if (place.leads) {
		void wasStored(context.getResponseObject()).then((stored) => {
			settle(stored);
			place.settle(stored);
		});
		return { workflowData: [place.parts.flat()], webhookResponse: RECEIVED };
	}
	const stored = await place.outcome;
	settle(stored);
	return stored
		? { webhookResponse: RECEIVED }
		: refuse(context, { status: 503, reason: 'The events could not be stored' });
}

function itemsOf(
	events: IDataObject[],
	command: string,
	output: TriggerSettings['output'],
): INodeExecutionData[] {
	if (output === 'event') return events.map((json) => ({ json }));
	return [{ json: { command, count: events.length, events } }];
}

/** Answers without an execution; throwing would store one for each refused request. */
function refuse(context: IWebhookFunctions, refusal: Refusal): IWebhookResponseData {
	context.getResponseObject().status(refusal.status).json(refusalBody(refusal));
	return { noWebhookResponse: true };
}

function describe(error: unknown): string {
	if (error instanceof FieldError) return `${error.message}. ${error.fix}`;
	return error instanceof Error ? error.message : String(error);
}
