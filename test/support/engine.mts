import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';
import {
	additionalDataFor,
	loadPackage,
	n8nWorkflow,
	nodeTypesOf,
	PACKAGE,
} from './workflowEngine.mts';

export {
	credentialsHelper,
	loadPackage,
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
	toolOf,
} from './workflowEngine.mts';

/** Gives out items that the test wrote. */
class Source implements INodeType {
	readonly #items: INodeExecutionData[];

	constructor(items: INodeExecutionData[] = []) {
		this.#items = items;
	}

	/** What n8n calls with a context of its own as `this`. */
	execute = async (): Promise<INodeExecutionData[][]> => await Promise.resolve([this.#items]);

	description = {
		displayName: 'Source',
		name: 'source',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: ['main' as const],
		properties: [],
	};
}

/** Passes items on, so that the pairing of what it got can be read. */
class Sink implements INodeType {
	description = {
		...new Source().description,
		displayName: 'Sink',
		name: 'sink',
		inputs: ['main' as const],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

export interface RunOptions {
	/** E.g. `tpns`. */
	node: string;
	parameters: INodeParameters;
	/** JSON of the input items, or whole items. */
	items: IDataObject[] | INodeExecutionData[];
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** Settings of the node: onError, retryOnFail, … */
	settings?: Partial<INode>;
	workflow?: IWorkflowSettings;
	/** Nodes of the caller's own, by the name under which `node` asks for them. */
	types?: Record<string, INodeType>;
	/** Called with the running execution, e.g. to cancel it. */
	started?: (run: { cancel(): void }) => void;
}

export interface RunResult {
	/** What ran; the node has the ID `2`, and the name Node unless the settings say another. */
	workflow: Workflow;
	run: IRun;
	/** Items of the node's first output. */
	output: INodeExecutionData[];
	/** Items of the error branch. */
	errors: INodeExecutionData[];
	/** What stopped the node. */
	error?: Error & { description?: string; context?: IDataObject; httpCode?: string };
	/** Hints above the output. */
	hints: Array<{ message: string; type?: string }>;
}

/** Runs items through a node of the package in n8n's engine. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const loader = await loadPackage();
	const types: Record<string, INodeType> = {
		source: new Source(
			options.items.map((item) =>
				'json' in item ? (item as INodeExecutionData) : { json: item as IDataObject },
			),
		),
		sink: new Sink(),
		...options.types,
	};
	const nodeTypes = nodeTypesOf(loader, types);

	const { name = 'Node' } = options.settings ?? {};
	const type = types[options.node] ? options.node : `${PACKAGE}.${options.node}`;
	const workflow = new n8nWorkflow.Workflow({
		id: 'test',
		nodes: [
			{ id: '1', name: 'Source', type: 'source', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name,
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters: options.parameters,
				credentials: Object.fromEntries(
					Object.keys(options.credentials).map((name) => [name, { id: name, name }]),
				),
				...options.settings,
			},
			{ id: '3', name: 'Sink', type: 'sink', typeVersion: 1, position: [0, 0], parameters: {} },
		],
		connections: {
			Source: { main: [[{ node: name, type: 'main', index: 0 }]] },
			[name]: { main: [[{ node: 'Sink', type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: options.workflow ?? {},
	});
	const additionalData = additionalDataFor(loader, options.credentials);

	const execution = new WorkflowExecute(
		additionalData,
		'manual',
		n8nWorkflow.createRunExecutionData(),
	);
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	options.started?.({ cancel: () => running.cancel() });
	const run = await running;
	const task = run.data.resultData.runData[name]?.at(-1);
	return {
		workflow,
		run,
		output: task?.data?.main?.[0] ?? [],
		errors: task?.data?.main?.[1] ?? [],
		error: (task?.error ?? run.data.resultData.error) as RunResult['error'],
		hints: (task?.hints ?? []) as RunResult['hints'],
	};
}
