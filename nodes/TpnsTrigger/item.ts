import type { IDataObject } from 'n8n-workflow';
import { CallFailure } from '../shared/transport/failure';
import type { PushRecord } from '../Tpns/pushRecord/record';
import { describeRecord } from '../Tpns/pushRecord/record';

/** A report, or why there is none. */
export type ReportFields = { report: IDataObject | null; reportReason?: string };

/**
 * A change of a push as an item.
 *
 * @param zone of the times
 */
export function changeItem(
	record: PushRecord,
	change: string,
	simplify: boolean,
	report?: ReportFields,
	zone = 'UTC',
): IDataObject {
	return { change, ...describeRecord(record, simplify, zone), ...report };
}

/** A report, or the reason why there is none. */
export function reportFields(report: IDataObject | CallFailure): ReportFields {
	return report instanceof CallFailure
		? { report: null, reportReason: report.message }
		: { report };
}
