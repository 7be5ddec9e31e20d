import type { Field, Reader } from '../fields/field';
import { field, group, neverMissing, shownWhen } from '../fields/field';

/** How many results to return: the number, or Infinity for all. */
export const paging = group(
	{
		returnAll: field({
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		}),
		limit: shownWhen(
			{ returnAll: [false] },
			field({
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 50,
				description: 'Max number of results to return',
			}),
		),
	},
	({ returnAll, limit }) => (returnAll ? Infinity : limit),
);

/** Tags that select an audience. They may be empty, but an expression must not fail to give them. */
export function audienceTags(
	displayName: string,
	name: string,
	description: string,
	read: Reader<string[]>,
): Field<string[]> {
	return neverMissing(
		field(
			{
				displayName,
				name,
				type: 'string',
				default: '',
				placeholder: 'e.g. vip, berlin',
				description: `${description}: an array, or text with commas or line breaks`,
			},
			read,
		),
	);
}
