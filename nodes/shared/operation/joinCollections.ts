import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './types';

/**
 * Joins the collections of a resource that differ in nothing but their options, such as the Options
 * of each send. An option that not all of them have is shown for its own operations only.
 *
 * @returns the joined collection for each field that went into one
 */
export function joinCollections(operations: Operation[]): Map<INodeProperties, INodeProperties> {
	const alike = new Map<string, Array<{ field: INodeProperties; operation: string }>>();
	for (const { value: operation, fields } of operations) {
		for (const field of fields) {
			if (field.type !== 'collection') continue;
			const key = JSON.stringify({ ...field, options: undefined });
			alike.set(key, [...(alike.get(key) ?? []), { field, operation }]);
		}
	}
	const joined = new Map<INodeProperties, INodeProperties>();
	for (const group of alike.values()) {
		const [{ field: first }] = group;
		if (group.every(({ field }) => field === first)) continue;
		const join = { ...first, options: joinOptions(group) };
		for (const { field } of group) joined.set(field, join);
	}
	return joined;
}

function joinOptions(group: Array<{ field: INodeProperties; operation: string }>) {
	const options = new Map<string, { option: INodeProperties; operations: string[] }>();
	for (const { field, operation } of group) {
		for (const option of (field.options ?? []) as INodeProperties[]) {
			const key = JSON.stringify(option);
			const operationsOf = options.get(key)?.operations ?? [];
			options.set(key, { option, operations: [...operationsOf, operation] });
		}
	}
	return [...options.values()]
		.map(({ option, operations }) =>
			operations.length === group.length ? option : shownFor(option, operations),
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

function shownFor(option: INodeProperties, operations: string[]): INodeProperties {
	const { displayOptions } = option;
	return {
		...option,
		displayOptions: {
			...displayOptions,
			show: { '/operation': operations, ...displayOptions?.show },
		},
	};
}
