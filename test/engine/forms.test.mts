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
	test.each(
		resources.flatMap((resource) =>
			resource.operations
				.filter(({ properties }) => name === node || JSON.stringify(properties).includes('@tool'))
				.map((operation) => [resource.value, operation.value, operation] as const),
		),
	)(
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
});

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
