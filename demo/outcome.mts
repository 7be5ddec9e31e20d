import { itemsOf, type RunData } from '../e2e/n8n/types.mts';
import type { Emulator } from '../emulator/server.mts';
import { type Column, statusColor } from './terminal.mts';
import { SENDER, SOURCE } from './workflows.mts';

/** Most device tokens in one request. Source: docs/api/tpns.md 4.2. */
const TOKENS_PER_REQUEST = 1000;

/** What a run of the campaign's workflow did. */
export interface Outcome {
	/** Items that the contacts came in as. */
	contacts: number;
	/** Items that came out of the TPNS node, with the name of the contact that each belongs to. */
	results: Array<{ contact: string; json: Record<string, unknown> }>;
	/** How many of them have which status. */
	statuses: ReadonlyMap<string, number>;
	/** Warnings above the node's output. */
	warnings: string[];
	/** Time of the TPNS node. */
	milliseconds: number;
	/** The requests that send a push, as the emulated TPNS saw them. */
	sends: Array<{ accepted: boolean; tokens: number; invalid: number }>;
}

/** Counts what happened, in n8n and at the emulator. */
export function readOutcome(runData: RunData, emulator: Emulator): Outcome {
	const contacts = itemsOf(runData, SOURCE);
	const results = itemsOf(runData, SENDER).map(({ json, pairedItem }) => {
		const { item } = pairedItem as { item: number };
		return { contact: String(contacts[item]?.json.name), json };
	});
	const statuses = new Map<string, number>();
	for (const { json } of results) {
		const status = String(json.status);
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
	}
	const [{ executionTime, hints }] = runData[SENDER];
	return {
		contacts: contacts.length,
		results,
		statuses,
		warnings: warningsOf(hints ?? []),
		milliseconds: executionTime,
		sends: emulator.control.requests('/v3/push/app').map(({ accepted, body, answer }) => ({
			accepted,
			tokens: (body as { token_list?: string[] }).token_list?.length ?? 0,
			invalid: (answer as { invalid_targe_list?: string[] }).invalid_targe_list?.length ?? 0,
		})),
	};
}

function warningsOf(hints: unknown[]): string[] {
	return (hints as Array<{ type?: string; message: string }>)
		.filter(({ type }) => type === 'warning')
		.map(({ message }) => message);
}

/** How the rows below look: name, number, note. */
export const outcomeColumns: readonly Column[] = [{ color: statusColor }, { end: true }, {}];

/** The outcome in rows of a table. */
export function outcomeRows({ contacts, results, statuses, sends, milliseconds }: Outcome) {
	const count = (amount: number) => amount.toLocaleString('en');
	const notes = new Map([
		['accepted', 'by TPNS'],
		['invalid', 'device tokens that TPNS does not know'],
	]);
	return [
		['Contacts', count(contacts), 'one item each'],
		['API requests', count(sends.length), tokensOf(sends)],
		['Results', count(results.length), 'one for each contact'],
		...[...statuses].map(([status, amount]) => [
			`  ${status}`,
			count(amount),
			notes.get(status) ?? '',
		]),
		['Time', `${(milliseconds / 1000).toFixed(1)} s`, `in the node "${SENDER}"`],
	];
}

function tokensOf(sends: Outcome['sends']): string {
	const tokens = sends.map((send) => send.tokens.toLocaleString('en'));
	const listed = tokens.length > 4 ? [...tokens.slice(0, 3), '…'] : tokens;
	return `${listed.join(' + ')} device tokens`;
}

/** What is not as it should be after a run with this many contacts; empty when all is well. */
export function deviations(outcome: Outcome, contacts: number): string[] {
	const { sends, statuses } = outcome;
	const sum = (value: (send: Outcome['sends'][number]) => number) =>
		sends.reduce((total, send) => total + value(send), 0);
	const invalid = sum((send) => send.invalid);
	const expected: Array<[what: string, actual: number, expected: number]> = [
		['contacts', outcome.contacts, contacts],
		['results', outcome.results.length, contacts],
		['API requests', sends.length, Math.ceil(contacts / TOKENS_PER_REQUEST)],
		['accepted API requests', sends.filter(({ accepted }) => accepted).length, sends.length],
		['device tokens sent', sum((send) => send.tokens), contacts],
		['invalid', statuses.get('invalid') ?? 0, invalid],
		['accepted', statuses.get('accepted') ?? 0, contacts - invalid],
	];
	const wrong = expected
		.filter(([, actual, wanted]) => actual !== wanted)
		.map(([what, actual, wanted]) => `${what}: ${actual} instead of ${wanted}`);
	return [...wrong, ...outcome.warnings];
}
