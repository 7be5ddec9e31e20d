import type { Fields } from '../fields/field';
import { CallFailure } from '../transport/failure';
import type { BatchedOperation } from './batched';
import { inParallel, settled } from './concurrency';
import { outcomeOf } from './failures';
import type { Outcome, Run } from './operation';
import type { Batch, Plan, Recipient } from './plan';
import { withoutSettled } from './plan';
import type { RetryMemory } from './retryMemory';
import { sendUnderCampaignKeys } from './sendOnce';

/**
 * Sends the batches, several in parallel, and notes the outcome of each recipient. In stop mode no
 * request starts after one that failed; otherwise only what every further request would meet as
 * well, such as a wrong key, ends the run early.
 *
 * @returns what kept the batches from being finished, if anything did, and the number of requests
 */
export async function sendBatches<F extends Fields, From extends keyof F & string, Message, R>(
	run: Run,
	operation: BatchedOperation<F, From, Message, R>,
	plan: Plan<Message, R>,
): Promise<Pick<Sending<Message, R>, 'stop' | 'requests'>> {
	const sending = new Sending(
		run,
		operation,
		mostParallel(run, operation.recipients, plan.batches),
	);
	const memory = operation.isSend ? run.retryMemory : undefined;
	const batches = withoutRemembered(plan.batches, memory);
	await sending.send(batches.filter(({ campaignKey }) => campaignKey === undefined));
	await sendUnderCampaignKeys(sending, operation, {
		...plan,
		batches: batches.filter(({ campaignKey }) => campaignKey !== undefined),
	});
	remember(plan.recipients, memory);
	return sending;
}

/**
 * The number of parallel requests: settings of the same recipient are sent one after another, so that
 * the last row wins.
 */
function mostParallel(
	{ settings }: Run,
	{ merge, lastWins }: { merge?: unknown; lastWins?: true },
	batches: Array<Batch<unknown, unknown>>,
): number {
	if (!merge && !lastWins) return settings.callsAtOnce;
	const keys = batches.flatMap(({ recipients }) => recipients.map(({ key }) => key));
	return new Set(keys).size < keys.length ? 1 : settings.callsAtOnce;
}

const memoryKeys = ({ key, items }: Recipient<unknown>) => items.map((item) => `${item} ${key}`);

/** Batches without those whom an earlier try of this execution sent to; their outcome stands. */
function withoutRemembered<Message, R>(
	batches: Array<Batch<Message, R>>,
	memory: RetryMemory | undefined,
): Array<Batch<Message, R>> {
	if (!memory || memory.outcomes.size === 0) return batches;
	for (const { recipients } of batches) {
		for (const recipient of recipients) {
			const known = memoryKeys(recipient).find((key) => memory.outcomes.has(key));
			if (known !== undefined) recipient.outcome = memory.outcomes.get(known);
		}
	}
	return withoutSettled(batches);
}

function remember(recipients: Array<Recipient<unknown>>, memory: RetryMemory | undefined): void {
	if (!memory) return;
	for (const recipient of recipients) {
		const { outcome } = recipient;
		if (!outcome || outcome.status === 'failed' || outcome.status === 'skipped') continue;
		for (const key of memoryKeys(recipient)) memory.outcomes.set(key, outcome);
	}
}

/** What sending asks of an operation. */
type SendingOperation<Message, R> = Pick<
	BatchedOperation<Fields, string, Message, R>,
	'request' | 'outcomes' | 'bisectOn' | 'isSend'
>;

/** Requests on their way. */
export class Sending<Message, R> {
	/** What kept the batches from being finished. */
	stop: unknown;

	/** Requests that were made, each once, however often it was tried. */
	requests = 0;

	private started = false;

	readonly run: Run;

	private readonly operation: SendingOperation<Message, R>;

	private readonly mostParallel: number;

	constructor(run: Run, operation: SendingOperation<Message, R>, mostParallel: number) {
		this.run = run;
		this.operation = operation;
		this.mostParallel = mostParallel;
	}

	async send(batches: Array<Batch<Message, R>>): Promise<void> {
		// The first goes alone: a wrong key then fails once, not N times, and an API that counts wrong
		// signatures does not lock the app out.
		const alone = this.started ? 0 : 1;
		this.started ||= batches.length > 0;
		const send = async (batch: Batch<Message, R>) => await this.sendBatch(batch);
		await inParallel(batches.slice(0, alone), 1, send);
		await inParallel(batches.slice(alone), this.mostParallel, send);
	}

