import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Product } from '../transport/product';
import { createCall } from '../transport/request';
import { failedItem, isStopMode, nodeError } from './failures';
import { createParameterReader } from './parameters';
import { withRetryMemory } from './retryMemory';
import { runFolded } from './batched';
import { runPerItem } from './perItem';
import { runWhole } from './runWhole';
import { readSettings } from '../form/settings';
import type { Operation, Resource } from './operation';
import type { Run } from './runTypes';
import { showWarnings } from './summary';
import { baseUrlWarnings } from '../transport/authenticate';

/**
 * Carries out the chosen operation for all input items and returns an output item for each, in
 * their order and linked to them. What does not succeed goes where the node's "On Error" setting
 * says.
 */
export async function runResources(
	this: IExecuteFunctions,
	resources: Resource[],
	product: Product,
): Promise<INodeExecutionData[][]> {
	try {
		return [await runChosen(this, resources, product)];
	} catch (error) {
		throw nodeError(this, error);
	}
}

async function runChosen(
	execution: IExecuteFunctions,
	resources: Resource[],
	product: Product,
): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(execution, resources);
	const items = execution.getInputData();
	const reader = createParameterReader(execution, operation.fields, items);
	const settings = readSettings(reader, operation);
	const run: Run = {
		execution,
		items,
		reader,
		settings,
		context: {
			timezone: execution.getTimezone(),
			now: new Date(),
			isTool: isTool(execution),
			isPreview: settings.previewOnly,
			identity: product.identityOf?.(await execution.getCredentials(product.credential)) ?? {},
		},
		call: settings.previewOnly
			? async () => await Promise.reject(new Error('Preview Only sends nothing'))
			: withRetryMemory(execution, product, await createCall(execution, product, settings)),
		stopsOnFailure: isStopMode(execution),
		fail: (error, index, details) => {
			if (isStopMode(execution)) throw nodeError(execution, error, index);
			return failedItem(execution, error, index, details);
		},
	};
	if (!settings.previewOnly) {
		const credentials = await execution.getCredentials(product.credential);
		showWarnings(execution, baseUrlWarnings(credentials));
	}
	switch (operation.kind) {
		case 'folded':
			return await runFolded(run, operation);
		case 'perItem':
			return await runPerItem(run, operation);
		case 'whole':
			return await runWhole(run, operation);
	}
}

function chosenOperation(execution: IExecuteFunctions, resources: Resource[]): Operation {
	const resourceValue = execution.getNodeParameter('resource', 0) as string;
	const operationValue = execution.getNodeParameter('operation', 0) as string;
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ value }) => value === operationValue);
	if (!operation) {
		throw new NodeOperationError(
			execution.getNode(),
			`Operation "${operationValue}" of Resource "${resourceValue}" is not one of this node's`,
			{ description: 'Choose Resource and Operation again' },
		);
	}
	return operation;
}
/**
 * Whether an AI agent runs the node. Recent agents let n8n's engine run their tools like any other
 * node, and then only the node's type tells: n8n makes the tool of a node under its name + "Tool".
 */
function isTool(execution: IExecuteFunctions): boolean {
	return (
		(typeof execution.isToolExecution === 'function' && execution.isToolExecution()) ||
		execution.getNode().type.endsWith('Tool')
	);
}
