import { isObject } from '../shared/fields/json';
import type { Outcome } from '../shared/run/operation';
import { pushServiceErrors } from './errors';
import type { Answer } from '../shared/transport/request';
import { responseText } from '../shared/transport/response';

/**
 * The outcome of each user of a call that was accepted. An answer that is OK may still name users
 * to whom it does not apply. Source: docs/api/push-service.md 1.3, `ErrorList`.
 *
 * @param more fields of the output for a user to whom it applies
 */
export function userOutcomes(
	{ body }: Answer,
	users: readonly string[],
	more: (user: string) => Partial<Outcome> = () => ({}),
): Outcome[] {
	const refused = new Map(
		list(body.ErrorList).map((entry) => [responseText(entry.To_Account), refusal(entry)]),
	);
	return users.map((user) => refused.get(user) ?? { status: 'accepted', ...more(user) });
}

/** The objects of a list in an answer, by the user whom they belong to. */
export function byUser(entries: unknown): Map<string, Record<string, unknown>> {
	return new Map(list(entries).map((entry) => [responseText(entry.To_Account), entry]));
}

function refusal({ ErrorCode, ErrorInfo }: Record<string, unknown>): Outcome {
	const code = responseText(ErrorCode);
	const known = pushServiceErrors[code];
	const words = typeof ErrorInfo === 'string' ? ErrorInfo : '';
	return {
		status: known?.member ? 'invalid' : 'failed',
		code,
		reason: known?.title ?? (words || 'The API refused this user'),
		...(words && words !== known?.title ? { apiMessage: words } : {}),
		fix: known?.fix ?? 'Look the code up in the API reference',
		...(known?.removeFromList ? { removeFromList: true } : {}),
	};
}

function list(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
