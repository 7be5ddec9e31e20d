import type { IDataObject } from 'n8n-workflow';
import { outcomeOfPushCode } from '../../../shared/run/failures';
import { namedRecipients, notAttributed } from '../../../shared/run/namedRecipients';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { entriesOf, responseText, valuesUnder } from '../../../shared/transport/response';
import { tpnsErrors } from '../../errors';
import { REFUSED_TARGETS, TARGET_NAMES } from '../../refusedTargets';
import { singleCodes } from '../batchOutcomes';

/**
 * Push ID of an answer, as text. A push that repeats has several: then all are given as `pushIds`.
 * Source: docs/api/tpns.md 1.18 I7, I8.
 */
export function pushIds({ body }: Answer): IDataObject {
	const ids = valuesUnder(body, ['push_id'])
		.flatMap(entriesOf)
		.map(responseText)
		.filter((id) => id !== '');
	return ids.length > 1 ? { pushId: ids[0], pushIds: ids } : { pushId: ids[0] ?? '' };
}

/** The outcome of each token of a push. */
export function tokenOutcomes(answer: Answer, tokens: readonly string[]): Outcome[] {
	return targetOutcomes(answer, tokens, {
		reason: 'TPNS does not know this token',
		fix: 'Remove the token from your list',
		removeFromList: true,
	});
}

/** The outcome of each account of a push. */
export function accountOutcomes(answer: Answer, accounts: readonly string[]): Outcome[] {
	return targetOutcomes(answer, accounts, {
		reason: 'TPNS does not know this account',
		fix: 'Check the account and its type',
	});
}

/** The outcome of a push that names no recipients. */
export function pushOutcome(answer: Answer): Outcome {
	const extra = pushIds(answer);
	const isClear = singleCodes(answer).every((code) => code === '0');
	return isClear ? { status: 'accepted', extra } : { ...ONLY_A_PART, extra };
}

const ONLY_A_PART = notAttributed('TPNS refused part of this push without saying for whom');

/**
 * Recipients are refused by a list of them (docs/api/tpns.md 1.18 I43) or by positional codes (I26).
 * What names none of them may mean any, so that those who are not refused by name are unknown.
 */
function targetOutcomes(
	answer: Answer,
	targets: readonly string[],
	refusal: Pick<Outcome, 'reason' | 'fix' | 'removeFromList'>,
): Outcome[] {
	const extra = pushIds(answer);
	const named = namedRecipients(answer.body, REFUSED_TARGETS, TARGET_NAMES, targets);
	const codes = singleCodes(answer);
	const isClear = named.isComplete && codes.every((code) => code === '0');
	const isPositional = named.isComplete && codes.length === targets.length;
	const accepted: Outcome = { status: 'accepted', extra };
	return targets.map((_, index) => {
		if (named.entries[index].length > 0) return { status: 'invalid', ...refusal, extra };
		if (isClear) return accepted;
		const code = isPositional ? codes[index] : undefined;
		return { ...(code === undefined ? ONLY_A_PART : outcomeOfPushCode(code, tpnsErrors)), extra };
	});
}
