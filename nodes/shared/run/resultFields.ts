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

/** The fields of an input item, without those of an earlier result that would stand beside a new one. */
export function inputFields(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([name]) => !names.has(name)));
}
