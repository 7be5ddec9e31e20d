import { WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeType,
	IRun,
} from 'n8n-workflow';
import { additionalDataFor, loadPackage, n8nWorkflow, nodeTypesOf } from './workflowEngine.mts';

/** A tool as n8n gives it to an agent. */
interface Tool {
	invoke(args: IDataObject): Promise<string>;
}

/** What an agent got for a call. */
export type ToolAnswer = { answer: string } | { error: string };

export interface ToolRunOptions {
	/** E.g. `tpns`. */
	node: string;
	parameters: INodeParameters;
	/** Input of the agent. */
	input: IDataObject;
	/** Arguments of the agent's calls, one after another. */
	calls: IDataObject[];
	credentials: Record<string, ICredentialDataDecryptedObject>;
	settings?: Partial<INode>;
}

const texts = { group: ['transform' as const], version: 1, description: '', properties: [] };

/**
 * Lets an agent call a node of the package as agents before version 3 do: by n8n's own wrapper of
 * nodes as tools, beside the engine.
 */
export async function runAsTool(options: ToolRunOptions): Promise<ToolAnswer[]> {
	const { parameters, input, calls, credentials, settings } = options;
	const answers: ToolAnswer[] = [];
	const agent: INodeType = {
		description: {
			...texts,
			displayName: 'Agent',
			name: 'agent',
			defaults: { name: 'Agent' },
			inputs: ['main', { type: 'ai_tool', displayName: 'Tool' }],
			outputs: ['main'],
		},
		async execute(this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
			for (const args of calls) {
				answers.push(
					await tool.invoke(args).then(
						(answer) => ({ answer }),
						(error: Error) => ({ error: error.message }),
					),
				);
			}
			return [[{ json: {} }]];
		},
	};
	const loader = await loadPackage();
	const node = loader.getNode(options.node).type as INodeType;
	const tool = Object.create(node) as INodeType;
	// n8n adds the description of a tool in the same way.
	tool.description = {
		...node.description,
		inputs: [],
		outputs: ['ai_tool'],
		properties: [
			...node.description.properties,
			...['descriptionType', 'toolDescription'].map((name) => ({
				displayName: name,
				name,
				type: 'string' as const,
				default: '',
			})),
		],
	};
	const source: INodeType = {
		description: {
			...texts,
			displayName: 'Source',
			name: 'source',
			defaults: { name: 'Source' },
			inputs: [],
			outputs: ['main'],
		},
		execute: async () => await Promise.resolve([[{ json: input }]]),
	};
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const workflow = new n8nWorkflow.Workflow({
		id: 'test',
		nodes: [
			{ id: '1', name: 'Source', type: 'source', ...place, parameters: {} },
			{ id: '2', name: 'Agent', type: 'agent', ...place, parameters: {} },
			{
				id: '3',
				name: 'Tool',
				type: 'tool',
				...place,
				parameters: { descriptionType: 'manual', toolDescription: 'Sends a push', ...parameters },
				credentials: Object.fromEntries(
					Object.keys(credentials).map((name) => [name, { id: name, name }]),
				),
				...settings,
			},
		],
		connections: {
			Source: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypesOf(loader, { source, agent, tool }),
	});
	const execution = new WorkflowExecute(
		additionalDataFor(loader, credentials),
		'manual',
		n8nWorkflow.createRunExecutionData(),
	);
	const run: IRun = await execution.run({
		workflow,
		startNode: workflow.getNode('Source') ?? undefined,
	});
	if (run.data.resultData.error) throw run.data.resultData.error;
	return answers;
}
