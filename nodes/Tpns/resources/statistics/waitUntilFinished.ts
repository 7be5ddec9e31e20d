import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import type { ItemSurroundings, Parameters } from '../../../shared/run/operation';
import { fetchRecord } from '../../pushRecord/fetch';
import { isFinal } from '../../pushRecord/record';

/** Waits between two looks: each costs one of the hour's 200 calls. */
const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;
const GROWTH = 1.5;

const DEFAULT_MINUTES = 10;
const MOST_MINUTES = 60;

/** Waits for the end of a push. */
export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait Until Finished',
		name: 'waitUntilFinished',
		type: 'boolean',
		default: false,
		description:
			'Whether to wait until TPNS has finished the push. Looks again after growing pauses; each look costs one of the 200 calls an hour.',
	},
	{
		displayName: 'Wait at Most',
		name: 'waitMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_MINUTES },
		default: DEFAULT_MINUTES,
		description: 'Minutes after which the numbers are returned although the push is not finished',
		displayOptions: { show: { waitUntilFinished: [true] } },
	},
];

/**
 * Waits until a push has come to its end, at most as long as the form says.
 *
 * @returns what the output says of it: the state, and whether the numbers are final; nothing when
 *   the form does not ask for waiting
 * @throws CallFailure, also when the execution is cancelled
 */
export async function waitUntilFinished(
	pushId: string,
	{ waitUntilFinished: isWanted, waitMinutes }: Parameters,
	{ call, pause }: Pick<ItemSurroundings, 'call' | 'pause'>,
): Promise<IDataObject> {
	if (isWanted !== true) return {};
	const minutes = integer(1, MOST_MINUTES)(waitMinutes ?? DEFAULT_MINUTES, 'Wait at Most');
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
