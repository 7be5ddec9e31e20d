import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import { inParallel } from './concurrency';
import { OutcomeFailure, outcomeOf } from './failures';
import type { Group, Slot } from './fold';
import { chunk, Folding } from './fold';
import { previewItem } from './preview';
import type { Run } from './runTypes';
import { summarise } from './summary';
import type { FoldedOperation, Outcome } from './types';

type AnyFolded = FoldedOperation<unknown, unknown>;

/** A call, ready to be sent. */
interface PlannedCall {
	group: Group;
	slots: Slot[];
	message: unknown;
}

/** What was made of an item so far. */
type ItemPlan = { slots: Slot[] } | { error: unknown };

/**
 * Items -> calls -> items. Everything is read and checked before the first call, so that in stop
 * mode a bad item prevents the whole send.
 */
export async function runFolded(
	run: Run,
	operation: FoldedOperation<never, never>,
): Promise<INodeExecutionData[]> {
	const folded = operation as unknown as AnyFolded;
	const plan = planItems(run, folded);
	const calls = planCalls(run, folded, plan);
	if (run.stopsOnFailure) {
		plan.items.forEach((item, index) => {
			if ('error' in item) run.fail(item.error, index);
		});
	}
	if (run.settings.previewOnly) return previewItems(run, folded, plan, calls);

	const outcomes = new Map<Slot, Outcome>();
	await sendCalls(run, folded, calls, outcomes);
	const output = plan.items.map((item, index) => outputItem(run, folded, item, index, outcomes));
	summarise(run.execution, folded, calls.length, outcomes.values());
	return output;
}

interface Plan {
	items: ItemPlan[];
	groups: Group[];
}

function planItems(run: Run, operation: AnyFolded): Plan {
	const { audience } = operation;
	const fieldNames = operation.fields.map(({ name }) => name);
	const messageNames = run.reader.varying(
		fieldNames.filter((name) => !audience.fields.includes(name)),
	);
	const folding = new Folding();
	const items = run.items.map((_, index): ItemPlan => {
		try {
			const members = audience.read(run.reader.read(audience.fields, index), run.context);
			const groupKey = messageNames.length
				? JSON.stringify(run.reader.read(messageNames, index))
				: '';
			return { slots: folding.add(index, groupKey, members, audience.key) };
		} catch (error) {
			return { error };
		}
	});
	return { items, groups: folding.all() };
}

function planCalls(run: Run, operation: AnyFolded, plan: Plan): PlannedCall[] {
	const { audience } = operation;
	const fieldNames = operation.fields.map(({ name }) => name);
	return plan.groups.flatMap((group) => {
		try {
			const message = operation.build(run.reader.read(fieldNames, group.firstItem), run.context);
			const limit = typeof audience.limit === 'function' ? audience.limit(message) : audience.limit;
			const size = (slot: Slot) => audience.size?.(slot.member) ?? 1;
			return chunk(group.slots, limit, size).map((slots) => ({ group, slots, message }));
		} catch (error) {
			for (const slot of group.slots) {
				for (const index of slot.items) plan.items[index] = { error };
			}
			return [];
		}
	});
}

async function sendCalls(
	run: Run,
	operation: AnyFolded,
	calls: PlannedCall[],
	outcomes: Map<Slot, Outcome>,
): Promise<void> {
	let stop: unknown;
	await inParallel(calls, run.settings.callsAtOnce, async (planned) => {
		const { slots } = planned;
		if (stop !== undefined) {
			for (const slot of slots) outcomes.set(slot, notTried(stop));
			return;
		}
		try {
			const results = await sendCall(run, operation, planned);
			slots.forEach((slot, index) => outcomes.set(slot, results[index]));
		} catch (error) {
			const outcome = outcomeOf(error, slots.length);
			for (const slot of slots) outcomes.set(slot, outcome);
			if (run.stopsOnFailure || isHopeless(error)) stop ??= error;
		}
	});
	if (stop !== undefined && (run.stopsOnFailure || isCancelled(stop))) {
		const first = calls.find(({ slots }) => outcomes.get(slots[0])?.status !== 'accepted');
		run.fail(afterSome(stop, outcomes, operation), first?.slots[0].items[0] ?? 0);
	}
}

async function sendCall(run: Run, operation: AnyFolded, planned: PlannedCall): Promise<Outcome[]> {
	const { group, slots, message } = planned;
	const members = slots.map(({ member }) => member);
	const request = operation.request(message, members, run.context);
	request.sameAs ??= JSON.stringify([request.path, group.key, slots.map(({ key }) => key)]);
	const answer = await run.call(request);
	const result = operation.outcomes(answer, members, message);
	return Array.isArray(result) ? result : slots.map(() => result);
}

/** A failure that every further call would meet as well. */
function isHopeless(error: unknown): boolean {
	if (!(error instanceof CallFailure)) return false;
	return (
		error.kind === 'unreachable' || isCancelled(error) || error.details.known?.credential === true
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

/** In stop mode the error is all the user sees: it says what had been sent before. */
function afterSome(error: unknown, outcomes: Map<Slot, Outcome>, operation: AnyFolded): unknown {
	const accepted = [...outcomes.values()].filter(({ status }) => status === 'accepted').length;
	if (accepted === 0 || !(error instanceof CallFailure)) return error;
	return new CallFailure(
		error.kind,
		`${error.message}. Before that, ${accepted} ${operation.audience.plural} had been accepted`,
		{
			...error.details,
			fix: `${error.details.fix}. Set "On Error" to Continue to get a result for each item`,
		},
	);
}

function outputItem(
	run: Run,
	operation: AnyFolded,
	plan: ItemPlan,
	index: number,
	outcomes: Map<Slot, Outcome>,
): INodeExecutionData {
	if ('error' in plan) return run.fail(plan.error, index);
	const results = plan.slots.map((slot) => {
		const outcome = outcomes.get(slot) as Outcome;
		const duplicate = slot.items[0] !== index ? { duplicate: true } : {};
		return { ...operation.audience.describe(slot.member), ...outcome, ...duplicate };
	});
	const json: IDataObject = results.length === 1 ? results[0] : manyResults(results);
	const bad = results.find(({ status }) => status === 'failed' || status === 'unknown');
	if (bad) return run.fail(new OutcomeFailure(bad), index, json);
	return { json, pairedItem: { item: index } };
}

/** The result of an item that names several members. */
function manyResults(results: Array<Outcome & IDataObject>): IDataObject {
	const count = (status: string) => results.filter((result) => result.status === status).length;
	const statuses = new Set(results.map(({ status }) => status));
	return {
		status: statuses.size === 1 ? results[0].status : 'mixed',
		accepted: count('accepted'),
		invalid: count('invalid'),
		failed: count('failed'),
		unknown: count('unknown'),
		results,
	};
}

function previewItems(
	run: Run,
	operation: AnyFolded,
	plan: Plan,
	calls: PlannedCall[],
): INodeExecutionData[] {
	const people = calls.reduce((sum, { slots }) => sum + slots.length, 0);
	const previews = calls.map(({ slots, message }, index) => {
		const members = slots.map(({ member }) => member);
		return previewItem({
			request: operation.request(message, members, run.context),
			call: index + 1,
			calls: calls.length,
			recipients: members.length,
			recipientsInAll: people,
			warnings: operation.warnings?.(message, members) ?? [],
			items: [...new Set(slots.flatMap(({ items }) => items))],
		});
	});
	const failed = plan.items.flatMap((item, index) =>
		'error' in item ? [run.fail(item.error, index)] : [],
	);
	return [...previews, ...failed];
}
