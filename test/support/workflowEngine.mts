import { createRequire } from 'node:module';
import { join } from 'node:path';
import 'reflect-metadata';
import {
	DataDeduplicationService,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { DeduplicationStore } from './deduplicationStore.mts';

// Required, not imported: the package's ES modules import files without extensions, which only
// bundlers resolve.
export const n8nWorkflow = createRequire(import.meta.url)(
	'n8n-workflow',
) as typeof import('n8n-workflow');

// n8n gives a regular expression 250 ms, which a busy machine takes for anything.
n8nWorkflow.setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) =>
		Array.from(input.matchAll(new RegExp(pattern, `${(flags ?? '').replace('g', '')}g`))),
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

const root = join(import.meta.dirname, '..', '..');
export const PACKAGE = 'n8n-nodes-tencent-push';

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

/** The tool for AI agents that n8n makes of a node: its name ends in Tool. */
export async function toolOf(node: string): Promise<INodeType> {
	const { type } = (await loadPackage()).getNode(node);
	const tool = Object.create(type as INodeType) as INodeType;
	const { description } = type as INodeType;
	tool.description = { ...description, name: `${description.name}Tool` };
	return tool;
}

/** Evaluates expressions in an isolate, as n8n does by default. Call once per test file. */
export async function startExpressionEngine(engine: 'vm' | 'legacy' = 'vm'): Promise<void> {
	const { Expression } = n8nWorkflow;
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
		lazyAcquire: true,
		compileCache: true,
		// An isolate for each execution, as n8n has them, took a third of the tests' time. e2e has them.
		sharedCaller: true,
	} as Parameters<typeof Expression.initExpressionEngine>[0]);
}

/** Ends what startExpressionEngine started. */
export async function stopExpressionEngine(): Promise<void> {
	await n8nWorkflow.Expression.disposeExpressionEngine();
	n8nWorkflow.Expression.setExpressionEngine('legacy');
}

/**
 * Gives the engine a deduplication store, which n8n keeps in its database and n8n-core leaves to
 * its user. It is empty, and takes the place of an earlier one.
 */
export async function startDeduplicationStore(): Promise<DeduplicationStore> {
	const store = new DeduplicationStore();
	// n8n-core takes one for its lifetime, which the test files of a worker share.
	Reflect.set(DataDeduplicationService, 'instance', undefined);
	await DataDeduplicationService.init(store);
	return store;
}

/**
 * The node types of a workflow.
 *
 * @param types further ones, by the type that a node names; they win over the package's
 */
export function nodeTypesOf(
	loader: PackageDirectoryLoader,
	types: Record<string, INodeType>,
): INodeTypes {
	const getByName = (type: string) => types[type] ?? loader.getNode(type.split('.')[1]).type;
	return {
		getByName,
		getByNameAndVersion: (type, version) =>
			n8nWorkflow.NodeHelpers.getVersionedNodeType(getByName(type), version),
		getKnownTypes: () => ({}),
	};
}

/**
 * What the engine asks of n8n while it runs a workflow.
 *
 * @param credentials decrypted, by type
 * @param executionId of the execution, as `$execution.id` gives it
 */
export function additionalDataFor(
	loader: PackageDirectoryLoader,
	credentials: Record<string, ICredentialDataDecryptedObject>,
	executionId = 'test',
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentialsHelper(loader, credentials),
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks('manual', executionId, {} as never),
		variables: {},
		restApiUrl: 'http://localhost',
		instanceBaseUrl: 'http://localhost',
		webhookBaseUrl: 'http://localhost',
		webhookTestBaseUrl: 'http://localhost',
		webhookWaitingBaseUrl: 'http://localhost',
		formWaitingBaseUrl: 'http://localhost',
		executionId,
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Credentials as the caller gives them, applied as n8n applies those that it stores. */
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
