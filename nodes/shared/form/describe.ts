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
	const constant = new Set(
		ordered
			.filter(({ property }) => property.noDataExpression)
			.map(({ property }) => property.name),
	);
	return ordered.map((entry) =>
		shownOnly(
			{ resource: [resource], operation: entry.operations },
			constantFirst(entry.property, constant),
		),
	);
}

/**
 * A property with the conditions first whose fields are never expressions: n8n shows a field as soon
 * as it comes to an expression, whatever the conditions after it say.
 */
function constantFirst(property: INodeProperties, constant: ReadonlySet<string>): INodeProperties {
	const { show } = property.displayOptions ?? {};
	if (!show) return property;
	const isConstant = (name: string) => constant.has(name);
	const names = Object.keys(show);
	const sorted = [...names.filter(isConstant), ...names.filter((name) => !isConstant(name))];
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: Object.fromEntries(sorted.map((name) => [name, show[name]])),
		},
	};
}
