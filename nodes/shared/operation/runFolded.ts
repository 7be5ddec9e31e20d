import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import { OutcomeFailure } from './failures';
import type { AnyFolded, ItemPlan, Plan, PlannedCall } from './planCalls';
import { planCalls } from './planCalls';
import { previewItem } from './preview';
import type { Run } from './runTypes';
import type { Sent } from './sendCalls';
import { sendCalls } from './sendCalls';
import { showWarnings, summarise } from './summary';
import type { FoldedOperation, Outcome } from './types';

/**
 * Items -> calls -> items. Everything is read and checked before the first call, so that in stop
 * mode a bad item prevents the whole send.
 */
export async function runFolded(
	run: Run,
	operation: FoldedOperation<never, never>,
): Promise<INodeExecutionData[]> {
	const folded = operation as unknown as AnyFolded;
	const plan = planCalls(run, folded);
	if (run.stopsOnFailure) {
		plan.items.forEach((item, index) => {
			if ('error' in item) run.fail(item.error, index);
		});
	}
	if (run.settings.previewOnly) return previewItems(run, folded, plan);

	showWarnings(
		run.execution,
		messagesOf(plan.calls).flatMap((message) => folded.warnings?.(message) ?? []),
	);
	const sent = await sendCalls(run, folded, plan.calls);
	failIfStopped(run, folded, plan.calls, sent);
	const output = plan.items.map((item, index) => outputItem(run, folded, item, index));
	summarise(run.execution, folded, plan.calls);
	return output;
}

/** Each message once, in the order of its first call. */
function messagesOf(calls: PlannedCall[]): unknown[] {
	return [...new Set(calls.map(({ message }) => message))];
}

/** In stop mode the failure is all that the user sees, so it says what had been sent before. */
function failIfStopped(run: Run, operation: AnyFolded, calls: PlannedCall[], sent: Sent): void {
	const { stop } = sent;
	const isCancelled = stop instanceof CallFailure && stop.kind === 'cancelled';
	if (stop === undefined || !(run.stopsOnFailure || isCancelled)) return;
	const first = calls.find(({ slots }) => {
		const status = slots[0].outcome?.status;
		return status !== 'accepted' && status !== 'skipped';
	});
	run.fail(withSentBefore(stop, calls, operation), first?.slots[0].items[0] ?? 0);
}

function withSentBefore(error: unknown, calls: PlannedCall[], operation: AnyFolded): unknown {
	const accepted = calls
		.flatMap(({ slots }) => slots)
		.filter(({ outcome }) => outcome?.status === 'accepted').length;
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
): INodeExecutionData {
	if ('error' in plan) return run.fail(plan.error, index);
	const results = plan.slots.map((slot) => {
		const result = Object.assign(operation.audience.describe(slot.member), slot.outcome as Outcome);
		if (slot.items[0] !== index) result.duplicate = true;
		return result;
	});
	const result: IDataObject = results.length === 1 ? results[0] : manyResults(results);
	const json = run.settings.includeInputFields ? { ...run.items[index].json, ...result } : result;
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
		...(statuses.has('skipped') ? { skipped: count('skipped') } : {}),
		results,
	};
}

function previewItems(run: Run, operation: AnyFolded, plan: Plan): INodeExecutionData[] {
	const people = plan.calls.reduce((sum, { slots }) => sum + slots.length, 0);
	const previews = plan.calls.map((call, index) => {
		const { slots, message } = call;
		const members = slots.map(({ member }) => member);
		return previewItem({
			request: operation.request(message, members, run.context),
			call: index + 1,
			calls: plan.calls.length,
			recipients: members.length,
			recipientsInAll: people,
			warnings: operation.warnings?.(message) ?? [],
			items: [...new Set(slots.flatMap(({ items }) => items))],
		});
	});
	const failed = plan.items.flatMap((item, index) =>
		'error' in item ? [run.fail(item.error, index)] : [],
	);
	return [...previews, ...failed];
}
