import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { shownWhen } from '../fields/shown';
import { inFormOrder } from './formOrder';
import { withHiddenControls } from './hiddenControls';
import { joinCollections } from './joinCollections';
import { placesOf, shortestChoice } from './places';
import type { Resource } from '../run/operation';

/**
 * The properties of a node: the Resource list, an Operation list for each resource, and every
 * field, shown for its own resources and operations only. What several operations show alike
 * stands once, which keeps the description small: the editor loads it with every other node's.
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
	return [resourceList, ...resources.map(operationList), ...fieldList(resources)];
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

function fieldList(resources: Resource[]): INodeProperties[] {
	const declared = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, fields }) => ({ resource, operation, fields })),
	);
	const forms = joinCollections(withHiddenControls(declared));
	return inFormOrder(placesOf(forms), ({ field }) => field.name).flatMap((place) =>
		shownWhen(shortestChoice(place, forms), [place.field]),
	);
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
