import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../shared/fields/json';
import { isObject } from '../../shared/fields/json';
import { isoTime } from '../serverTime';
import { responseText } from '../../shared/transport/response';

/** States of a push. Source: docs/api/tpns.md 1.10, `status`. */
export const PUSH_STATES: ReadonlyArray<[value: string, name: string]> = [
	['PUSH_CANCELED', 'Canceled'],
	['PUSH_DELETED', 'Deleted'],
	['PUSH_FAILED', 'Failed'],
	['PUSH_FINISHED', 'Finished'],
	['PUSH_INIT', 'New'],
	['PUSH_COLLAPSED', 'Replaced'],
	['PUSH_REVOKED', 'Revoked'],
	['PUSH_STARTED', 'Sending'],
	['PUSH_DELETED_PUSH_MSG', 'Stopped'],
	['PUSH_WAIT', 'Waiting'],
];

const UNFINISHED = new Set(['PUSH_INIT', 'PUSH_WAIT', 'PUSH_STARTED']);

/** Whether a push has come to its end, so that its numbers hardly change any more. */
export function isFinal(status: unknown): boolean {
	return typeof status === 'string' && !UNFINISHED.has(status);
}

/**
 * A push record with the same names and values whatever the answer spells: the push ID as text,
 * `notify` for `notification`, an ISO time, platforms in lower case, and the IDs also under the
 * names by which pushes take them. Fields that the documentation does not know stay.
 * Source: docs/api/tpns.md 1.18 I7, I10, I12, I14, I15, I36.
 */
export function readRecord(raw: JsonObject): IDataObject {
	const { pushId, messageType, pushConfig, collapseID, uploadId, date } = raw;
	return {
		...(raw as IDataObject),
		pushId: responseText(pushId),
		messageType: messageType === 'notification' ? 'notify' : (messageType as string),
		sentAt: isoTime(date),
		...(isObject(pushConfig) ? { pushConfig: withLowerNames(pushConfig) } : {}),
		...(collapseID === undefined ? {} : { collapse_id: collapseID as string }),
		...(uploadId ? { upload_id: uploadId as number } : {}),
	};
}

/** The fields of a record that most workflows need. */
export function simplified(record: IDataObject): IDataObject {
	const { targetList } = record;
	return Object.fromEntries(
		Object.entries({
			pushId: record.pushId,
			status: record.status,
			title: record.title,
			content: record.content,
			sentAt: record.sentAt,
			pushType: record.pushType,
			messageType: record.messageType,
			environment: record.environment,
			source: record.source,
			recipients: Array.isArray(targetList) ? targetList.length : undefined,
			collapse_id: record.collapse_id,
			upload_id: record.upload_id,
		}).filter(([, value]) => value !== undefined),
	);
}

function withLowerNames(config: JsonObject): IDataObject {
	return Object.fromEntries(
		Object.entries(config).map(([name, value]) => [name.toLowerCase(), value]),
	) as IDataObject;
}
