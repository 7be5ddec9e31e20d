import type { IDataObject } from 'n8n-workflow';
import { field, group, shownWhen } from '../../../shared/fields/field';
import { settled } from '../../../shared/run/concurrency';
import type { Run } from '../../../shared/run/operation';
import { isHopeless } from '../../../shared/run/send';
import type { Call } from '../../../shared/transport/request';
import { fetchRecord } from '../../pushRecord/fetch';
import type { PushRecord } from '../../pushRecord/record';
import { isFinal } from '../../pushRecord/record';

/** Waits between two looks: each costs one of the hour's 200 requests. */
const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;
const GROWTH = 1.5;

/** How many minutes to wait for the end of a push; undefined for not at all. */
export const waitMinutes = group(
	{
		isWanted: field({
			displayName: 'Wait Until Finished',
			name: 'waitUntilFinished',
			type: 'boolean',
			default: false,
			description:
				'Whether to wait until TPNS has finished the pushes. The node checks at growing intervals. Each check takes one of the 200 statistics requests an hour.',
		}),
		minutes: shownWhen(
			{ waitUntilFinished: [true] },
			field({
				displayName: 'Wait at Most',
				name: 'waitMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 60 },
				default: 10,
				description:
					'Minutes after which the report is returned even if not all pushes are finished',
			}),
		),
	},
	(values) => (values.isWanted ? values.minutes : undefined),
);

/**
 * Waits until pushes have come to their end: one after another, so that many take hardly more
 * requests than one.
 *
 * @param minutes the most that it waits for all of them
 * @returns the last record of each push by its ID, without those that could not be read
 * @throws CallFailure when the execution is canceled, or when every further request would fail too
 */
export async function waitUntilFinished(
	pushIds: readonly string[],
	minutes: number,
	{ call, pause }: Pick<Run, 'call' | 'pause'>,
): Promise<Map<string, PushRecord>> {
	const records = new Map<string, PushRecord>();
	const end = Date.now() + minutes * 60_000;
	let wait = FIRST_WAIT_MS;
	for (const pushId of pushIds) {
		for (;;) {
			const record = await recordOf(call, pushId);
			if (record) records.set(pushId, record);
			const left = end - Date.now();
			if (!record || isFinal(record.status) || left <= 0) break;
			await pause(Math.min(wait, left));
			wait = Math.min(wait * GROWTH, LONGEST_WAIT_MS);
		}
	}
	return records;
}

/** What a result says of the wait: whether the numbers are final. */
export function describeEnd(
	pushIds: readonly string[],
	minutes: number,
	records: ReadonlyMap<string, PushRecord>,
): IDataObject {
	const left = pushIds.filter((pushId) => !isFinal(records.get(pushId)?.status));
	if (left.length === 0) return { isFinal: true };
	const which = left.length === pushIds.length ? '' : `${left.length} of the pushes `;
	const note = `${which}not finished after ${minutes} minutes: the numbers will still increase`;
	return { isFinal: false, note: note[0].toUpperCase() + note.slice(1) };
}

/** A record; undefined where it cannot be read, which the report of the push then explains. */
async function recordOf(call: Call, pushId: string): Promise<PushRecord | undefined> {
	const read = await settled(fetchRecord(call, pushId));
	if ('value' in read) return read.value;
	return isHopeless(read.error) ? await Promise.reject(read.error as Error) : undefined;
}
