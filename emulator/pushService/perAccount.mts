import { Type } from 'typebox';
import type { Account } from './accounts.mts';
import type { PushServiceApp } from './app.mts';
import { type AccountError, accountError, Refusal } from './errors.mts';

const mostAccounts = 100;

/** The body of a call about up to 100 accounts, without more. */
export function accountList() {
	return Type.Object({ To_Account: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }) });
}

/** How the accounts of a call name themselves next to fields of their own. */
export const account = { To_Account: Type.String({ minLength: 1 }) };

type Entry = string | { To_Account: string };

/**
 * Does something for each account. More than 100 are refused (90018). An account that does not
 * exist (70107), or for which `action` throws a `Refusal`, goes into the `ErrorList` of an answer
 * that is OK otherwise.
 */
export function perAccount<Given extends Entry, Result>(
	{ accounts }: PushServiceApp,
	entries: readonly Given[],
	action: (account: Account, entry: Given) => Result,
): { results: Result[]; answer: { ErrorList?: AccountError[] } } {
	if (entries.length > mostAccounts) throw new Refusal(90018);
	const results: Result[] = [];
	const errors: AccountError[] = [];
	for (const entry of entries) {
		const id = typeof entry === 'string' ? entry : entry.To_Account;
		try {
			const known = accounts.get(id);
			if (!known) throw new Refusal(70107);
			results.push(action(known, entry));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			errors.push(accountError(id, error.code, error.message));
		}
	}
	return { results, answer: errors.length > 0 ? { ErrorList: errors } : {} };
}
