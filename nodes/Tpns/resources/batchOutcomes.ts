import { outcomeOfCode } from '../../shared/run/failures';
import { notAttributed } from '../../shared/run/namedRecipients';
import type { Outcome } from '../../shared/run/operation';
import type { Answer } from '../../shared/transport/request';
import { codeOf, responseText, unwrapped, valuesUnder } from '../../shared/transport/response';
import { tpnsErrors } from '../errors';

const PARTLY_FAILED = '1008026';
const ALL_FAILED = '1008027';

/** Codes whose answer has single results. Source: docs/api/tpns.md 1.18 I27. */
export const BATCH_CODES = [PARTLY_FAILED, ALL_FAILED];

/**
 * Codes by which one recipient of a batch, or its size, makes TPNS refuse the whole of it.
 * Source: docs/api/tpns.md 1.17 and 1.18 I16.
 */
export const BISECT_CODES = ['1008006', '1008007', '1008029'];

/**
 * The outcome of each recipient of a batch, from the positional codes of the answer. Where TPNS
 * gives none, all share the code of the answer; of a batch that was carried out partly it is then
 * unknown which recipients failed, as it is where the codes do not fit the recipients or the code of
 * the answer. Source: docs/api/tpns.md 1.18 I26, I27.
 */
export function batchOutcomes(answer: Answer, recipients: number): Outcome[] {
	const each = (outcome: Outcome) => Array.from({ length: recipients }, () => outcome);
	const codes = singleCodes(answer);
	const succeeded = codes.filter((code) => code === '0').length;
	const isFitting =
		(answer.code !== PARTLY_FAILED || succeeded < codes.length) &&
		(answer.code !== ALL_FAILED || succeeded === 0);
	if (codes.length === recipients && isFitting) {
		return codes.map((code) =>
			code === undefined
				? notAttributed('TPNS gave no code for this recipient')
				: outcomeOfCode(code, tpnsErrors),
		);
	}
	const isShared = answer.code === '0' ? succeeded === codes.length : isFitting;
	if (isShared && (answer.code !== PARTLY_FAILED || recipients === 1)) {
		return each(outcomeOfCode(answer.code, tpnsErrors));
	}
	return each({
		status: 'unknown',
		code: answer.code === '0' ? undefined : answer.code,
		reason: 'Part of the batch failed, and TPNS does not say which',
		fix: 'Run it again. Running it twice has the same result',
	});
}

/**
 * The codes of single recipients, given as a list or as JSON text of one; `ok` stands for 0, and
 * undefined for what is no code. Empty when there are none.
 */
export function singleCodes({ body }: Answer): Array<string | undefined> {
	const list = unwrapped(valuesUnder(body, ['result'])[0]);
	if (!Array.isArray(list)) return [];
	return list.map((code: unknown) =>
		responseText(code).trim().toLowerCase() === 'ok' ? '0' : codeOf(code),
	);
}
