import type { IDataObject } from 'n8n-workflow';
import { formatAtOffset } from '../shared/fields/moment';
import { isObject, ownValue } from '../shared/fields/json';

/** TPNS's servers are in UTC+8. Source: docs/api/tpns.md 0.7. */
const SERVER_OFFSET_HOURS = 8;

/** What became of a push, in the words of the form; `other` for a status that is not documented. */
export type Change =
	| 'created'
	| 'started'
	| 'finished'
	| 'failed'
	| 'cancelled'
	| 'deleted'
	| 'revoked'
	| 'overwritten'
	| 'waiting'
	| 'other';

/** Source: docs/api/tpns.md 1.10, `status`. */
const CHANGES: Readonly<Record<string, Change>> = {
	PUSH_INIT: 'waiting',
	PUSH_WAIT: 'waiting',
	PUSH_STARTED: 'started',
	PUSH_FINISHED: 'finished',
	PUSH_FAILED: 'failed',
	PUSH_CANCELED: 'cancelled',
	PUSH_DELETED: 'deleted',
	PUSH_DELETED_PUSH_MSG: 'deleted',
	PUSH_REVOKED: 'revoked',
	PUSH_COLLAPSED: 'overwritten',
};

/** Source: docs/api/tpns.md 1.18 I13. */
const PUSH_TYPES: Readonly<Record<string, string>> = {
	token_list: 'token',
	account_list: 'account',
	package_account_push: 'package',
	package_token_push: 'package',
};

/** A push record, read as far as the trigger needs it. */
export interface PushRecord {
	pushId: string;
	/** As TPNS calls it, e.g. `PUSH_FINISHED`. */
	status: string;
	/** When it is sent, as TPNS writes it: `yyyy-MM-dd HH:mm:ss` in UTC+8. Sorts by time. */
	date: string;
	/** `all`, `tag`, `token`, `account`, `package`, or what TPNS calls it. */
	pushType: string;
	/** `notification` or `message`. */
	messageType: string;
	/** Who created it, e.g. `api`. Undocumented, and so may be missing. */
	source: string;
	raw: IDataObject;
}

/** The records of an answer. Source: docs/api/tpns.md 1.10. */
export function readRecords(body: Readonly<Record<string, unknown>>): PushRecord[] {
	const { pushRecordData: records } = body;
	return (Array.isArray(records) ? records : []).filter(isObject).map((record) => {
		const raw = record as IDataObject;
		return {
			pushId: text(raw.pushId),
			status: text(raw.status),
			date: text(raw.date),
			pushType: ownValue(PUSH_TYPES, text(raw.pushType)) ?? text(raw.pushType),
			messageType: text(raw.messageType).replace(/^notify$/, 'notification'),
			source: text(raw.source),
			raw,
		};
	});
}

/** What it means when a push comes to have a status. */
export function changeOf(status: string): Change {
	return ownValue(CHANGES, status) ?? 'other';
}

/** Whether a push with this status will change again by itself. */
export function isUnderWay(status: string): boolean {
	return ['waiting', 'started'].includes(changeOf(status));
}

/**
 * A record as an item: readable fields first, then those of TPNS.
 *
 * @param simplify leaves out the targets and the message's settings, which may be long
 */
export function recordItem(record: PushRecord, change: Change, simplify: boolean): IDataObject {
	const { pushId, status, pushType, messageType, source, date, raw } = record;
	const readable = {
		change,
		pushId,
		status,
		title: text(raw.title),
		content: text(raw.content),
		pushType,
		messageType,
		...(source ? { source } : {}),
		...isoTime(date),
	};
	const item: IDataObject = { ...readable, ...raw, ...readable };
	if (simplify) {
		delete item.pushConfig;
		delete item.targetList;
	}
	return item;
}

/** A point in time as TPNS writes it. */
export function serverTime(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS);
}

/** The day of a point in time as TPNS takes it: `yyyy-MM-dd`. */
export function serverDay(moment: Date): string {
	return serverTime(moment).slice(0, 10);
}

function isoTime(date: string): { pushTime?: string } {
	const moment = new Date(`${date.replace(' ', 'T')}+08:00`);
	return Number.isNaN(moment.getTime()) ? {} : { pushTime: moment.toISOString() };
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
