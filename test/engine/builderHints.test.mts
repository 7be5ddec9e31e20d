import { formatNodeResult, NodeTypeParser } from '@n8n/ai-utilities/node-catalog';
import type { NodeTypeDescription } from '@n8n/workflow-sdk/scripts/generate-types';
import { planSplitVersionFiles } from '@n8n/workflow-sdk/scripts/generate-types';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { loadPackage } from '../support/engine.mts';

/** What n8n's AI workflow builder and its MCP server are shown of the nodes. */

let nodes: INodeTypeDescription[];

beforeAll(async () => {
	const { nodeTypes } = await loadPackage();
	nodes = Object.values(nodeTypes).map(
		({ type }) => NodeHelpers.getVersionedNodeType(type).description,
	);
});

function* hintsOf(properties: readonly INodeProperties[]): Generator<string> {
	for (const { builderHint, options = [] } of properties) {
		if (builderHint) yield builderHint.propertyHint;
		for (const option of options) {
			if ('values' in option) yield* hintsOf(option.values);
			else if ('type' in option) yield* hintsOf([option]);
		}
	}
}

test('a search for a node shows what to know before it is chosen', () => {
	// Its types come with a copy of n8n-workflow of its own.
	const catalog = new NodeTypeParser(nodes as ConstructorParameters<typeof NodeTypeParser>[0]);
	for (const { name, builderHint } of nodes) {
		expect(builderHint?.searchHint).toMatch(/^[A-Z].*\.$/);
		expect(formatNodeResult(catalog, name)).toContain(`@builderHint ${builderHint?.searchHint}`);
	}
});

test('the types of a node show the hint of every parameter that has one', () => {
	for (const node of nodes.filter(({ usableAsTool }) => usableAsTool)) {
		const files = planSplitVersionFiles({ ...node, version: 1 } as NodeTypeDescription, 1);
		const types = [...files.values()].join('\n');
		const hints = [...new Set(hintsOf(node.properties))];
		expect(hints.length).toBeGreaterThan(2);
		expect(hints.filter((hint) => !types.includes(`@builderHint ${hint}`))).toEqual([]);
	}
});
