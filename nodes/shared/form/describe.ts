import type { INodeProperties } from 'n8n-workflow';
import { shownOnly } from '../fields/field';
import type { Resource } from '../run/operation';
import { inFormOrder } from './formOrder';
import { hasPreviewOnly } from './settings';

/**
 * The properties of a node: the Resource list, an Operation list for each resource, and every
 * field, shown for its own resource and operations only. What several operations of a resource show
 * alike stands once. Resources and operations stand in their own order, sends first: n8n's list of
 * actions follows it.
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
		options: resources.map(({ name, value, description }) => ({ name, value, description })),
		default: defaultResource,
	};
	return [resourceList, ...resources.map(operationList), ...resources.flatMap(fieldList)];
}

/**
 * The line below a node on the canvas, as an expression: what the node does, in words, and that it
 * only previews it.
 */
export function subtitleOf(resources: readonly Resource[], defaultResource: string): string {
	const operations = resources.flatMap(({ value: resource, operations: own }) =>
		own.map((operation) => ({ key: `${resource}:${operation.value}`, resource, ...operation })),
	);
	const words = Object.fromEntries(
		operations.map(({ key, resource, isSend, name, action }) => [
			key,
			isSend && resource === defaultResource ? name : action,
		]),
	);
	const previewed = operations.filter(hasPreviewOnly).map(({ key }) => key);
	const chosen = '$parameter["resource"] + ":" + $parameter["operation"]';
	const isPreview = `$parameter["previewOnly"] && ${JSON.stringify(previewed)}.includes(${chosen})`;
	return `={{ (${isPreview} ? "Preview: " : "") + ((${JSON.stringify(words)})[${chosen}] || "") }}`;
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
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: defaultOperation,
	};
}

function fieldList({ value: resource, operations }: Resource): INodeProperties[] {
	const shared = new Map<string, { property: INodeProperties; operations: string[] }>();
	const forms = operations.map(({ value, properties }) =>
		properties.map((property) => {
			const text = JSON.stringify(property);
			const entry = shared.get(text) ?? { property, operations: [] };
			shared.set(text, entry);
			entry.operations.push(value);
			return entry;
		}),
	);
	const ordered = inFormOrder(forms, ({ property }) => property.name);
	const constant = new Set<string>();
	const dependsOn = new Map<string, Set<string>>();
	for (const { name, noDataExpression, displayOptions } of ordered.map((entry) => entry.property)) {
		if (noDataExpression) constant.add(name);
		const conditions = Object.keys(displayOptions?.show ?? {});
		dependsOn.set(name, new Set([...(dependsOn.get(name) ?? []), ...conditions]));
	}
	return ordered.map((entry) =>
		shownOnly(
			{ resource: [resource], operation: entry.operations },
			narrowestFirst(entry.property, constant, dependsOn),
		),
	);
}

/**
 * A property with its conditions in the order in which they say most: n8n shows a field as soon as it
 * comes to a condition whose field has an expression, whatever the conditions after it say. So the
 * fields that never have one come first, and a field before those on which it depends itself.
 */
function narrowestFirst(
	property: INodeProperties,
	constant: ReadonlySet<string>,
	dependsOn: ReadonlyMap<string, ReadonlySet<string>>,
): INodeProperties {
	const { show } = property.displayOptions ?? {};
	if (!show) return property;
	const names = Object.keys(show);
	const weight = (name: string) =>
		constant.has(name)
			? names.length
			: names.filter((other) => dependsOn.get(name)?.has(other)).length;
	const sorted = [...names].sort((one, other) => weight(other) - weight(one));
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: Object.fromEntries(sorted.map((name) => [name, show[name]])),
		},
	};
}
