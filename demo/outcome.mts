import type { SeenSend } from './emulator.mts';

/** Tokens that TPNS takes in one call. */
const TOKENS_PER_CALL = 1000;

/** What a run of the example workflow did. */
export interface Outcome {
	/** Items that the contacts came in as. */
	contacts: number;
	/** Items that came out of the TPNS node. */
	results: number;
	/** How many of them have which status. */
	statuses: Map<string, number>;
	/** What the TPNS node took. */
	milliseconds: number;
	sends: SeenSend[];
}

/** The outcome as a table for people. */
export function outcomeTable(outcome: Outcome): string {
	const { contacts, results, statuses, sends, milliseconds } = outcome;
	const others = [...statuses].filter(([status]) => !['accepted', 'invalid'].includes(status));
	const rows: Array<[string, number | string, string?]> = [
		['Contacts', contacts],
		['Calls made', sends.length, sends.map(({ tokens }) => tokens).join(' + ')],
		['Results', results, 'one for each contact'],
		['Accepted', statuses.get('accepted') ?? 0],
		['Invalid', statuses.get('invalid') ?? 0, 'tokens that TPNS does not know'],
		...others.map(([status, count]): [string, number] => [
			status[0].toUpperCase() + status.slice(1),
			count,
		]),
		['Time', `${milliseconds} ms`, 'in the TPNS node'],
	];
	return rows
		.map(([name, value, note]) => {
			const shown = typeof value === 'number' ? value.toLocaleString('en') : value;
			return `  ${name.padEnd(12)}${shown.padStart(7)}${note ? `   ${note}` : ''}`;
		})
		.join('\n');
}

/** What is not as it should be after a run with this many contacts; empty when all is well. */
export function deviations(outcome: Outcome, contacts: number): string[] {
	const { sends, statuses } = outcome;
	const sum = (value: (send: SeenSend) => number) =>
		sends.reduce((total, send) => total + value(send), 0);
	const invalid = sum((send) => send.invalid);
	const expected: Array<[what: string, actual: number, expected: number]> = [
		['contacts', outcome.contacts, contacts],
		['results', outcome.results, contacts],
		['calls', sends.length, Math.ceil(contacts / TOKENS_PER_CALL)],
		[
			'calls that the emulator accepted',
			sends.filter((send) => send.accepted).length,
			sends.length,
		],
		['tokens sent', sum((send) => send.tokens), contacts],
		['invalid', statuses.get('invalid') ?? 0, invalid],
		['accepted', statuses.get('accepted') ?? 0, contacts - invalid],
	];
	return expected
		.filter(([, actual, wanted]) => actual !== wanted)
		.map(([what, actual, wanted]) => `${what}: ${actual} instead of ${wanted}`);
}
