import type { Fields } from '../fields/field';
import type { BatchedOperation } from './batched';
import type { Claim } from './campaignMemory';
import { bucketOf, CampaignMemory } from './campaignMemory';
import { inTurns } from './concurrency';
import { messageOf } from './failures';
import type { Outcome, Status } from './operation';
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
	const keys = new Map<Recipient<R>, string>();
	const distinct = new Set<string>();
	await inTurns(batches.length, (index) => {
		const { message, campaignKey = '', recipients } = batches[index];
		for (const recipient of recipients) {
			const identity = operation.identity?.(recipient.value, message) ?? recipient.key;
			const key = memory.keyOf(campaignKey, identity);
			keys.set(recipient, key);
			distinct.add(key);
		}
	});
	const keyOf = (recipient: Recipient<R>) => keys.get(recipient) ?? '';
	const bucket = (recipient: Recipient<R>) => bucketOf(keyOf(recipient));
	const sendWave = async (wave: Array<Batch<Message, R>>) =>
		await sendClaimed(sending, memory, wave, keyOf);

	await memory.open(distinct.size);
	const [first, ...others] = batches;
	await sendWave([first]);
	// By bucket, so that a wave sets few marks.
	const sorted = byGroup(others)
		.map((group) => ({ ...group, recipients: byBucket(group.recipients, bucket) }))
		.flatMap(split);
	const inOrder = byBucket(sorted, ({ recipients }) => bucket(recipients[0]));
	// After a crash the recipients of a wave are not confirmed, so a wave grows only while the store
	// takes more than a quarter of the time of its requests.
	let requests = settings.callsAtOnce;
	for (let next = 0; next < inOrder.length;) {
		const [wave] = chunk(
			inOrder.slice(next, next + requests),
			memory.wave,
			({ recipients }) => recipients.length,
		);
		next += wave.length;
		const start = performance.now();
		const sendingMs = await sendWave(wave);
		const storingMs = performance.now() - start - sendingMs;
		if (storingMs * 4 > sendingMs) requests *= 2;
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
	keyOf: (recipient: Recipient<R>) => string,
): Promise<number> {
	let sendingMs = 0;
	for (let left = wave; left.length > 0;) {
		// A person with two messages under one key gets the first of them that is sent.
		const now = new Map<string, Recipient<R>>();
		const wanted = new Map<string, string>();
		for (const { recipients, campaignKey = '' } of left) {
			for (const recipient of recipients) {
				const key = keyOf(recipient);
				if (now.has(key)) continue;
				now.set(key, recipient);
				wanted.set(key, campaignKey);
			}
		}
		let claim: Claim;
		try {
			if (sending.stop !== undefined) throw sending.stop;
			claim = await memory.claim(wanted);
		} catch (error) {
			for (const batch of left) sending.fail(batch, error);
			return sendingMs;
		}
		for (const [key, { isProved }] of claim.noted) {
			const recipient = now.get(key);
			if (recipient) recipient.outcome = skipped(wanted.get(key) ?? '', isProved);
		}
		const mine = withRecipients(left, (recipient) => {
			const key = keyOf(recipient);
			return claim.mine.has(key) && now.get(key) === recipient;
		});
		const start = performance.now();
		await sending.send(mine);
		sendingMs += performance.now() - start;
		const withStatus = (status: Status) =>
			[...claim.mine].filter((key) => now.get(key)?.outcome?.status === status);
		await claim.settle(withStatus('failed'), withStatus('unknown')).catch((error: unknown) => {
			showWarnings(sending.run.execution, [
				`n8n could not store the end of a wave (${messageOf(error)}), so recipients that were not sent to may be skipped under this campaign key`,
			]);
		});
		left = withoutSettled(left);
		await claim.freed;
	}
	return sendingMs;
}

/** Batches put together again by message and campaign key. */
function byGroup<Message, R>(batches: Array<Batch<Message, R>>): Array<Batch<Message, R>> {
	const groups = new Map<unknown, Batch<Message, R>>();
	for (const batch of batches) {
		const group = groups.get(batch.group);
		if (group) for (const recipient of batch.recipients) group.recipients.push(recipient);
		else groups.set(batch.group, { ...batch, recipients: [...batch.recipients] });
	}
	return [...groups.values()];
}

function byBucket<T>(values: T[], bucket: (value: T) => number): T[] {
	const buckets: T[][] = [];
	for (const value of values) (buckets[bucket(value)] ??= []).push(value);
	return buckets.flat();
}

function skipped(campaignKey: string, isProved: boolean): Outcome {
	if (isProved) {
		return { status: 'skipped', reason: `Already sent under the campaign key "${campaignKey}"` };
	}
	return {
		status: 'skipped',
		unproved: true,
		reason: `Sent before under the campaign key "${campaignKey}", but the run broke off or the response was lost, so it is not confirmed`,
		fix: 'Look it up. If it was not sent, send to this recipient under another campaign key',
	};
}
