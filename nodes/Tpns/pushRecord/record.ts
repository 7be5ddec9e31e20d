import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../shared/fields/json';
import { isObject, ownValue } from '../../shared/fields/json';
import { responseText } from '../../shared/transport/response';
import { isoFromSeconds } from '../../shared/transport/responseTime';
import { isoTime } from '../times';

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

const UNFINISHED = new Set(['PUSH_INIT', 'PUSH_WAIT', 'PUSH_STARTED']);

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

/** The fields of a record that most workflows need, each once and in words. */
export function simplified(record: PushRecord): IDataObject {
	const { targetList } = record;
	return Object.fromEntries(
		Object.entries({
			pushId: record.pushId,
			title: record.title,
			content: record.content,
			status: statusWord(record.status) || undefined,
			pushTime: record.pushTime,
			pushType: pushTypeOf(record) || undefined,
			recipients: Array.isArray(targetList) ? targetList.length : undefined,
			messageType: record.messageType || undefined,
			environment: record.environment,
			source: record.source,
			createdTime: record.createdTime,
			collapseId: record.collapseId,
			uploadId: record.uploadId || undefined,
		}).filter(([, value]) => value !== undefined),
	);
}

function withLowerNames(config: JsonObject): IDataObject {
	return Object.fromEntries(
		Object.entries(config).map(([name, value]) => [name.toLowerCase(), value]),
	) as IDataObject;
}
