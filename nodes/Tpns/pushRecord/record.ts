import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../shared/fields/json';
import { isObject, ownValue } from '../../shared/fields/json';
import { recordOutput } from '../../shared/form/recordOutput';
import { responseText } from '../../shared/transport/response';
import { isoInZone } from '../../shared/fields/moment';
import { isoFromSeconds } from '../../shared/transport/responseTime';
import { isoTime, pushTimes } from '../times';

/**
 * States of a push, in the words of forms and outputs. `PUSH_DELETED` is a push that was deleted,
 * `PUSH_DELETED_PUSH_MSG` one whose delivery was stopped. Source: docs/api/tpns.md 1.10 and 3.1.
 */
export const PUSH_STATES: ReadonlyArray<[value: string, name: string]> = [
	['PUSH_CANCELED', 'Canceled'],
	['PUSH_DELETED', 'Deleted'],
	['PUSH_FAILED', 'Failed'],
	['PUSH_FINISHED', 'Finished'],
	['PUSH_INIT', 'New'],
	['PUSH_COLLAPSED', 'Overwritten'],
	['PUSH_REVOKED', 'Revoked'],
	['PUSH_STARTED', 'Started'],
	['PUSH_DELETED_PUSH_MSG', 'Stopped'],
	['PUSH_WAIT', 'Waiting'],
];

const STATUS_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
	PUSH_STATES.map(([value, name]) => [value, name.toLowerCase()]),
);

const WAITING = new Set(['PUSH_INIT', 'PUSH_WAIT']);
const UNFINISHED = new Set([...WAITING, 'PUSH_STARTED']);

/** States that prove that sending began. A deleted push may have been sent or not. */
const SENT = new Set([
	'PUSH_COLLAPSED',
	'PUSH_DELETED_PUSH_MSG',
	'PUSH_FINISHED',
	'PUSH_REVOKED',
	'PUSH_STARTED',
]);

/** Source: docs/api/tpns.md 1.18 I13. */
const PUSH_TYPES: Readonly<Record<string, string>> = {
	account_list: 'account',
	package_account_push: 'package',
	package_token_push: 'package',
	token_list: 'token',
};

/**
 * A push record with the same names and values whatever the answer spells. Fields that the
 * documentation does not know stay.
 */
export interface PushRecord extends IDataObject {
	/** Text: it may be longer than a number can hold. */
	pushId: string;
	/** As TPNS calls it, e.g. `PUSH_FINISHED`. */
	status: string;
	/** `notification` or `message`. */
	messageType: string;
	/** When the push is or was sent, ISO 8601 in UTC. */
	pushTime: string;
	/** When it was created; not in every answer. */
	createdTime?: string;
}

/** The word for a status; one that is not documented stands as TPNS calls it. */
export function statusWord(status: string): string {
	return ownValue(STATUS_WORDS, status) ?? status;
}

/** Whether a push has come to its end, so that its numbers hardly change any more. */
export function isFinal(status: unknown): boolean {
	return typeof status === 'string' && status !== '' && !UNFINISHED.has(status);
}

/** Whether a push has not been sent yet. */
export function isWaiting({ status }: PushRecord): boolean {
	return WAITING.has(status);
}

/**
 * Reads a push record: the push ID as text, `notification` for `notify`, ISO times, platforms in
 * lower case, and one spelling for each ID.
 * Source: docs/api/tpns.md 1.18 I7, I10, I12, I14, I15, I36.
 */
export function readRecord(raw: JsonObject): PushRecord {
	const { pushConfig, collapseID, createTime } = raw;
	const messageType = responseText(raw.messageType);
	const createdTime = isoFromSeconds(createTime);
	return {
		...(raw as IDataObject),
		pushId: responseText(raw.pushId),
		status: responseText(raw.status),
		messageType: messageType === 'notify' ? 'notification' : messageType,
		pushTime: isoTime(raw.date),
		...(createdTime === undefined ? {} : { createdTime }),
		...(isObject(pushConfig) ? { pushConfig: withLowerNames(pushConfig) } : {}),
		...(collapseID === undefined ? {} : { collapseId: collapseID as string }),
	};
}

/** Whom a push is for: `all`, `tag`, `token`, `account`, `package`, or what TPNS calls it. */
export function pushTypeOf({ pushType }: PushRecord): string {
	return pushTypeName(responseText(pushType));
}

/** A push type in the words of `pushTypeOf`. */
export function pushTypeName(type: string): string {
	return ownValue(PUSH_TYPES, type) ?? type;
}

/**
 * How much of a record is shown. `date`, `createTime` and `collapseID` of the raw data stand here in
 * the spelling of other outputs.
 */
export const pushRecordOutput = recordOutput('pushId', [
	'collapseId',
	'content',
	'createdTime',
	'environment',
	'expireTime',
	'groupId',
	'messageType',
	'multiPkg',
	'pushConfig',
	'pushType',
	'recipients',
	'scheduledFor',
	'sentAt',
	'serverTime',
	'source',
	'status',
	'tagSet',
	'targetList',
	'title',
	'uploadId',
	'xgMediaAudioResources',
	'xgMediaResources',
]);

/**
 * A record as the output shows it: `sentAt` of what was sent and `scheduledFor` of the rest, the
 * status in words.
 *
 * @param isSimple whether only the fields that most workflows need are shown
 * @param zone of the times
 */
export function describeRecord(record: PushRecord, isSimple: boolean, zone: string): IDataObject {
	const { targetList } = record;
	const shown = {
		...(isSimple ? {} : { ...record, pushTime: undefined }),
		pushId: record.pushId,
		title: record.title,
		content: record.content,
		status: statusWord(record.status) || undefined,
		...timesOf(record, zone),
		pushType: pushTypeOf(record) || undefined,
		recipients: Array.isArray(targetList) ? targetList.length : undefined,
		collapseId: record.collapseId,
		...(isSimple
			? {}
			: {
					messageType: record.messageType || undefined,
					createdTime: record.createdTime && isoInZone(new Date(record.createdTime), zone),
				}),
	};
	return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** When a push was sent, or is scheduled for; what is no time stays as the server wrote it. */
export function timesOf({ pushTime, status }: PushRecord, zone: string): IDataObject {
	const moment = new Date(pushTime);
	const isSent = SENT.has(status);
	if (!Number.isNaN(moment.getTime())) return pushTimes(moment, isSent, zone);
	return pushTime === '' ? {} : { serverTime: pushTime };
}

function withLowerNames(config: JsonObject): IDataObject {
	return Object.fromEntries(
		Object.entries(config).map(([name, value]) => [name.toLowerCase(), value]),
	) as IDataObject;
}
