import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { wasStored } from './answer';
import { Batches } from './batch';
import type { PushEvent, Refusal } from './callback';
import { MOST_BYTES, RECEIVED, parseJson, readCallback, refusalBody } from './callback';
import { DuplicateMemory } from './duplicates';
import type { ReadableEvent } from './events';
import { readEvent } from './events';
import { passes } from './filter';
import { Recent } from './recent';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { verifyQuery } from './verify';
import { responseText } from '../shared/transport/response';

/** Events; some 10 MB, in each n8n process that takes that many. */
const REMEMBERED = 100_000;

/** How long a changed credential goes unnoticed, in milliseconds. */
const CREDENTIAL_KEPT_MS = 1_000;

const recentCredentials = new Recent<ICredentialDataDecryptedObject>(CREDENTIAL_KEPT_MS);
const memory = new DuplicateMemory(REMEMBERED);
const batches = new Batches<INodeExecutionData[]>();

/**
 * Takes a callback of Tencent: checks it, keeps what the trigger asks for, and answers OK once n8n
 * has stored an execution with every kept event, or at once when nothing is kept.
 */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(this);
	const query = this.getQueryData() as Record<string, unknown>;
	const notVerified = await verify(this, query, settings);
	if (notVerified) return refuse(this, notVerified);
	const events = await readEvents(this);
	if (!Array.isArray(events)) return refuse(this, events);

	const command = responseText(query.CallbackCommand);
	const wanted = events
		.map((event) => readEvent(event, command))
		.filter((event) => passes(event, command, settings.filter));
	return await deliver(this, wanted, command, settings);
}

async function readEvents(context: IWebhookFunctions): Promise<PushEvent[] | Refusal> {
	const request = context.getRequestObject();
	const tooLong: Refusal = { status: 400, reason: 'The body is too long' };
	if (Number(request.headers['content-length']) > MOST_BYTES) return tooLong;
	if (!request.rawBody) await request.readRawBody();
	// There is none when the request has no body.
	const rawBody = request.rawBody as Buffer | undefined;
	if ((rawBody?.length ?? 0) > MOST_BYTES) return tooLong;
	const text = rawBody?.toString('utf8') ?? '';
	const isRead = String(request.headers['content-type']).startsWith('application/json');
	return readCallback(isRead ? context.getBodyData() : parseJson(text), text);
}

async function verify(
	context: IWebhookFunctions,
	query: Record<string, unknown>,
	{ toleranceSeconds }: TriggerSettings,
): Promise<Refusal | undefined> {
	const node = context.getNode();
	const key = `${context.getWorkflow().id} ${node.id} ${node.credentials?.tencentChatApi?.id}`;
	const now = Date.now();
	const credentials = await recentCredentials.read(
		key,
		now,
		async () => await context.getCredentials('tencentChatApi'),
	);
	const expected = {
		sdkAppId: String(credentials.sdkAppId ?? '').trim(),
		callbackToken: String(credentials.callbackToken ?? '').trim(),
		toleranceSeconds,
	};
	return verifyQuery(query, expected, now);
}

async function deliver(
	context: IWebhookFunctions,
	events: ReadableEvent[],
	command: string,
	{ output, limits, dropDuplicates }: TriggerSettings,
): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const trigger = `${context.getWorkflow().id} ${context.getNode().id} ${isTest}`;
	const claim =
		dropDuplicates && !isTest
			? await memory.claim(trigger, events, ({ eventId }) => eventId)
			: { fresh: events, settle: () => undefined };
	if (claim.fresh.length === 0) return { webhookResponse: RECEIVED };

	const items = itemsOf(claim.fresh, command, output);
	const place = await batches.join(trigger, items, claim.fresh.length, limits);
	if (place.leads) {
		void wasStored(context.getResponseObject()).then((stored) => {
			claim.settle(stored);
			place.settle(stored);
		});
		return { workflowData: [place.parts.flat()], webhookResponse: RECEIVED };
	}
	const stored = await place.outcome;
	claim.settle(stored);
	return stored
		? { webhookResponse: RECEIVED }
		: refuse(context, { status: 503, reason: 'The events could not be stored' });
}

function itemsOf(
	events: ReadableEvent[],
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
