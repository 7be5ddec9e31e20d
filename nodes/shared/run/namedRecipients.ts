import { entriesOf, responseText, valuesUnder } from '../transport/response';
import type { Outcome } from './operation';

/** Entries of lists in an answer, by the recipient whom they name. */
export interface Named {
	/** Of each recipient, in their order. */
	entries: unknown[][];
	/** Whether each entry names a recipient of the request. If not, it may mean any of them. */
	isComplete: boolean;
}

/**
 * Finds the recipients whom lists in an answer name. Their names may differ in capitals and white
 * space, as long as only one of the recipients can be meant.
 *
 * @param lists names of the lists, in any spelling
 * @param names names of the recipient in an entry, which may also be the recipient itself
 * @param recipients as they were sent; one may be there several times
 */
export function namedRecipients(
	body: unknown,
	lists: readonly string[],
	names: readonly string[],
	recipients: readonly string[],
): Named {
	const naming = valuesUnder(body, lists).flatMap(entriesOf);
	const named: Named = { entries: recipients.map(() => []), isComplete: true };
	if (naming.length === 0) return named;
	const positions = new Map<string, number[]>();
	recipients.forEach((recipient, index) => {
		positions.set(recipient, [...(positions.get(recipient) ?? []), index]);
	});
	const folded = new Map<string, string | undefined>();
	for (const recipient of positions.keys()) {
		const fold = folding(recipient);
		folded.set(fold, folded.has(fold) ? undefined : recipient);
	}
	for (const entry of naming) {
		const name = nameIn(entry, names);
		const recipient = positions.has(name) ? name : folded.get(folding(name));
		if (recipient === undefined) named.isComplete = false;
		else for (const index of positions.get(recipient) ?? []) named.entries[index].push(entry);
	}
	return named;
}

/** The outcome of a recipient of whom an accepted request says nothing that can be relied on. */
export function notAttributed(reason: string, code?: string): Outcome {
	return {
		status: 'unknown',
		...(code === undefined ? {} : { code }),
		reason,
		fix: 'Look it up in the console before you run it again',
	};
}

function nameIn(entry: unknown, names: readonly string[]): string {
	const found = new Set(
		typeof entry === 'object'
			? valuesUnder(entry, names).filter((value) => value !== null)
			: [entry],
	);
	return found.size === 1 ? responseText([...found][0]) : '';
}

function folding(name: string): string {
	return name.trim().toLowerCase();
}
