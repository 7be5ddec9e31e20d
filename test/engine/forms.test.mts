import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { resources as tencentPushResources } from '../../nodes/TencentPush/resources/index.ts';
import { resources as tpnsResources } from '../../nodes/Tpns/resources/index.ts';
import type { Resource } from '../../nodes/shared/run/operation.ts';
import { loadPackage } from '../support/engine.mts';
import { someOf } from '../support/runs.mts';

type Value = string | number | boolean;

/** What a form holds for some parameters. */
interface Form {
	/** Its fields, in order, with the options that their collections offer. */
	fields: string[];
	/** Parameters that n8n keeps of those given. */
	parameters: INodeParameters;
}

/** Stands for any value that a condition does not name. */
const SOMETHING = 'something';

const NODE = { typeVersion: 1 };

describe.each<[string, string, Resource[]]>([
	['tpns', 'tpns', tpnsResources],
	['tpns', 'tpnsTool', tpnsResources],
	['tencentPush', 'tencentPush', tencentPushResources],
	['tencentPush', 'tencentPushTool', tencentPushResources],
])('%s as %s', (node, name, resources) => {
	let description: INodeTypeDescription;

	beforeAll(async () => {
		const { type } = (await loadPackage()).nodeTypes[node];
		description = { ...NodeHelpers.getVersionedNodeType(type).description, name };
	});

	// What forms have in common is described once. That must not be seen: not with what the user
	// chose before in other fields, either, which an open panel of the editor remembers.
	test.each(operationsOf(resources, node, name))(
		'%s: %s shows its own fields, whatever is chosen',
		(resource, operation, { properties: fields }) => {
			const { properties } = description;
			const elsewhere = [...controlsOf(properties)].filter(
				([control]) => control !== 'resource' && control !== 'operation',
			);
			for (const chosen of someOf([...choices(description, fields, controlsOf(fields))], 40)) {
				const expected = formOf(description, fields, { resource, operation, ...chosen });
				const leftovers = elsewhere.filter(([control]) => !(control in expected.parameters));
				for (const pick of [() => undefined, first, last]) {
					const given = { resource, operation, ...chosen };
					for (const [control, values] of leftovers) {
						const value = pick(values);
						if (value !== undefined) Object.assign(given, { [control]: value });
					}
					const shown = formOf(description, properties, given);
					expect({ given, fields: shown.fields.slice(2) }).toEqual({
						given,
						fields: expected.fields,
					});
					expect(Object.keys(shown.parameters).sort()).toEqual(
						['resource', 'operation', ...Object.keys(expected.parameters)].sort(),
					);
				}
			}
		},
	);

	// n8n takes a condition for met whose field has an expression, and does not look at those after it.
	test.each(operationsOf(resources, node, name))(
		'%s: %s requires no field that the rest of the form rules out, whatever an expression gives',
		(resource, operation, { properties: fields }) => {
			const isOwn = ({ displayOptions }: INodeProperties) => {
				const { resource: of = [resource], operation: by = [operation] } =
					displayOptions?.show ?? {};
				return of.includes(resource) && by.includes(operation);
			};
			const own = withControls(
				description.properties.filter(isOwn),
				(field) => field.required === true,
			);
			const requiredIn = (given: INodeParameters) => {
				const { parameters } = formOf(description, own, given);
				const required = own.filter((field) => field.required === true);
				return new Set(required.map((field) => field.name).filter((each) => each in parameters));
			};
			const controls = controlsOf(withControls(fields, (field) => field.required === true));
			// Those of texts are whether they are empty, which an expression is not.
			const isOpen = ({ type, noDataExpression }: INodeProperties) =>
				!noDataExpression && type !== 'string';
			const open = new Set(fields.filter(isOpen).map((field) => field.name));
			for (const name of controls.keys()) if (!open.has(name)) controls.delete(name);
			for (const chosen of choices(description, fields, controls)) {
				const given = { resource, operation, ...chosen };
				for (const control of Object.keys(chosen)) {
					const possible = controls
						.get(control)!
						.flatMap((value) => [...requiredIn({ ...given, [control]: value })]);
					const shown = requiredIn({ ...given, [control]: '={{ $json.any }}' });
					expect({ given, control, shown }).toEqual({ given, control, shown: new Set(possible) });
				}
			}
		},
	);
});

