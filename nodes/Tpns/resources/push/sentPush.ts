import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { responseText } from '../../../shared/transport/response';

/**
 * Push ID of an answer, as text. A push that repeats has several: then all are given as `pushIds`.
 * Source: docs/api/tpns.md 1.18 I7, I8.
 */
export function pushIds(answer: Answer): IDataObject {
	const { body } = answer;
	const raw = body.push_id ?? body.pushId ?? body.pushid;
	const ids = (Array.isArray(raw) ? raw : [raw]).map(responseText).filter((id) => id !== '');
	return ids.length > 1 ? { pushId: ids[0], pushIds: ids } : { pushId: ids[0] ?? '' };
}

/** The outcome of each token of a push, or one for all. */
export function tokenOutcomes(answer: Answer, tokens: readonly string[]): Outcome[] | Outcome {
	const invalid = invalidTokens(answer);
	const accepted: Outcome = { status: 'accepted', extra: pushIds(answer) };
	if (invalid.size === 0) return accepted;
	const unknownToken: Outcome = {
		...accepted,
		status: 'invalid',
		reason: 'TPNS does not know this token',
		fix: 'Remove the token from your list',
		removeFromList: true,
	};
	return tokens.map((token) => (invalid.has(token) ? unknownToken : accepted));
}

/** Tokens that the answer calls invalid. Source: docs/api/tpns.md 1.18 I43. */
export function invalidTokens(answer: Answer): Set<string> {
	const { body } = answer;
	const list = body.invalid_targe_list ?? body.invalid_target_list;
	return new Set(Array.isArray(list) ? list.map(responseText) : []);
}
