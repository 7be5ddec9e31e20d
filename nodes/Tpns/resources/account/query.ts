import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { batchOutcomes } from '../batchOutcomes';

/** Nothing is bound to a token or account. Source: docs/api/tpns.md 1.17. */
const NOT_FOUND = '10110008';

/** Codes whose answer a query reads itself. */
export const QUERY_CODES = [NOT_FOUND];

/**
 * What is bound to each member that was asked for. One to which nothing is bound has an empty
 * list, which is an answer and no failure. Source: docs/api/tpns.md 1.7 and 1.18 I14.
 *
 * @param field field of the answer with the bindings
 * @param isOf whether a binding belongs to the member with this index
 * @param read what the output says of the binding, or of none
 */
export function boundOutcomes(
	answer: Answer,
	members: number,
	field: string,
	isOf: (binding: JsonObject, index: number) => boolean,
	read: (binding: JsonObject | undefined) => IDataObject,
): Outcome[] {
	const bindings = answer.body[field];
	const found = Array.isArray(bindings) ? bindings.filter(isObject) : [];
	return batchOutcomes(answer, members).map((outcome, index) => {
		const inPlace = found[index];
		const binding =
			inPlace && isOf(inPlace, index) ? inPlace : found.find((one) => isOf(one, index));
		if (binding || outcome.code === NOT_FOUND || outcome.status === 'accepted') {
			return { status: 'accepted', ...read(binding) };
		}
		return outcome;
	});
}
