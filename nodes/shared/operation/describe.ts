import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inFormOrder } from './formOrder';
import { joinCollections } from './joinCollections';
import type { Resource } from './types';

/** The fields that an operation shows, as texts that are the same for equal fields. */
interface Form {
	resource: string;
	operation: string;
	fields: string[];
}

/** A field, and the operations of each resource that show it. */
interface Shown {
	text: string;
	/** Values of operations by the value of their resource. */
	operations: Map<string, Set<string>>;
}

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
	const forms = resources.flatMap(formsOf);
	const places = new Map<string, Shown[]>();
	const lists = forms.map((form) => form.fields.map((text) => placeOf(places, forms, form, text)));
	return inFormOrder(lists, ({ text }) => text).map(({ text, operations }) => {
		const field = JSON.parse(text) as INodeProperties;
		return {
			...field,
			displayOptions: {
				...field.displayOptions,
				show: {
					resource: [...operations.keys()],
					operation: [...new Set([...operations.values()].flatMap((values) => [...values]))],
					...field.displayOptions?.show,
				},
			},
		};
	});
}

function formsOf({ value: resource, operations }: Resource): Form[] {
	const joined = joinCollections(operations);
	return operations.map(({ value: operation, fields }) => ({
		resource,
		operation,
		fields: fields.map((field) => JSON.stringify(joined.get(field) ?? field)),
	}));
}

/** Where a field stands: with the equal ones of other operations, unless that would show too much. */
function placeOf(places: Map<string, Shown[]>, forms: Form[], form: Form, text: string): Shown {
	const { resource, operation } = form;
	const equal = places.get(text) ?? [];
	let place = equal.find((each) => !showsTooMuch(each, forms, form));
	if (!place) {
		place = { text, operations: new Map() };
		places.set(text, [...equal, place]);
	}
	const values = place.operations.get(resource) ?? new Set();
	place.operations.set(resource, values.add(operation));
	return place;
}

/**
 * Resource and operation are conditions of their own, so that a field shown for two of each is
 * shown for all four pairs.
 */
function showsTooMuch({ text, operations }: Shown, forms: Form[], form: Form): boolean {
	const values = new Set([...operations.values()].flatMap((each) => [...each])).add(form.operation);
	return forms.some(
		({ resource, operation, fields }) =>
			(operations.has(resource) || resource === form.resource) &&
			values.has(operation) &&
			!fields.includes(text),
	);
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
