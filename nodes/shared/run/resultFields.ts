import type { IDataObject } from 'n8n-workflow';

/** Fields that a result of a batched operation may have besides those that name the recipient. */
export const RESULT_FIELDS = [
	'accepted',
	'apiMessage',
	'attributes',
	'code',
	'condition',
	'details',
	'duplicate',
	'duplicates',
	'error',
	'failed',
	'field',
	'fix',
	'invalid',
	'messageKey',
	'messageSequence',
	'messageTime',
	'overwritten',
	'pushId',
	'pushIds',
	'reason',
	'removeFromList',
	'results',
	'rule',
	'scheduledPushId',
	'scheduledFor',
	'serverTime',
	'skipped',
	'status',
	'tagExpression',
	'taskId',
	'unknown',
	'unproved',
	'uploadId',
	'warning',
] as const;

const names: ReadonlySet<string> = new Set(RESULT_FIELDS);

/** The longest text that stands in the results of several recipients, in UTF-16 units. */
const LONGEST_SHARED = 200;

/**
 * The fields of an input item, without those of an earlier result that would stand beside a new one.
 *
 * @param isShared whether the item has several recipients: then without lists, objects and long
 *   texts, which mostly name all of them
 */
export function inputFields(json: IDataObject, isShared: boolean): Readonly<IDataObject> {
	const isShown = (value: IDataObject[string]) =>
		!isShared ||
		(typeof value === 'string'
			? value.length <= LONGEST_SHARED
			: typeof value !== 'object' || value === null);
	return Object.fromEntries(
		Object.entries(json).filter(([name, value]) => !names.has(name) && isShown(value)),
	);
}
