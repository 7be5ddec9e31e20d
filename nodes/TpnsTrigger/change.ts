import { PUSH_STATES, statusWord } from '../Tpns/pushRecord/record';

/** A push was created. */
export const CREATED = 'created';

/** The one change that can come with a report. */
export const FINISHED = 'finished';
export const FINISHED_STATUS = 'PUSH_FINISHED';

/** A push has a status that is not documented. */
const OTHER = 'other';

/** States that a push is in before it is sent; coming to be in one is no change to be given out. */
const BEFORE_SENDING = ['new', 'waiting'];

const STATUSES = PUSH_STATES.map(([value]) => statusWord(value));

/** How far a push is. One that has finished may still be revoked, stopped or overwritten. */
const RANKS: Readonly<Record<string, number>> = {
	new: 0,
	waiting: 0,
	started: 1,
	[OTHER]: 1,
	finished: 2,
};
const LAST_RANK = 3;

/**
 * What it means when a push comes to have a status, in the words of the form.
 *
 * @returns undefined while the push waits to be sent
 */
export function changeTo(status: string): string | undefined {
	const word = wordOf(status);
	return BEFORE_SENDING.includes(word) ? undefined : word;
}

/**
 * Whether a push goes on from one status to another. Servers that do not know of the latest status
 * yet may answer with an earlier one, which is no change.
 */
export function isStep(from: string, to: string): boolean {
	return from !== to && rankOf(from) <= rankOf(to);
}

function rankOf(status: string): number {
	return RANKS[wordOf(status)] ?? LAST_RANK;
}

function wordOf(status: string): string {
	const word = statusWord(status);
	return STATUSES.includes(word) ? word : OTHER;
}
