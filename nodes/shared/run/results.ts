import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunSettings } from '../form/settings';
import { hasErrorBranch, OutcomeFailure, outcomeOf } from './failures';
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

/** The results of an item: one for each recipient of a push, or one for all that it names. */
export function outputRows<R>(
	run: Run,
	operation: ResultsOf<R>,
	{ errors, named }: Plan<unknown, R>,
	index: number,
): INodeExecutionData[] {
	const toErrorBranch = hasErrorBranch(run.execution);
	const ownFields = ({ includeInputFields }: RunSettings, isShared = false) =>
		operation.isSend === true && includeInputFields
			? inputFields(run.items[index].json, isShared)
			: {};
	if (errors.has(index)) {
		const error = errors.get(index);
		const { status, ...outcome } = outcomeOf(error);
		const own = toErrorBranch ? {} : ownFields(run.settings);
		const stays = operation.isSend === true ? { removeFromList: false } : {};
		return [run.failItem(error, index, { status, ...own, ...outcome, ...stays })];
	}
	const settings = run.settingsOf(index);
	const { recipients, repeats } = named[index];
	const isInvalidBad = operation.isSend === true && settings.invalidToErrorBranch && toErrorBranch;
	const isBad = ({ outcome }: Recipient<R>) =>
		outcome !== undefined && (isFailure(outcome) || (outcome.status === 'invalid' && isInvalidBad));
	const isEach = operation.isSend === true && settings.oneRowPerRecipient;
	const own = ownFields(settings, recipients.length > 1);
	const row = (some: Array<Recipient<R>>): INodeExecutionData => {
		const bad = some.find(isBad)?.outcome;
		// On the error branch n8n adds the item's fields by itself.
		const shown = bad && toErrorBranch ? {} : own;
		const json =
			some.length === 1
				? resultOf(operation, some[0], index, shown)
				: joined(
						some.map((recipient) => resultOf(operation, recipient, index, {})),
						shown,
					);
		const again = some.reduce((sum, recipient) => sum + (repeats?.get(recipient) ?? 0), 0);
		if (again > 0) json.duplicates = again;
		if (bad) return run.failItem(new OutcomeFailure(bad), index, json);
		return { json, pairedItem: { item: index } };
	};
	return isEach ? recipients.map((recipient) => row([recipient])) : [row(recipients)];
}

/**
 * The result of one recipient for an item that names it: the status, who it is, what else the item
 * has, and then what happened.
 */
function resultOf<R>(
	{ recipients, isSend }: ResultsOf<R>,
	{ value, outcome, items, overwritten }: Recipient<R>,
	index: number,
	own: IDataObject,
): IDataObject {
	const { status, reason, fix, removeFromList, extra, ...known } = outcome ?? {};
	const asked = overwritten?.get(index);
	const named = recipients.describe(asked ?? value);
	// The recipient stands first and wins.
	const result: IDataObject = {
		...(status !== undefined && { status }),
		...named,
		...own,
		...named,
	};
	if (reason !== undefined) result.reason = reason;
	if (fix !== undefined) result.fix = fix;
	if (removeFromList === true || (isSend && value !== null)) {
		result.removeFromList = removeFromList === true;
	}
	Object.assign(result, known, extra);
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
