import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, Resource } from './types';

/**
 * The properties of a node: the Resource list, an Operation list for each resource, and every
 * field shown for its own resource and operation only. A field that several operations of a
 * resource share stands once, as long as it is the same object.
 */
export function describeResources(
	resources: Resource[],
	defaultResource: string,
): INodeProperties[] {
	const resourceList: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(
			resources.map(({ name, value, description }) => ({ name, value, description })),
		),
		default: defaultResource,
	};
	return [resourceList, ...resources.map(operationList), ...resources.flatMap(fieldsOf)];
}

function operationList({
	value: resource,
	operations,
	defaultOperation,
}: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: byName(
			operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
		),
		default: defaultOperation,
	};
}

function fieldsOf(resource: Resource): INodeProperties[] {
	const operationsOf = new Map<INodeProperties, string[]>();
	for (const operation of resource.operations) {
		for (const field of operation.fields) {
			operationsOf.set(field, [...(operationsOf.get(field) ?? []), operation.value]);
		}
	}
	return inFormOrder(resource.operations, [...operationsOf.keys()]).map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				resource: [resource.value],
				operation: operationsOf.get(field) ?? [],
				...field.displayOptions?.show,
			},
		},
	}));
}

/** The fields in an order that agrees with that of each operation. */
function inFormOrder(operations: Operation[], fields: INodeProperties[]): INodeProperties[] {
	const before = new Map<INodeProperties, Set<INodeProperties>>(
		fields.map((field) => [field, new Set()]),
	);
	for (const operation of operations) {
		operation.fields.forEach((field, index) => {
			if (index > 0) before.get(field)?.add(operation.fields[index - 1]);
		});
	}
	const ordered: INodeProperties[] = [];
	const visit = (field: INodeProperties, path: INodeProperties[]) => {
		if (ordered.includes(field)) return;
		if (path.includes(field)) {
			throw new Error(`The operations disagree about the order of the field "${field.name}"`);
		}
		before.get(field)?.forEach((earlier) => visit(earlier, [...path, field]));
		ordered.push(field);
	};
	fields.forEach((field) => visit(field, []));
	return ordered;
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
