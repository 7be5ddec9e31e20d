import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../shared/fields/json';
import { isObject } from '../shared/fields/json';
import { outcomeOfCode, outcomeOfPushCode } from '../shared/run/failures';
import { namedRecipients, notAttributed } from '../shared/run/namedRecipients';
import type { Outcome } from '../shared/run/operation';
import type { Answer } from '../shared/transport/request';
import { codeOf, responseText, valuesUnder } from '../shared/transport/response';
import { pushServiceErrors } from './errors';

/** The list of users to whom a request does not apply. Source: docs/api/push-service.md 1.3. */
export const REFUSED_USERS = ['ErrorList'];

/** Names of a user in an entry of a list. */
export const USER_NAMES = ['To_Account', 'UserID'];

/**
 * The outcome of each user of a request that was accepted. An answer that is OK may still name users
 * to whom it does not apply. An entry that names none of the users may mean any of them, so that
 * those who have no entry of their own are unknown. Source: docs/api/push-service.md 1.3,
 * `ErrorList`.
 *
 * @param more fields of the output for a user to whom it applies
 * @param outcomeOf what a code means for its user
 */
export function userOutcomes(
	{ body }: Answer,
	users: ReadonlyArray<string | { To_Account: string }>,
	more: (user: string) => IDataObject = () => ({}),
	outcomeOf = outcomeOfCode,
): Outcome[] {
	const names = users.map((entry) => (typeof entry === 'string' ? entry : entry.To_Account));
	const { entries, isComplete } = namedRecipients(body, REFUSED_USERS, USER_NAMES, names);
	return names.map((user, index) => {
		const refusal = entries[index].length > 0 ? refusalIn(entries[index], outcomeOf) : undefined;
		if (refusal && refusal.status !== 'accepted') return refusal;
		if (refusal || isComplete) return { status: 'accepted', extra: more(user) };
		return notAttributed('The API refused users of this request without naming them');
	});
}

/** The outcome of each user of a push. */
export function pushOutcomes(
	answer: Answer,
	users: readonly string[],
	more: (user: string) => IDataObject,
): Outcome[] {
	return userOutcomes(answer, users, more, outcomeOfPushCode);
}

/** The objects of a list in an answer, by the user whom they belong to. */
export function byUser(
	body: unknown,
	list: string,
	users: readonly string[],
): (user: string) => JsonObject | undefined {
	const { entries } = namedRecipients(body, [list], USER_NAMES, users);
	return (user) => entries[users.indexOf(user)].find(isObject);
}

function refusalIn(entries: unknown[], outcomeOf: typeof outcomeOfCode): Outcome {
	const codes = new Set(
		entries.map((entry) => {
			const said = new Set(valuesUnder(entry, ['ErrorCode']).map(codeOf));
			return said.size === 1 ? [...said][0] : undefined;
		}),
	);
	const apiMessage =
		entries
			.flatMap((entry) => valuesUnder(entry, ['ErrorInfo']))
			.map(responseText)
			.find((text) => text !== '') ?? '';
	const [code] = codes;
	return {
		...(code === undefined || codes.size > 1
			? notAttributed('The API refused this user without a clear code')
			: outcomeOf(code, pushServiceErrors, apiMessage)),
		...(apiMessage ? { extra: { apiMessage } } : {}),
	};
}
