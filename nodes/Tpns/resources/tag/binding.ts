import { field } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { requestOptions } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import type { Operation, OperationTexts } from '../../../shared/run/operation';
import { knownDevices as devices } from '../../audience/token';
import { BATCH_CODES, batchOutcomes, BISECT_CODES } from '../batchOutcomes';
import { tags, tagWarning } from './tags';

interface Pair {
	tag: string;
	token: string;
}

/** Operator types for a single pair, tags of one token, tokens of one tag, and any pairs. */
interface OperatorTypes {
	single: number;
	tagsOfOne: number;
	tokensOfOne: number;
	pairs: number;
}

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
export const ADD: OperatorTypes = { single: 1, tagsOfOne: 3, tokensOfOne: 7, pairs: 9 };
export const REMOVE: OperatorTypes = { single: 2, tagsOfOne: 4, tokensOfOne: 8, pairs: 10 };

/** The manual says both 20 and 500. Source: docs/api/tpns.md 1.18 I16. */
const DEFAULT_PAIRS = 20;

const options = requestOptions({
	pairsPerCall: field({
		displayName: 'Pairs per Request',
		name: 'pairsPerCall',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500 },
		default: DEFAULT_PAIRS,
		description:
			"Pairs of tag and device in a request. Tencent's manual says both 20 and 500. The node splits a request that TPNS refuses for its size.",
	}),
});

/** An operation that adds tags to devices or removes them, each tag for each device of an item. */
export function defineBinding(texts: OperationTexts, types: OperatorTypes): Operation {
	return defineBatched({
		...texts,
		fields: { devices, tags, options },
		recipients: {
			from: ['devices', 'tags'],
			of: (values): Pair[] =>
				values.devices.flatMap((token) => values.tags.map((tag) => ({ tag, token }))),
			key: ({ tag, token }) => `${token} ${tag}`,
			describe: ({ tag, token }) => ({ token, tag }),
			plural: 'tag-device pairs',
		},
		message: (values) => values.options.pairsPerCall ?? DEFAULT_PAIRS,
		limit: (pairsPerRequest) => pairsPerRequest,
		request: (_pairsPerRequest, pairs) => ({
			path: '/v3/device/tag',
			body: bindingBody(types, pairs),
			acceptCodes: BATCH_CODES,
		}),
		outcomes: (answer, pairs) =>
			batchOutcomes(answer, pairs.length).map((outcome, index) => ({
				...outcome,
				...tagWarning([pairs[index].tag]),
			})),
		bisectOn: BISECT_CODES,
	});
}

/**
 * The request for pairs, in the form that the manual has for their shape. Types 1 to 4 use the
 * first token only, and 1, 2, 7 and 8 the first tag only, so that each gets no more than it uses.
 * Source: docs/api/tpns.md 1.4 and 1.18 I21.
 */
export function bindingBody(types: OperatorTypes, pairs: readonly Pair[]): JsonObject {
	const tags = [...new Set(pairs.map(({ tag }) => tag))];
	const tokens = [...new Set(pairs.map(({ token }) => token))];
	const lists = { token_list: tokens, tag_list: tags };
	if (pairs.length === 1) return { operator_type: types.single, ...lists };
	if (tokens.length === 1) return { operator_type: types.tagsOfOne, ...lists };
	if (tags.length === 1) return { operator_type: types.tokensOfOne, ...lists };
	return { operator_type: types.pairs, tag_token_list: pairs };
}
