import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunSettings } from '../form/settings';
import { OutcomeFailure, outcomeOf } from './failures';
import type { Outcome, Run } from './operation';
import type { Plan, Recipient } from './plan';
import { inputFields } from './resultFields';

/** Whether a recipient did not get the push, or nobody can tell. */
export const isFailure = ({ status }: Outcome) => status === 'failed' || status === 'unknown';

/** What the results of an operation depend on. */
interface ResultsOf<R> {
	recipients: { describe(recipient: R): IDataObject };
	isSend?: true;
}

/**
 * What gives the results of an item by its index: one for each recipient of a push, or one for all
 * that it names.
 */
export function resultsReader<R>(
	run: Run,
	operation: ResultsOf<R>,
	{ errors, named, repeats }: Plan<unknown, R>,
): (index: number) => INodeExecutionData[] {
	const { toErrorBranch } = run;
	const isSend = operation.isSend === true;
	const ownFields = (index: number, { includeInputFields }: RunSettings, isShared = false) =>
		isSend && includeInputFields ? inputFields(run.items[index].json, isShared) : {};

	const unread = (index: number): INodeExecutionData => {
		const error = errors.get(index);
		const { status, ...outcome } = outcomeOf(error);
		const own = toErrorBranch ? {} : ownFields(index, run.settings);
		const stays = isSend ? { removeFromList: false } : {};
		return run.failItem(error, index, { status, ...own, ...outcome, ...stays });
	};

	const result = (
		some: Array<Recipient<R>>,
		index: number,
		{ invalidToErrorBranch }: RunSettings,
		own: Readonly<IDataObject>,
	): INodeExecutionData => {
		const isInvalidBad = isSend && invalidToErrorBranch && toErrorBranch;
		const bad = some.find(({ outcome }) => outcome && isBad(outcome, isInvalidBad))?.outcome;
		// On the error branch n8n adds the item's fields by itself.
		const shown = bad && toErrorBranch ? {} : own;
		const json =
			some.length === 1
				? resultOf(operation, some[0], index, shown)
				: joined(
						some.map((recipient) => resultOf(operation, recipient, index, {})),
						shown,
					);
		const again = repeats.get(index);
		if (again) {
			const duplicates = some.reduce((sum, recipient) => sum + (again.get(recipient) ?? 0), 0);
			if (duplicates > 0) json.duplicates = duplicates;
		}
		if (bad) return run.failItem(new OutcomeFailure(bad), index, json);
		return { json, pairedItem: { item: index } };
	};

	return (index) => {
		if (errors.has(index)) return [unread(index)];
		const settings = run.settingsOf(index);
		const recipients = named[index];
		const own = ownFields(index, settings, recipients.length > 1);
		if (!isSend || !settings.oneRowPerRecipient) {
			return [result(recipients, index, settings, own)];
		}
		return recipients.map((recipient) => result([recipient], index, settings, own));
	};
}

function isBad(outcome: Outcome, isInvalidBad: boolean): boolean {
	return isFailure(outcome) || (isInvalidBad && outcome.status === 'invalid');
}

/**
 * The result of one recipient for an item that names it: the status, who it is, what else the item
 * has, and then what happened.
 */
function resultOf<R>(
	{ recipients, isSend }: ResultsOf<R>,
	{ value, outcome, items, overwritten }: Recipient<R>,
	index: number,
	own: Readonly<IDataObject>,
): IDataObject {
	const asked = overwritten?.get(index);
	const named = recipients.describe(asked ?? value);
	const { status, reason, fix, removeFromList, extra, ...codes } = outcome ?? {};
	// The recipient stands first and wins.
	const result: IDataObject = { ...(outcome && { status }), ...named, ...own, ...named };
	if (reason !== undefined) result.reason = reason;
	if (fix !== undefined) result.fix = fix;
	if (removeFromList === true || (isSend && value !== null)) {
		result.removeFromList = removeFromList === true;
	}
	Object.assign(result, codes, extra);
	if (asked !== undefined) result.overwritten = true;
	else if (items[0] !== index) result.duplicate = true;
	return result;
}

/** The result of an item that names several recipients. */
function joined(results: IDataObject[], own: IDataObject): IDataObject {
	const count = (status: string) => results.filter((result) => result.status === status).length;
	const statuses = new Set(results.map(({ status }) => status));
	return {
		status: statuses.size === 1 ? results[0].status : 'mixed',
		...own,
		accepted: count('accepted'),
		invalid: count('invalid'),
		failed: count('failed'),
		unknown: count('unknown'),
		...(statuses.has('skipped') ? { skipped: count('skipped') } : {}),
		results,
	};
}