	private async sendBatch(batch: Batch<Message, R>): Promise<void> {
		if (this.stop !== undefined) {
			this.fail(batch, this.stop);
			return;
		}
		try {
			await this.sendBisecting(batch);
		} catch (error) {
			this.fail(batch, this.stop !== undefined && isCanceled(error) ? this.stop : error);
		}
	}

	/** Notes why a batch failed, and ends the run where every further batch would fail as well. */
	fail(batch: Batch<Message, R>, error: unknown): void {
		if (this.stop !== undefined && error === this.stop) {
			note(batch, notTried(this.stop));
			return;
		}
		const { recipients } = batch;
		const outcome = outcomeOf(error, recipients.length);
		note(batch, outcome);
		// A recipient of a push who does not exist keeps nobody else from getting it.
		const isOneLess =
			this.operation.isSend === true &&
			outcome.status === 'invalid' &&
			recipients[0].value !== null;
		if ((this.run.stopsOnFailure && !isOneLess) || isHopeless(error)) this.stop ??= error;
	}

	/** If one recipient gets the batch rejected, bisect until it is isolated. */
	private async sendBisecting(batch: Batch<Message, R>): Promise<void> {
		const { recipients } = batch;
		const sent = await settled(this.request(batch));
		if ('value' in sent) {
			note(batch, sent.value);
			return;
		}
		const { error } = sent;
		const code = error instanceof CallFailure ? error.details.code : undefined;
		const isRejected = code !== undefined && this.operation.bisectOn?.includes(code) === true;
		if (!isRejected || recipients.length === 1) throw error;
		const middle = Math.ceil(recipients.length / 2);
		for (const half of [recipients.slice(0, middle), recipients.slice(middle)]) {
			const part = { ...batch, recipients: half };
			const bisected = await settled(this.sendBisecting(part));
			if ('error' in bisected) note(part, outcomeOf(bisected.error, half.length));
		}
	}

	private async request({ message, recipients }: Batch<Message, R>): Promise<Outcome[] | Outcome> {
		const { operation, run } = this;
		const values = recipients.map(({ value }) => value);
		const request = operation.request(message, values, run.context);
		let isMade = false;
		// Another request may have failed fatally while this one was queued.
		request.beforeStart = () => {
			if (this.stop === undefined) {
				if (!isMade) this.requests++;
				isMade = true;
				return;
			}
			throw new CallFailure(
				'cancelled',
				'An earlier request failed for a reason that also applies to this one',
				{
					fix: 'Nothing was sent by this request',
				},
			);
		};
		const answer = await run.call(request);
		try {
			return operation.outcomes(answer, values, message);
		} catch (error) {
			throw unreadable(error);
		}
	}
}

/** Notes the outcome of each recipient of a batch, or one for all of them. */
function note<R>(
	{ recipients }: { recipients: Array<Recipient<R>> },
	outcome: Outcome[] | Outcome,
) {
	recipients.forEach((recipient, index) => {
		recipient.outcome = Array.isArray(outcome) ? outcome[index] : outcome;
	});
}

/** The API has accepted the request: an answer that cannot be read must not look like a refusal. */
function unreadable(error: unknown): CallFailure {
	const words = error instanceof Error ? error.message : String(error);
	return new CallFailure(
		'unknown',
		`The API accepted the request, but its response cannot be read (${words})`,
		{ fix: 'Look it up in the console before you run it again' },
	);
}

/** A failure that every further request would meet as well. */
export function isHopeless(error: unknown): boolean {
	if (!(error instanceof CallFailure)) return false;
	const { kind, details } = error;
	const { known } = details;
	return (
		kind === 'unreachable' ||
		kind === 'cancelled' ||
		known?.credential === true ||
		known?.everyCall === true
	);
}

function isCanceled(error: unknown): boolean {
	return error instanceof CallFailure && error.kind === 'cancelled';
}

function notTried(error: unknown): Outcome {
	const { reason, ...outcome } = outcomeOf(error);
	return {
		...outcome,
		status: 'failed',
		reason: `Not sent, because an earlier request failed: ${reason ?? ''}`,
	};
}
