import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FieldContext, Fields, ValuesOf } from '../fields/field';
import { propertiesOf } from '../fields/field';
import { canonicalJson } from '../fields/json';
import { withObjectWarning } from '../fields/textWarnings';
import { CallFailure } from '../transport/failure';
import type { Answer, ApiRequest } from '../transport/request';
import { inTurns } from './concurrency';
import { OutcomeFailure, outcomeOf } from './failures';
import type { Operation, OperationTexts, Outcome, Run } from './operation';
import type { Batch, Plan, Recipient } from './plan';
import { createPlanner } from './plan';
import { previewRow, recipientCount } from './preview';
import { isFailure, resultsReader } from './results';
import { sendBatches } from './send';
import { countOf, itemCount, showAdvice, showWarnings, summarize } from './summary';

/** Who an operation is for. `From` are the fields that name the recipients. */
export interface Recipients<Values, From extends keyof Values & string, R> {
	/** Fields that differ from item to item without parting the items. */
	from: readonly From[];
	/** Recipients that an item names; null stands for all whom the API selects. Throws FieldError. */
	of(values: Pick<Values, From>, context: FieldContext): R[];
	/** Recipients with the same key are the same. */
	key(recipient: R): string;
	/**
	 * Makes one of two recipients with the same key, of which `later` stands in the same item or a
	 * later one. Without it they are the same thing, and the first stands for both.
	 */
	merge?(earlier: R, later: R): R;
	/** Set for settings that replace what was there: of several rows of a recipient the last wins. */
	lastWins?: true;
	/** Fields of the output that name the recipient, in a new object. */
	describe(recipient: R): IDataObject;
	/** Units a recipient takes of the limit; 1 when left out. */
	size?(recipient: R): number;
	/** How recipients are called in messages, e.g. `tokens`. */
	plural: string;
}

/**
 * Recipients that a field lists as texts.
 *
 * @param name of the field
 * @param as name of the output field that has the recipient
 */
export function recipientsIn<Name extends string>(
	name: Name,
	{ as, plural }: { as: string; plural: string },
): Recipients<Readonly<Record<Name, string[]>>, Name, string> {
	return {
		from: [name],
		of: (values) => values[name],
		key: (recipient) => recipient,
		describe: (recipient) => ({ [as]: recipient }),
		plural,
	};
}

/**
 * An operation whose items are sent in batches: items with the same message share requests, up to
 * the API's number of recipients for a request. Each item gets its own result.
 */
export interface BatchedOperation<
	F extends Fields,
	From extends keyof F & string,
	Message,
	R,
> extends OperationTexts {
	fields: F;
	recipients: Recipients<ValuesOf<F>, From, R>;
	/** The most that a request may hold, in units of `recipients.size`. */
	limit: number | ((message: Message) => number);
	/** Reads and checks what all recipients of a request share; nothing when left out. Pure. Throws FieldError. */
	message?(values: Omit<ValuesOf<F>, From>, context: FieldContext): Message;
	/** The request of a batch. Throws FieldError. Pure but for random numbers. */
	request(message: Message, recipients: R[], context: FieldContext): ApiRequest;
	/** The outcome of each recipient, in their order, or one for all. */
	outcomes(answer: Answer, recipients: R[], message: Message): Outcome[] | Outcome;
	/** Names a recipient for the campaign key, where it is the message that says who gets it. */
	identity?(recipient: R, message: Message): string;
	/** Remarks on the message, for preview and output: what the API would cut or ignore. */
	warnings?(message: Message): string[];
	/** Who gets the message, where that is not a list of recipients: for the preview and above the output. */
	audienceInWords?(message: Message): string;
	/** What the message could do better: above the output and the preview. */
	advice?(message: Message): string[];
	/**
	 * Codes by which a single recipient makes the API reject the whole batch. It is then bisected
	 * until that one is isolated. Only for requests that may be repeated.
	 */
	bisectOn?: readonly string[];
	/** Set for pushes: the form then has Preview Only. */
	isSend?: true;
}

/** An operation whose items are sent in batches. */
export function defineBatched<F extends Fields, From extends keyof F & string, Message, R>(
	operation: BatchedOperation<F, From, Message, R>,
): Operation {
	const planItems = createPlanner(operation);
	return {
		...describeBatched(operation),
		run: async (run) => await runBatched(run, operation, await planItems(run)),
	};
}

