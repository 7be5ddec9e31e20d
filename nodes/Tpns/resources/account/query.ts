import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { BATCH_CODES, batchOutcomes } from '../batchOutcomes';

/** Nothing is bound to a token or account. Source: docs/api/tpns.md 1.17. */
const NOT_FOUND = '10110008';

/** Codes whose answer a query reads itself. */
export const QUERY_CODES = [...BATCH_CODES, NOT_FOUND];

/**
 * What is bound to each recipient that was asked about. One to which nothing is bound has an empty
 * list, which is an answer and no failure. Source: docs/api/tpns.md 1.7 and 1.18 I14.
 *
 * @param field field of the answer with the bindings
 * @param isOf whether a binding belongs to a recipient
 * @param read what the output says of the binding, or of none
 */
export function boundOutcomes<R>(
	answer: Answer,
	recipients: readonly R[],
	field: string,
	isOf: (binding: JsonObject, recipient: R) => boolean,
	read: (binding: JsonObject | undefined) => IDataObject,
): Outcome[] {
	const found = objectsIn(answer.body[field]);
	return batchOutcomes(answer, recipients.length).map((outcome, index) => {
		const recipient = recipients[index];
		const inPlace = found[index];
		const binding =
			inPlace && isOf(inPlace, recipient) ? inPlace : found.find((one) => isOf(one, recipient));
		if (binding || outcome.code === NOT_FOUND || outcome.status === 'accepted') {
			return { status: 'accepted', extra: read(binding) };
		}
		return outcome;
	});
}
