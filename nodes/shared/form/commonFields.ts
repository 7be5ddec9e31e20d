import type { INodeProperties } from 'n8n-workflow';
import { callOptions } from './settings';

/** Cuts an output down to what most workflows need. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Options of an operation that has none but the time limit. */
export const callOnlyOptions: INodeProperties = optionsWith([]);

/** Options of an operation whose calls may run side by side. */
export const parallelOptions: INodeProperties = optionsWith([callOptions.callsAtOnce]);

/** The Options collection with the time limit and whatever else an operation has. */
export function optionsWith(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options, callOptions.timeLimit].sort((a, b) =>
			a.displayName.localeCompare(b.displayName, 'en'),
		),
	};
}

/** How many results to return. */
export const pagingFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];