/** What the form and the docs say of an operation with batches. */
export function describeBatched<F extends Fields, From extends keyof F & string, Message, R>(
	operation: BatchedOperation<F, From, Message, R>,
): Omit<Operation, 'run'> {
	const { value, name, action, description, fields, isSend, recipients, limit } = operation;
	return {
		value,
		name,
		action,
		description,
		isSend,
		batch: {
			plural: recipients.plural,
			limit: typeof limit === 'number' ? limit : undefined,
		},
		properties: propertiesOf(fields),
	};
}

/** What `defineBatched` needs of an operation that makes one request, whoever it reaches. */
type SingleRequest<F extends Fields, Message> = Omit<
	BatchedOperation<F, string, Message, null>,
	'recipients' | 'limit' | 'message' | 'request' | 'outcomes'
> & {
	message(values: ValuesOf<F>, context: FieldContext): Message;
	request(message: Message, context: FieldContext): ApiRequest;
	outcome(answer: Answer, message: Message): Outcome;
	/** Who gets it, for a campaign key: another audience is not "already sent". */
	audience?(message: Message): unknown;
	/** How requests are called in messages; pushes when left out. */
	plural?: string;
};

/** An operation that makes one request for all items with the same message. */
export function defineSingleRequest<F extends Fields, Message>(
	operation: SingleRequest<F, Message>,
): Operation {
	const { message, request, outcome, audience, plural = 'pushes', ...rest } = operation;
	const { fields } = operation;
	return defineBatched<F & Fields, string, Message, null>({
		...rest,
		fields,
		recipients: {
			from: [],
			of: () => [null],
			key: () => '',
			describe: () => ({}),
			plural,
		},
		identity: (_recipient, built) => canonicalJson(audience?.(built)),
		limit: 1,
		message: (values, context) => message(values as ValuesOf<F>, context),
		request: (built, _recipients, context) => request(built, context),
		outcomes: (answer, _recipients, built) => outcome(answer, built),
	});
}

/**
 * Items -> batches -> items. Everything is read and checked before the first request, so that in
 * stop mode a bad item prevents the whole send.
 */
export async function runBatched<F extends Fields, From extends keyof F & string, Message, R>(
	run: Run,
	operation: BatchedOperation<F, From, Message, R>,
	plan: Plan<Message, R>,
): Promise<INodeExecutionData[]> {
	if (run.stopsOnFailure && plan.errors.size > 0) failIfUnreadable(run, plan);
	if (run.context.isPreview) return await previewItems(run, operation, plan);

	const messages = new Set(plan.batches.map(({ message }) => message));
	showWarnings(
		run.execution,
		[...messages].flatMap((message) => warningsOf(operation, message)),
	);
	const { stop, requests } = await sendBatches(run, operation, plan);
	failIfStopped(run, operation, plan, stop);
	const output: INodeExecutionData[] = [];
	const resultsOf = resultsReader(run, operation, plan);
	await inTurns(run.items.length, (index) => {
		for (const result of resultsOf(index)) output.push(result);
	});
	summarize(
		run.execution,
		operation.recipients.plural,
		requests,
		plan.recipients.map(({ outcome }) => outcome),
		plan.errors.size,
	);
	showAdvice(
		run.execution,
		[...messages].flatMap((message) => [
			...(operation.audienceInWords ? [`Audience: ${operation.audienceInWords(message)}`] : []),
			...(operation.advice?.(message) ?? []),
		]),
	);
	return output;
}

function warningsOf<Message>(
	{ warnings, isSend }: { warnings?(message: Message): string[]; isSend?: true },
	message: Message,
): string[] {
	const known = warnings?.(message) ?? [];
	return isSend ? withObjectWarning(message, known) : known;
}

/** In stop mode the first bad item is all that the user sees, so it says what to do for the others. */
function failIfUnreadable({ failItem, items }: Run, { errors }: Plan<unknown, unknown>): void {
	const [[index, error]] = errors;
	const { fix, ...outcome } = outcomeOf(error);
	const others = items.length - errors.size;
	const advice = [
		...(fix ? [fix] : []),
		'Nothing was sent',
		...(others > 0 ? [`Set 'On Error' to Continue to process the other ${itemCount(others)}`] : []),
	];
	failItem(new OutcomeFailure({ ...outcome, fix: advice.join('. ') }), index);
}

