import { field, group, shownWhen } from '../fields/field';

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
