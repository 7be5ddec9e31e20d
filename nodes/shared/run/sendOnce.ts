import type { Fields } from '../fields/field';
import type { BatchedOperation } from './batched';
import type { Claim, Note } from './campaignMemory';
import { CampaignMemory } from './campaignMemory';
import { inTurns } from './concurrency';
import { messageOf } from './failures';
import type { Outcome } from './operation';
import type { Batch, Plan, Recipient } from './plan';
import { chunk, withoutSettled, withRecipients } from './plan';
import type { Sending } from './send';
import { showWarnings } from './summary';

/** Sends each recipient one push under its campaign key, wave by wave. */
export async function sendUnderCampaignKeys<
	F extends Fields,
	From extends keyof F & string,
	Message,
	R,
>(
	sending: Sending<Message, R>,
	operation: BatchedOperation<F, From, Message, R>,
	plan: Plan<Message, R>,
): Promise<void> {
	if (plan.batches.length === 0) return;
	try {
		await sendWaves(sending, operation, plan);
	} catch (error) {
		for (const batch of withoutSettled(plan.batches)) sending.fail(batch, error);
	}
}

async function sendWaves<F extends Fields, From extends keyof F & string, Message, R>(
	sending: Sending<Message, R>,
	operation: BatchedOperation<F, From, Message, R>,
	{ batches, split }: Plan<Message, R>,
): Promise<void> {
	const { execution, settings, app } = sending.run;
	const memory = new CampaignMemory(execution, app, settings.recipientsRemembered);
	const notes: Note[] = [];
	// By bucket, so that a wave sets few marks.
	const groups = new Map<
		object,
		{ batch: Batch<Message, R>; byBucket: Array<Array<Recipient<R>>> }
	>();
	await inTurns(batches.length, (index) => {
		const batch = batches[index];
		const { message, campaignKey = '', recipients } = batch;
		const { byBucket } = groups.get(batch.group) ?? { byBucket: [] };
		groups.set(batch.group, { batch, byBucket });
		for (const recipient of recipients) {
			const identity = operation.identity?.(recipient.value, message) ?? recipient.key;
			const note = memory.noteOf(campaignKey, identity);
			recipient.note = note;
			notes.push(note);
			if (index > 0) put(byBucket, note.bucket, recipient);
		}
	});
	await memory.open(notes);
	// After a crash the recipients of a wave are not confirmed, so a wave grows only while the store
	// takes more than a quarter of the time of its requests.
	let requests = settings.callsAtOnce;
	const sendWave = async (wave: Array<Batch<Message, R>>) => {
		const start = performance.now();
		const sendingMs = await sendClaimed(sending, memory, wave);
		const storingMs = performance.now() - start - sendingMs;
		if (storingMs * 4 > sendingMs) requests *= 2;
	};
	await sendWave(batches.slice(0, 1));
	const batchesByBucket: Array<Array<Batch<Message, R>>> = [];
	const groupsInOrder = [...groups.values()];
	await inTurns(groupsInOrder.length, (index) => {
		const { batch, byBucket } = groupsInOrder[index];
		for (const part of split({ ...batch, recipients: byBucket.flat() })) {
			put(batchesByBucket, part.recipients[0].note?.bucket ?? 0, part);
		}
	});
	const inOrder = batchesByBucket.flat();
	for (let next = 0; next < inOrder.length;) {
		const [wave] = chunk(
			inOrder.slice(next, next + requests),
			memory.wave,
			({ recipients }) => recipients.length,
		);
		next += wave.length;
		await sendWave(wave);
	}
}

/**
 * Claims the recipients of a wave and sends to those that it got. Those whom
 * another execution is sending to are claimed again when that has ended.
 *
 * @returns milliseconds that the requests took
 */
async function sendClaimed<Message, R>(
	sending: Sending<Message, R>,
	memory: CampaignMemory,
	wave: Array<Batch<Message, R>>,
): Promise<number> {
	let sendingMs = 0;
	for (let left = wave; left.length > 0;) {
		const recipients = left.flatMap((batch) => batch.recipients);
		const notes = recipients.flatMap(({ note }) => note ?? []);
		let claim: Claim;
		try {
			if (sending.stop !== undefined) throw sending.stop;
			claim = await memory.claim(notes);
		} catch (error) {
			for (const batch of left) sending.fail(batch, error);
			return sendingMs;
		}
		const { verdicts } = claim;
		verdicts.forEach((verdict, index) => {
			if (verdict === 'mine' || verdict === 'busy') return;
			recipients[index].outcome = skipped(notes[index].campaignKey, verdict === 'sent');
		});
		let at = 0;
		const mine = withRecipients(left, () => verdicts[at++] === 'mine');
		const start = performance.now();
		await sending.send(mine);
		sendingMs += performance.now() - start;
		const unsent: Note[] = [];
		const unconfirmed: Note[] = [];
		verdicts.forEach((verdict, index) => {
			if (verdict !== 'mine') return;
			const status = recipients[index].outcome?.status;
			if (status === 'failed' || status === 'invalid') unsent.push(notes[index]);
			if (status === 'unknown') unconfirmed.push(notes[index]);
		});
		await claim.settle(unsent, unconfirmed).catch((error: unknown) => {
			showWarnings(sending.run.execution, [
				`n8n could not store the results (${messageOf(error)}), so recipients without a push may be skipped under this campaign key`,
			]);
		});
		left = withoutSettled(left);
		await claim.freed;
	}
	return sendingMs;
}

function put<T>(buckets: T[][], bucket: number, value: T): void {
	(buckets[bucket] ??= []).push(value);
}

function skipped(campaignKey: string, isProved: boolean): Outcome {
	if (isProved) {
		return { status: 'skipped', reason: `Already sent under the campaign key "${campaignKey}"` };
	}
	return {
		status: 'skipped',
		unproved: true,
		reason: `Sent before under the campaign key "${campaignKey}", but the run was interrupted or the response was lost, so it is not confirmed`,
		fix: 'Look it up. If it was not sent, send to this recipient under another campaign key',
	};
}
