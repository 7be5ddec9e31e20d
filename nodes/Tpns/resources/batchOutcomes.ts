import { parseJson } from '../../shared/fields/json';
import { outcomeOfCode } from '../../shared/run/failures';
import type { Outcome } from '../../shared/run/operation';
import type { Answer } from '../../shared/transport/request';
import { responseText } from '../../shared/transport/response';
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
 * unknown which recipients failed. Source: docs/api/tpns.md 1.18 I26, I27.
 */
export function batchOutcomes(answer: Answer, recipients: number): Outcome[] {
	const codes = codesOf(answer.body.result);
	if (codes?.length === recipients) return codes.map((code) => outcomeOfCode(code, tpnsErrors));
	const outcome: Outcome =
		answer.code === PARTLY_FAILED && recipients > 1
			? {
					status: 'unknown',
					code: PARTLY_FAILED,
					reason: 'A part of the batch was not carried out, and TPNS does not say which',
					fix: 'Running it again does no harm',
				}
			: outcomeOfCode(answer.code, tpnsErrors);
	return Array.from({ length: recipients }, () => outcome);
}

/** The single codes as text, given as a list or as JSON text of one; `ok` stands for 0. */
function codesOf(result: unknown): string[] | undefined {
	const parsed = typeof result === 'string' ? parseJson(result) : { value: result };
	if (!('value' in parsed) || !Array.isArray(parsed.value)) return undefined;
	return parsed.value.map((code: unknown) => {
		const text = responseText(code);
		return text.toLowerCase() === 'ok' ? '0' : text;
	});
}