/** Some of the fields, and those on which they depend. */
function withControls(
	fields: readonly INodeProperties[],
	isWanted: (field: INodeProperties) => boolean,
): INodeProperties[] {
	const wanted = new Set(fields.filter(isWanted));
	// A set goes on to what is added while it is walked.
	for (const { displayOptions } of wanted) {
		for (const control of Object.keys(displayOptions?.show ?? {})) {
			for (const field of fields) if (field.name === control) wanted.add(field);
		}
	}
	return fields.filter((field) => wanted.has(field));
}

function operationsOf(resources: Resource[], node: string, name: string) {
	return resources.flatMap((resource) =>
		resource.operations
			.filter(({ properties }) => name === node || JSON.stringify(properties).includes('@tool'))
			.map((operation) => [resource.value, operation.value, operation] as const),
	);
}

/** What the editor shows and n8n hands to the node. */
function formOf(
	type: INodeTypeDescription,
	properties: readonly INodeProperties[],
	given: INodeParameters,
): Form {
	const parameters = NodeHelpers.getNodeParameters(
		[...properties],
		given,
		true,
		false,
		NODE,
		type,
	) as INodeParameters;
	const root = { ...given, ...parameters };
	const isShown = (values: INodeParameters) => (property: INodeProperties) =>
		NodeHelpers.displayParameter(values, property, NODE, type, root);
	const seen = properties.filter(({ type }) => type !== 'hidden').filter(isShown(root));
	const fields = seen.map((field) => {
		if (field.type !== 'collection') return textOf(field);
		const options = (field.options as INodeProperties[]).filter(isShown({})).map(textOf);
		return textOf(field) + options.join();
	});
	return { fields, parameters };
}

/** Of fields that were written before. */
const texts = new WeakMap<INodeProperties, string>();

function textOf(field: INodeProperties): string {
	// The options of a collection are told by which of them are shown.
	const own = field.type === 'collection' ? { options: [] } : {};
	const text = texts.get(field) ?? JSON.stringify({ ...field, displayOptions: undefined, ...own });
	texts.set(field, text);
	return text;
}

/** Fields on which others depend, with values of each. */
function controlsOf(fields: readonly INodeProperties[]): Map<string, Value[]> {
	const controls = new Map<string, Value[]>();
	const add = (name: string, values: unknown[]) => {
		const simple = values.map((value) =>
			typeof value === 'object' ? SOMETHING : (value as Value),
		);
		controls.set(name, [...new Set([...(controls.get(name) ?? []), ...simple])]);
	};
	for (const field of fields) {
		const options = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		for (const { displayOptions } of [field, ...options]) {
			for (const conditions of [displayOptions?.show, displayOptions?.hide]) {
				for (const [path, values] of Object.entries(conditions ?? {})) {
					add(path.replace('/', ''), values ?? []);
				}
			}
		}
	}
	for (const { name, type, default: value, options } of fields) {
		if (!controls.has(name)) continue;
		add(name, [value]);
		if (type === 'boolean') add(name, [true, false]);
		if (type === 'string') add(name, [SOMETHING]);
		if (type === 'options') {
			add(
				name,
				(options ?? []).flatMap((option) => ('value' in option ? [option.value] : [])),
			);
		}
	}
	return controls;
}

/** Every combination of the values of those controls that the form shows. */
function* choices(
	type: INodeTypeDescription,
	fields: readonly INodeProperties[],
	controls: Map<string, Value[]>,
	chosen: Record<string, Value> = {},
): Generator<Record<string, Value>> {
	const { parameters } = formOf(type, fields, chosen);
	const open = [...controls.keys()].find((name) => name in parameters && !(name in chosen));
	if (open === undefined) return yield chosen;
	for (const value of controls.get(open)!) {
		yield* choices(type, fields, controls, { ...chosen, [open]: value });
	}
}

function first(values: Value[]): Value {
	return values[0];
}

function last(values: Value[]): Value {
	return values[values.length - 1];
}
