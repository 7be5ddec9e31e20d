import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import { OutcomeFailure } from './failures';
import type { AnyFolded, Plan } from './planCalls';
import { eachNamed, firstItems, membersOf, planCalls } from './planCalls';
import { previewItem } from './preview';
import type { Run } from './runTypes';
import { sendCalls } from './sendCalls';
import { showWarnings, summarize } from './summary';
import type { FoldedOperation, Outcome } from './operation';

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
	if (run.stopsOnFailure && plan.errors.size > 0) {
		const index = run.items.findIndex((_, each) => plan.errors.has(each));
		run.fail(plan.errors.get(index), index);
	}
	if (run.settings.previewOnly) return previewItems(run, folded, plan);

	showWarnings(
		run.execution,
		messagesOf(plan).flatMap((message) => folded.warnings?.(message) ?? []),
	);
	const stop = await sendCalls(run, folded, plan);
	failIfStopped(run, folded, plan, stop);
	const first = plan.hasRepeats ? firstItems(plan) : undefined;
	const output = run.items.map((_, index) => outputItem(run, folded, plan, first, index));
	summarize(run.execution, folded, plan);
	return output;
}

/** Each message once, in the order of its first call. */
function messagesOf({ calls }: Plan): unknown[] {
	return [...new Set(calls.map(({ message }) => message))];
}

/** In stop mode the failure is all that the user sees, so it says what had been sent before. */
function failIfStopped(run: Run, operation: AnyFolded, plan: Plan, stop: unknown): void {
	const isCancelled = stop instanceof CallFailure && stop.kind === 'cancelled';
	if (stop === undefined || !(run.stopsOnFailure || isCancelled)) return;
	const call = plan.calls.find(({ positions }) => {
		const status = plan.outcomes[positions[0]]?.status;
		return status !== 'accepted' && status !== 'skipped';
	});
	run.fail(withSentBefore(stop, plan, operation), call ? firstItems(plan)[call.positions[0]] : 0);
}

function withSentBefore(error: unknown, { outcomes }: Plan, operation: AnyFolded): unknown {
	const accepted = outcomes.filter((outcome) => outcome?.status === 'accepted').length;
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
	plan: Plan,
	first: Int32Array | undefined,
	index: number,
): INodeExecutionData {
	if (plan.errors.has(index)) return run.fail(plan.errors.get(index), index);
	const named = plan.named[index];
	if (typeof named === 'number') {
		const result = resultOf(operation, plan, named, first, index);
		return itemOf(run, index, result, isBad(result) ? result : undefined);
	}
	const results = named.map((position) => resultOf(operation, plan, position, first, index));
	return itemOf(run, index, joined(results), results.find(isBad));
}

/** @param bad the outcome of a member for which it did not succeed, if there is one */
function itemOf(
	run: Run,
	index: number,
	result: IDataObject,
	bad: Outcome | undefined,
): INodeExecutionData {
	const json = run.settings.includeInputFields ? { ...run.items[index].json, ...result } : result;
	if (bad) return run.fail(new OutcomeFailure(bad), index, json);
	return { json, pairedItem: { item: index } };
}

type MemberResult = Outcome & IDataObject;

/** The result of one member for an item that names it. */
function resultOf(
	{ audience }: AnyFolded,
	{ members, outcomes }: Plan,
	position: number,
	first: Int32Array | undefined,
	index: number,
): MemberResult {
	const result = Object.assign(audience.describe(members[position]), outcomes[position]);
	if (first && first[position] !== index) result.duplicate = true;
	return result as MemberResult;
}

/** The result of an item that names several members. */
function joined(results: MemberResult[]): IDataObject {
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

function isBad({ status }: Outcome): boolean {
	return status === 'failed' || status === 'unknown';
}

function previewItems(run: Run, operation: AnyFolded, plan: Plan): INodeExecutionData[] {
	const people = plan.calls.reduce((sum, { positions }) => sum + positions.length, 0);
	const itemsByPosition = plan.members.map((): number[] => []);
	eachNamed(plan.named, (position, index) => itemsByPosition[position].push(index));
	const previews = plan.calls.map((call, index) => {
		const { positions, message } = call;
		const members = membersOf(plan, call);
		return previewItem({
			request: operation.request(message, members, run.context),
			call: index + 1,
			calls: plan.calls.length,
			recipients: members.length,
			recipientsInAll: people,
			warnings: operation.warnings?.(message) ?? [],
			items: [...new Set(positions.flatMap((position) => itemsByPosition[position]))],
		});
	});
	const failed = run.items.flatMap((_, index) =>
		plan.errors.has(index) ? [run.fail(plan.errors.get(index), index)] : [],
	);
	return [...previews, ...failed];
}
