import { CallFailure } from '../transport/failure';
import type { SentMemory } from './campaignMemory';
import { openSentMemory, sentKeys } from './campaignMemory';
import { inParallel } from './concurrency';
import { outcomeOf } from './failures';
import { chunk } from './fold';
import type { AnyFolded, Plan, PlannedCall } from './planCalls';
import { membersOf } from './planCalls';
import type { Run } from './runTypes';
import type { Outcome, Status } from './operation';

/** Calls on their way. */
interface Sending {
	run: Run;
	operation: AnyFolded;
	plan: Plan;
	/** Whether a call has been made. */
	started: boolean;
	/** What kept the calls from being finished. */
	stop?: unknown;
}

/**
 * Sends the calls, several at once, and notes the outcome of each member. In stop mode no call
 * starts after one that failed; otherwise only what every further call would meet as well, such as
 * a wrong key, ends the run early.
 *
 * @returns what kept the calls from being finished, if anything did
 */
export async function sendCalls(run: Run, operation: AnyFolded, plan: Plan): Promise<unknown> {
	const sending: Sending = { run, operation, plan, started: false };
	const memory = openSentMemory(run.execution, run.settings.campaignKey);
	if (!memory) {
		await sendWave(sending, plan.calls);
		return sending.stop;
	}
	for (const wave of chunk(plan.calls, run.settings.callsAtOnce, () => 1)) {
		await sendOnce(sending, wave, memory);
	}
	return sending.stop;
}

/** A wave is noted before it goes out, so that whatever ends this process, nobody gets it twice. */
async function sendOnce(sending: Sending, wave: PlannedCall[], memory: SentMemory): Promise<void> {
	const { outcomes } = sending.plan;
	const { campaignKey } = sending.run.settings;
	const keys = new Map(wave.flatMap((call) => keysOfMembers(sending, call)));
	const keyOf = (position: number) => keys.get(position) as string;
	const before = await memory.note([...new Set(keys.values())]);
	const proved = await memory.proved([...before]);
	const taken = new Set(before);
	const isNew = (position: number) => {
		const key = keyOf(position);
		if (taken.has(key)) {
			outcomes[position] = skipped(campaignKey, !before.has(key) || proved.has(key));
			return false;
		}
		taken.add(key);
		return true;
	};
	const left = wave
		.map((call) => ({ ...call, positions: call.positions.filter(isNew) }))
		.filter(({ positions }) => positions.length > 0);
	await sendWave(sending, left);
	const keysOf = (...statuses: Status[]) =>
		left
			.flatMap(({ positions }) => positions)
			.filter((position) => statuses.includes(outcomes[position]?.status as Status))
			.map(keyOf);
	await memory.prove(keysOf('accepted'));
	await memory.forget(keysOf('failed', 'invalid'));
}

/** By position: what names a call's message to the member. */
function keysOfMembers(
	{ run, operation, plan }: Sending,
	{ positions, message }: PlannedCall,
): Array<[number, string]> {
	const keyOf = sentKeys(run.settings.campaignKey, message);
	return positions.map((position) => [
		position,
		keyOf(operation.audience.key(plan.members[position])),
	]);
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

async function sendWave(sending: Sending, calls: PlannedCall[]): Promise<void> {
	const { run, plan } = sending;
	const send = async (call: PlannedCall) => {
		if (sending.stop !== undefined) {
			note(plan, call, notTried(sending.stop));
			return;
		}
		try {
			await sendNarrowing(sending, call);
		} catch (error) {
			const isLate = sending.stop !== undefined && isCancelled(error);
			note(plan, call, isLate ? notTried(sending.stop) : outcomeOf(error, call.positions.length));
			if (run.stopsOnFailure || isHopeless(error)) sending.stop ??= error;
		}
	};
	// The first goes alone: what all would meet, such as a wrong key, is then met once, and an API
	// that counts wrong signatures does not lock the app out.
	const alone = sending.started ? 0 : 1;
	sending.started ||= calls.length > 0;
	await inParallel(calls.slice(0, alone), 1, send);
	await inParallel(calls.slice(alone), run.settings.callsAtOnce, send);
}

/** Notes the outcome of each member of a call, or one for all of them. */
function note({ outcomes }: Plan, { positions }: PlannedCall, outcome: Outcome[] | Outcome): void {
	positions.forEach((position, index) => {
		outcomes[position] = Array.isArray(outcome) ? outcome[index] : outcome;
	});
}

/** Sends a call; when one member spoils it for all, in halves until it is clear which one it is. */
async function sendNarrowing(sending: Sending, call: PlannedCall): Promise<void> {
	const { operation, plan } = sending;
	const { positions } = call;
	const sent = await settled(sendCall(sending, call));
	if ('value' in sent) {
		note(plan, call, sent.value);
		return;
	}
	const { error } = sent;
	const code = error instanceof CallFailure ? error.details.code : undefined;
	const isSpoilt = code !== undefined && operation.bisectOn?.includes(code) === true;
	if (!isSpoilt || positions.length === 1) throw error;
	const middle = Math.ceil(positions.length / 2);
	for (const part of [positions.slice(0, middle), positions.slice(middle)]) {
		const half = { ...call, positions: part };
		const narrowed = await settled(sendNarrowing(sending, half));
		if ('error' in narrowed) note(plan, half, outcomeOf(narrowed.error, part.length));
	}
}

async function settled<T>(sending: Promise<T>): Promise<{ value: T } | { error: unknown }> {
	try {
		return { value: await sending };
	} catch (error) {
		return { error };
	}
}

async function sendCall(sending: Sending, call: PlannedCall): Promise<Outcome[] | Outcome> {
	const { run, operation, plan } = sending;
	const { group, message } = call;
	const members = membersOf(plan, call);
	const request = operation.request(message, members, run.context);
	request.idempotencyKey ??= () =>
		JSON.stringify([request.path, group.key, members.map(operation.audience.key)]);
	// It may have waited for its turn while another call met what this one would meet as well.
	request.beforeStart = () => {
		if (sending.stop === undefined) return;
		throw new CallFailure('cancelled', 'An earlier call met what this one would meet as well', {
			fix: 'Nothing was sent by this call',
		});
	};
	const answer = await run.call(request);
	const outcomes = attempt(() => operation.outcomes(answer, members, message));
	if ('error' in outcomes) throw unreadable(outcomes.error);
	return outcomes.value;
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
