import { CallFailure } from '../transport/failure';
import type { SentMemory } from './alreadySent';
import { openSentMemory, sentKey } from './alreadySent';
import { inParallel } from './concurrency';
import { outcomeOf } from './failures';
import type { Slot } from './fold';
import { chunk } from './fold';
import type { AnyFolded, PlannedCall } from './planCalls';
import type { Run } from './runTypes';
import type { Outcome, Status } from './types';

/** How far the calls got. */
export interface Sent {
	/** Whether a call has been made. */
	started: boolean;
	/** What kept the calls from being finished. */
	stop?: unknown;
}

/**
 * Sends the calls, several at once, and notes the outcome of each member. In stop mode no call
 * starts after one that failed; otherwise only what every further call would meet as well, such as
 * a wrong key, ends the run early.
 */
export async function sendCalls(
	run: Run,
	operation: AnyFolded,
	calls: PlannedCall[],
): Promise<Sent> {
	const sent: Sent = { started: false };
	const memory = openSentMemory(run.execution, run.settings.campaignKey);
	if (!memory) {
		await sendWave(run, operation, calls, sent);
		return sent;
	}
	for (const wave of chunk(calls, run.settings.callsAtOnce, () => 1)) {
		await sendOnce(run, operation, wave, sent, memory);
	}
	return sent;
}

/** A wave is noted before it goes out, so that whatever ends this process, nobody gets it twice. */
async function sendOnce(
	run: Run,
	operation: AnyFolded,
	wave: PlannedCall[],
	sent: Sent,
	memory: SentMemory,
): Promise<void> {
	const keys = new Map(
		wave.flatMap(({ slots, message }) =>
			slots.map((slot) => [slot, sentKey(run.settings.campaignKey, message, slot.key)] as const),
		),
	);
	const keyOf = (slot: Slot) => keys.get(slot) as string;
	const before = await memory.note([...new Set(keys.values())]);
	const proved = await memory.proved([...before]);
	const taken = new Set(before);
	const isNew = (slot: Slot) => {
		const key = keyOf(slot);
		if (taken.has(key)) {
			const isProved = !before.has(key) || proved.has(key);
			slot.outcome = skipped(run.settings.campaignKey, isProved);
			return false;
		}
		taken.add(key);
		return true;
	};
	const left = wave
		.map((call) => ({ ...call, slots: call.slots.filter(isNew) }))
		.filter(({ slots }) => slots.length > 0);
	await sendWave(run, operation, left, sent);
	const keysOf = (...statuses: Status[]) =>
		left
			.flatMap(({ slots }) => slots)
			.filter((slot) => statuses.includes(slot.outcome?.status as Status))
			.map(keyOf);
	await memory.prove(keysOf('accepted'));
	await memory.forget(keysOf('failed', 'invalid'));
}

function skipped(campaignKey: string, isProved: boolean): Outcome {
	if (isProved) {
		return { status: 'skipped', reason: `Already sent under the campaign key "${campaignKey}"` };
	}
	return {
		status: 'skipped',
		unproved: true,
		reason: `Sent before under the campaign key "${campaignKey}", but the run broke off or the answer was lost, so it is not known whether it was accepted`,
		fix: 'Look it up, and send to this member under another campaign key if it was not',
	};
}

async function sendWave(
	run: Run,
	operation: AnyFolded,
	calls: PlannedCall[],
	sent: Sent,
): Promise<void> {
	const send = async (planned: PlannedCall) => {
		const { slots } = planned;
		if (sent.stop !== undefined) {
			for (const slot of slots) slot.outcome = notTried(sent.stop);
			return;
		}
		try {
			const results = await sendNarrowing(run, operation, planned, sent);
			slots.forEach((slot, index) => (slot.outcome = results[index]));
		} catch (error) {
			const isLate = sent.stop !== undefined && isCancelled(error);
			const outcome = isLate ? notTried(sent.stop) : outcomeOf(error, slots.length);
			for (const slot of slots) slot.outcome = outcome;
			if (run.stopsOnFailure || isHopeless(error)) sent.stop ??= error;
		}
	};
	// The first goes alone: what all would meet, such as a wrong key, is then met once, and an API
	// that counts wrong signatures does not lock the app out.
	const alone = sent.started ? 0 : 1;
	sent.started ||= calls.length > 0;
	await inParallel(calls.slice(0, alone), 1, send);
	await inParallel(calls.slice(alone), run.settings.callsAtOnce, send);
}

/** Sends a call; when one member spoils it for all, in halves until it is clear which one it is. */
async function sendNarrowing(
	run: Run,
	operation: AnyFolded,
	planned: PlannedCall,
	sent: Sent,
): Promise<Outcome[]> {
	const { slots } = planned;
	const attempt = await settled(sendCall(run, operation, planned, sent));
	if ('results' in attempt) return attempt.results;
	const { error } = attempt;
	const code = error instanceof CallFailure ? error.details.code : undefined;
	const isSpoilt = code !== undefined && operation.narrowAfter?.includes(code) === true;
	if (!isSpoilt || slots.length === 1) throw error;
	const middle = Math.ceil(slots.length / 2);
	const results: Outcome[] = [];
	for (const half of [slots.slice(0, middle), slots.slice(middle)]) {
		const part = await settled(sendNarrowing(run, operation, { ...planned, slots: half }, sent));
		results.push(
			...('results' in part ? part.results : half.map(() => outcomeOf(part.error, half.length))),
		);
	}
	return results;
}

async function settled(
	sending: Promise<Outcome[]>,
): Promise<{ results: Outcome[] } | { error: unknown }> {
	try {
		return { results: await sending };
	} catch (error) {
		return { error };
	}
}

async function sendCall(
	run: Run,
	operation: AnyFolded,
	planned: PlannedCall,
	sent: Sent,
): Promise<Outcome[]> {
	const { group, slots, message } = planned;
	const members = slots.map(({ member }) => member);
	const request = operation.request(message, members, run.context);
	request.sameAs ??= () => JSON.stringify([request.path, group.key, slots.map(({ key }) => key)]);
	// It may have waited for its turn while another call met what this one would meet as well.
	request.beforeStart = () => {
		if (sent.stop === undefined) return;
		throw new CallFailure('cancelled', 'An earlier call met what this one would meet as well', {
			fix: 'Nothing was sent by this call',
		});
	};
	const answer = await run.call(request);
	const outcomes = attempt(() => operation.outcomes(answer, members, message));
	if ('error' in outcomes) throw unreadable(outcomes.error);
	const result = outcomes.value;
	return Array.isArray(result) ? result : slots.map(() => result);
}

/** The API has accepted the call: an answer that cannot be read must not look like a refusal. */
function unreadable(error: unknown): CallFailure {
	const words = error instanceof Error ? error.message : String(error);
	return new CallFailure(
		'unknown',
		`The API accepted the call with an answer that cannot be read (${words})`,
		{ fix: 'Look in the console what became of it before you run it again' },
	);
}

function attempt<T>(read: () => T): { value: T } | { error: unknown } {
	try {
		return { value: read() };
	} catch (error) {
		return { error };
	}
}

/** A failure that every further call would meet as well. */
function isHopeless(error: unknown): boolean {
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

function isCancelled(error: unknown): boolean {
	return error instanceof CallFailure && error.kind === 'cancelled';
}

function notTried(error: unknown): Outcome {
	const { reason, ...outcome } = outcomeOf(error);
	return {
		...outcome,
		status: 'failed',
		reason: `Not sent, because an earlier call met this: ${reason ?? ''}`,
	};
}
