import { ownValue, parseJson } from '../../shared/fields/json';
import type { Outcome } from '../../shared/run/operation';
import { tpnsErrors } from '../errors';
import type { Answer } from '../../shared/transport/request';
import { responseText } from '../../shared/transport/response';

const PARTLY_FAILED = '1008026';
const ALL_FAILED = '1008027';

/** Codes whose answer has single results. Source: docs/api/tpns.md 1.18 I27. */
export const BATCH_CODES = [PARTLY_FAILED, ALL_FAILED];

/**
 * Codes by which one member of a batch, or its size, makes TPNS refuse the whole of it.
 * Source: docs/api/tpns.md 1.17 and 1.18 I16.
 */
export const BISECT_CODES = ['1008006', '1008007', '1008029'];

/**
 * The outcome of each member of a batch, from the positional codes of the answer. Where TPNS gives
 * none, all share the code of the answer; of a batch that was carried out partly it is then not
 * known who is affected. Source: docs/api/tpns.md 1.18 I26, I27.
 */
export function batchOutcomes(answer: Answer, members: number): Outcome[] {
	const codes = codesOf(answer.body.result);
	if (codes?.length === members) return codes.map(outcomeOfCode);
	const all = (outcome: Outcome) => Array.from({ length: members }, () => outcome);
	if (answer.code === PARTLY_FAILED && members > 1) {
		return all({
			status: 'unknown',
			code: PARTLY_FAILED,
			reason: 'A part of the batch was not carried out, and TPNS does not say which',
			fix: 'Running it again does no harm',
		});
	}
	return all(outcomeOfCode(answer.code));
}

/** The outcome that a code of TPNS means for one member. */
export function outcomeOfCode(code: string): Outcome {
	if (code === '0') return { status: 'accepted' };
	const known = ownValue(tpnsErrors, code);
	return {
		status: known?.member ? 'invalid' : 'failed',
		code,
		reason: known?.title ?? 'TPNS refused this entry',
		fix: known?.fix ?? 'Look the code up in the API reference',
		...(known?.removeFromList ? { removeFromList: true } : {}),
	};
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