/** In stop mode the failure is all that the user sees, so it says what had been sent before. */
function failIfStopped<Message, R>(
	run: Run,
	{ recipients: { plural } }: { recipients: { plural: string } },
	{ batches, recipients }: Plan<Message, R>,
	stop: unknown,
): void {
	const isCanceled = stop instanceof CallFailure && stop.kind === 'cancelled';
	const accepted = recipients.filter(({ outcome }) => outcome?.status === 'accepted').length;
	if (stop === undefined) {
		if (run.stopsOnFailure && accepted > 0) failForRecipient(run, plural, recipients, accepted);
		return;
	}
	if (!(run.stopsOnFailure || isCanceled)) return;
	const statusOf = (batch: Batch<Message, R>) => batch.recipients[0].outcome?.status;
	const failed = batches.find(
		(batch) => statusOf(batch) !== 'accepted' && statusOf(batch) !== 'skipped',
	);
	run.failItem(
		accepted === 0 || !(stop instanceof CallFailure)
			? stop
			: withSentBefore(stop, accepted, plural),
		failed?.recipients[0].items[0] ?? 0,
	);
}

const FOR_EACH = "Set 'On Error' to Continue to get a result for each item";

function withSentBefore(failure: CallFailure, accepted: number, plural: string): CallFailure {
	const { kind, message, details } = failure;
	return new CallFailure(
		kind,
		`${message}. Before that, ${countOf(accepted, plural)} had been accepted`,
		{
			...details,
			fix: `${details.fix}. ${FOR_EACH}`,
		},
	);
}

/** Fails the first recipient that was refused in a request which others of it got through. */
function failForRecipient<R>(
	{ failItem }: Run,
	plural: string,
	recipients: Array<Recipient<R>>,
	accepted: number,
): void {
	const failed = recipients.find(({ outcome }) => outcome && isFailure(outcome));
	if (!failed?.outcome) return;
	const { reason = '', fix, ...outcome } = failed.outcome;
	const said = {
		...outcome,
		reason: `${reason}. ${countOf(accepted, plural)} ${accepted === 1 ? 'was' : 'were'} accepted`,
	};
	const advice = [...(fix ? [fix] : []), FOR_EACH].join('. ');
	failItem(new OutcomeFailure({ ...said, fix: advice }), failed.items[0]);
}

async function previewItems<F extends Fields, From extends keyof F & string, Message, R>(
	run: Run,
	operation: BatchedOperation<F, From, Message, R>,
	{ batches, errors }: Plan<Message, R>,
): Promise<INodeExecutionData[]> {
	const previews: INodeExecutionData[] = [];
	const advice: string[] = [];
	for (const same of byMessage(batches)) {
		const [{ message }] = same;
		advice.push(...(operation.advice?.(message) ?? []));
		const recipients = same.flatMap((batch) => batch.recipients);
		const preview = {
			recipients: recipientCount(recipients.map(({ value }) => value)),
			warnings: warningsOf(operation, message),
			audience: operation.audienceInWords?.(message),
			requests: same.map((batch) =>
				operation.request(
					message,
					batch.recipients.map(({ value }) => value),
					run.context,
				),
			),
			items: [...new Set(recipients.flatMap(({ items }) => items))],
		};
		previews.push(await previewRow(preview, run));
	}
	showAdvice(run.execution, advice);
	const failed = [...errors].map(([index, error]) => run.failItem(error, index));
	return [...previews, ...failed];
}

/** Batches of the same message, whatever their campaign keys are. */
function byMessage<Message, R>(batches: Array<Batch<Message, R>>): Array<Array<Batch<Message, R>>> {
	const keys = new Map<object, string>();
	const all = new Map<string, Array<Batch<Message, R>>>();
	for (const batch of batches) {
		const key = keys.get(batch.group) ?? canonicalJson(batch.message);
		keys.set(batch.group, key);
		const same = all.get(key);
		if (same) same.push(batch);
		else all.set(key, [batch]);
	}
	return [...all.values()];
}
