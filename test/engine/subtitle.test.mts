import type { INode, INodeParameters, INodeTypes } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { sampledOperations } from '../samples/all.mts';
import { loadPackage, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());

/** What n8n shows below a node on the canvas. */
async function subtitle(name: string, parameters: INodeParameters): Promise<unknown> {
	const type = NodeHelpers.getVersionedNodeType((await loadPackage()).nodeTypes[name].type);
	const node: INode = {
		id: '1',
		name: 'Node',
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	await workflow.expression.acquireIsolate();
	const text = workflow.expression.getSimpleParameterValue(
		workflow.nodes.Node,
		type.description.subtitle,
		'internal',
		{},
	);
	await workflow.expression.releaseIsolate();
	return text;
}

test.each<[string, INodeParameters, string]>([
	['tpns', { operation: 'sendToDevices' }, 'Send to Devices'],
	['tpns', { operation: 'sendToDevices', previewOnly: true }, 'Preview: Send to Devices'],
	['tpns', { resource: 'tag', operation: 'delete', previewOnly: true }, 'Delete tags'],
	['tencentPush', { operation: 'sendByTags', previewOnly: true }, 'Preview: Send by Tags'],
	['tencentPush', { resource: 'scheduledPush', operation: 'create' }, 'Create scheduled push'],
])('%s %j is called %s', async (node, parameters, words) => {
	expect(await subtitle(node, parameters)).toBe(words);
});

test('every operation has words of its own', async () => {
	const all = await Promise.all(
		sampledOperations.map(async ({ node, resource, operation }) => [
			node,
			await subtitle(node, { resource: resource.value, operation: operation.value }),
		]),
	);
	expect(new Set(all.map(String)).size).toBe(all.length);
	for (const [, words] of all) expect(words).toMatch(/^[A-Z][a-z]+( \S+)*$/);
});
