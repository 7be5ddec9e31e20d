import { join } from 'node:path';
import 'reflect-metadata';
import {
	DataDeduplicationService,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { createRunExecutionData, Expression, NodeHelpers, Workflow } from 'n8n-workflow';
import { DeduplicationStore } from './deduplicationStore.mts';

const root = join(import.meta.dirname, '..', '..');
const PACKAGE = 'n8n-nodes-tencent-push';

let loading: Promise<PackageDirectoryLoader> | undefined;

/** The built package, loaded by n8n's own loader. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	loading ??= (async () => {
		const loader = new PackageDirectoryLoader(root);
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

/** Evaluates expressions as n8n does by default, in an isolate. Call once before the tests. */
export async function startExpressionEngine(engine: 'vm' | 'legacy' = 'vm'): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	} as Parameters<typeof Expression.initExpressionEngine>[0]);
}

/** Ends what startExpressionEngine started. */
export async function stopExpressionEngine(): Promise<void> {
	await Expression.disposeExpressionEngine();
}

/**
 * Gives the engine a deduplication store, which n8n keeps in its database and n8n-core leaves to
 * its user. Call once before the tests; the store is empty then.
 */
export async function startDeduplicationStore(): Promise<DeduplicationStore> {
	const store = new DeduplicationStore();
	await DataDeduplicationService.init(store);
	return store;
}

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
	run: IRun;
	/** Items of the node's first output. */
	output: INodeExecutionData[];
	/** Items of the error branch. */
	errors: INodeExecutionData[];
	/** What stopped the node. */
	error?: Error & { description?: string; context?: IDataObject; httpCode?: string };
	/** Hints above the output. */
	hints: Array<{ message: string }>;
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
	const nodeTypes = {
		getByName: (type: string) => types[type] ?? loader.getNode(type.split('.')[1]).type,
		getByNameAndVersion(type: string, version?: number) {
			const found = types[type] ?? loader.getNode(type.split('.')[1]).type;
			return NodeHelpers.getVersionedNodeType(found, version);
		},
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;

	const type = types[options.node] ? options.node : `${PACKAGE}.${options.node}`;
	const workflow = new Workflow({
		id: 'test',
		nodes: [
			{ id: '1', name: 'Source', type: 'source', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name: 'Node',
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
			Source: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
			Node: { main: [[{ node: 'Sink', type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: options.workflow ?? {},
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(loader, options.credentials),
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks('manual', 'test', {} as never),
		variables: {},
		restApiUrl: 'http://localhost',
		instanceBaseUrl: 'http://localhost',
		webhookBaseUrl: 'http://localhost',
		webhookTestBaseUrl: 'http://localhost',
		webhookWaitingBaseUrl: 'http://localhost',
		formWaitingBaseUrl: 'http://localhost',
		executionId: 'test',
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;

	const execution = new WorkflowExecute(additionalData, 'manual', createRunExecutionData());
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') ?? undefined });
	options.started?.({ cancel: () => running.cancel() });
	const run = await running;
	const task = run.data.resultData.runData.Node?.at(-1);
	return {
		run,
		output: task?.data?.main?.[0] ?? [],
		errors: task?.data?.main?.[1] ?? [],
		error: (task?.error ?? run.data.resultData.error) as RunResult['error'],
		hints: (task?.hints ?? []) as RunResult['hints'],
	};
}

/** Credentials as the test gives them, applied as n8n applies those that it stores. */
export function credentialsHelper(
	loader: PackageDirectoryLoader,
	credentials: Record<string, ICredentialDataDecryptedObject>,
) {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_data: unknown, _details: unknown, type: string) =>
			await Promise.resolve({ ...credentials[type] }),
		preAuthentication: async () => await Promise.resolve(undefined),
		async authenticate(
			decrypted: ICredentialDataDecryptedObject,
			name: string,
			requestOptions: IHttpRequestOptions,
		) {
			const type = loader.getCredential(name).type as ICredentialType;
			if (typeof type.authenticate !== 'function') throw new Error(`${name} signs nothing`);
			return await type.authenticate(decrypted, requestOptions);
		},
		getCredentialsProperties: (name: string) => loader.getCredential(name).type.properties,
	};
}
