import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../shared/fields/json';
import { objectsIn } from '../shared/fields/json';
import { outcomeOfCode } from '../shared/run/failures';
import type { Outcome } from '../shared/run/operation';
import type { Answer } from '../shared/transport/request';
import { responseText } from '../shared/transport/response';
import { pushServiceErrors } from './errors';

/**
 * The outcome of each user of a request that was accepted. An answer that is OK may still name users
 * to whom it does not apply. Source: docs/api/push-service.md 1.3, `ErrorList`.
 *
 * @param more fields of the output for a user to whom it applies
 */
export function userOutcomes(
	{ body }: Answer,
	users: ReadonlyArray<string | { To_Account: string }>,
	more: (user: string) => IDataObject = () => ({}),
): Outcome[] {
	const refused = byUser(body.ErrorList);
	return users.map((entry) => {
		const user = typeof entry === 'string' ? entry : entry.To_Account;
		const refusal = refused.get(user);
		return refusal ? refusalOf(refusal) : { status: 'accepted', extra: more(user) };
	});
}

/** The objects of a list in an answer, by the user whom they belong to. */
export function byUser(entries: unknown): Map<string, JsonObject> {
	return new Map(objectsIn(entries).map((entry) => [responseText(entry.To_Account), entry]));
}

function refusalOf({ ErrorCode, ErrorInfo }: JsonObject): Outcome {
	const apiMessage = typeof ErrorInfo === 'string' ? ErrorInfo : '';
	return {
		...outcomeOfCode(responseText(ErrorCode), pushServiceErrors, apiMessage),
		...(apiMessage ? { extra: { apiMessage } } : {}),
	};
}
