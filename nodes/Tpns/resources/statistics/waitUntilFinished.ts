import type { IDataObject } from 'n8n-workflow';
import { field, group, shownWhen } from '../../../shared/fields/field';
import type { ItemTools } from '../../../shared/run/perItem';
import { fetchRecord } from '../../pushRecord/fetch';
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
				'Whether to wait until TPNS has finished the push. Polls with growing pauses. Each poll uses one of the 200 requests an hour.',
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
					'Minutes after which the numbers are returned although the push is not finished',
			}),
		),
	},
	(values) => (values.isWanted ? values.minutes : undefined),
);

/**
 * Waits until a push has come to its end.
 *
 * @param minutes the most that it waits; undefined for not at all
 * @returns what the output says of it: the state, and whether the numbers are final; nothing
 *   without waiting
 * @throws CallFailure, also when the execution is canceled
 */
export async function waitUntilFinished(
	pushId: string,
	minutes: number | undefined,
	{ call, pause }: Pick<ItemTools, 'call' | 'pause'>,
): Promise<IDataObject> {
	if (minutes === undefined) return {};
	const end = Date.now() + minutes * 60_000;
	for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * GROWTH, LONGEST_WAIT_MS)) {
		const pushStatus = (await fetchRecord(call, pushId))?.status as string | undefined;
		if (isFinal(pushStatus)) return { pushStatus, isFinal: true };
		const left = end - Date.now();
		if (left <= 0) {
			return {
				pushStatus,
				isFinal: false,
				note: `Not finished after ${minutes} minutes: these numbers will still grow`,
			};
		}
		await pause(Math.min(wait, left));
	}
}
