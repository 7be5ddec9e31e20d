import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { FieldContext } from '../fields/field';
import { namesOf } from '../fields/field';
import type { RunSettings } from '../form/settings';
import { hasPreviewOnly, requireCampaignKey, runSettings } from '../form/settings';
import { baseUrlWarnings } from '../transport/authenticate';
import { CallFailure } from '../transport/failure';
import type { Product } from '../transport/product';
import { createCall } from '../transport/request';
import { noteCampaignKeys, notePushes } from './executionData';
import { failedItem, hasErrorBranch, isStopMode, nodeError, outcomeOf } from './failures';
import type { Operation, Resource, Run } from './operation';
import type { ParameterReader } from './parameters';
import { createParameterReader } from './parameters';
import type { NotificationsOf } from './picture';
import { createPictures } from './picture';
import type { MessageReader } from './preview';
import { openRetryMemory, rememberingCall } from './retryMemory';
import { showPreviewHint, showWarnings } from './summary';
import { isCalledByAgent } from './toolCall';

/** How a product's messages are shown in a preview. */
interface MessageViews {
	readMessage: MessageReader;
	notificationsOf: NotificationsOf;
}

/** Items whose campaign keys are noted. */
const KEYS_NOTED = 20;

/**
 * Carries out the chosen operation for all input items and returns an output item for each, in
 * their order and linked to them. What does not succeed goes where the node's "On Error" setting
 * says, also when it concerns all items, such as a credential that cannot be used.
 *
 * @param views reads the product's messages for a preview: its rows and its pictures
 */
export async function runResources(
	this: IExecuteFunctions,
	resources: Resource[],
	product: Product,
	views: MessageViews,
): Promise<INodeExecutionData[][]> {
	try {
		return [await runChosen(this, resources, product, views)];
	} catch (error) {
		if (isStopMode(this)) throw nodeError(this, error);
		const toErrorBranch = hasErrorBranch(this);
		return [this.getInputData().map((_, index) => failedItem(toErrorBranch, error, index))];
	}
}

async function runChosen(
	execution: IExecuteFunctions,
	resources: Resource[],
	product: Product,
	{ readMessage, notificationsOf }: MessageViews,
): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(execution, resources);
	const items = execution.getInputData();
	const reader = createParameterReader(execution, operation.properties, items);
	const credentials = await execution.getCredentials(product.credential);
	const context: FieldContext = {
		timezone: execution.getTimezone(),
		now: new Date(),
		isTool: isTool(execution),
		isPreview: false,
		identity: product.identityOf?.(credentials) ?? {},
	};
	const settingsOf = settingsReader(reader, context, operation);
	const settings = firstReadable(settingsOf, items.length);
	context.isPreview = settings.previewOnly;
	const hasPreview = hasPreviewOnly(operation);
	const call = settings.previewOnly
		? async () => await Promise.reject(new Error("'Preview Only' sends nothing"))
		: await createCall(execution, product, {
				credentials,
				timeLimitMs: settings.timeLimitMs,
				hasPreview,
			});
	const retryMemory = openRetryMemory(execution);
	// A preview sends nothing, so one bad item is no reason to hide the others.
	const stopsOnFailure = isStopMode(execution) && !settings.previewOnly;
	const toErrorBranch = hasErrorBranch(execution);
	let failed = 0;
	if (!settings.previewOnly) showWarnings(execution, baseUrlWarnings(credentials));
	const isNoted = hasPreview && !settings.previewOnly;
	if (isNoted) noteCampaignKeys(execution, campaignKeysOf(settingsOf, items.length));
	const output = await operation.run({
		execution,
		items,
		reader,
		context,
		app: product.appOf(credentials),
		call,
		callOf: (index) => rememberingCall(call, retryMemory, product, index),
		retryMemory,
		stopsOnFailure,
		toErrorBranch,
		settings,
		settingsOf,
		failItem(error, index, details) {
			if (stopsOnFailure) throw nodeError(execution, error, index);
			failed++;
			return failedItem(
				toErrorBranch,
				error,
				index,
				settings.previewOnly ? { preview: true, ...(details ?? outcomeOf(error)) } : details,
			);
		},
		readMessage,
		// An agent takes no binary data.
		pictureOf: createPictures(execution, context.isTool ? () => [] : notificationsOf),
		pause: async (ms) => await pause(execution, ms),
	});
	if (settings.previewOnly) showPreviewHint(execution, output, failed);
	if (isNoted) notePushes(execution, output);
	return output;
}

/** Campaign keys of the first items: more do not fit into the execution's custom data. */
function campaignKeysOf(settingsOf: Run['settingsOf'], items: number): unknown[] {
	return Array.from({ length: Math.min(items, KEYS_NOTED) }, (_, index) => {
		try {
			return settingsOf(index).campaignKey;
		} catch {
			// The item fails where it is read to be sent.
			return undefined;
		}
	});
}

/** Reads the run settings of an item; those of all items at once when no expression is in them. */
function settingsReader(
	reader: ParameterReader,
	context: FieldContext,
	{ properties }: Operation,
): Run['settingsOf'] {
	const shown = new Set(properties.map(({ name }) => name));
	const names = namesOf({ runSettings }).filter((name) => shown.has(name));
	const varying = reader.varying(names);
	const read = (index: number) => {
		const settings = runSettings.read(reader.read(names, index), context);
		if (varying.includes('campaignKey')) requireCampaignKey(settings);
		return settings;
	};
	if (varying.length > 0) return read;
	let same: RunSettings | undefined;
	return (index) => (same ??= read(index));
}

/** The settings that hold for the whole run: those of the first item that has readable ones. */
function firstReadable(settingsOf: Run['settingsOf'], items: number): RunSettings {
	let firstError: unknown;
	for (let index = 0; index < Math.max(items, 1); index++) {
		try {
			return settingsOf(index);
		} catch (error) {
			firstError ??= error;
		}
	}
	throw firstError;
}

function chosenOperation(execution: IExecuteFunctions, resources: Resource[]): Operation {
	const resourceValue = execution.getNodeParameter('resource', 0) as string;
	const operationValue = execution.getNodeParameter('operation', 0) as string;
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ value }) => value === operationValue);
	if (!operation) {
		throw new NodeOperationError(
			execution.getNode(),
			`Operation "${operationValue}" of Resource "${resourceValue}" does not exist in this node`,
			{ description: "Choose 'Resource' and 'Operation' again" },
		);
	}
	return operation;
}

/**
 * Whether an AI agent runs the node. Recent agents let n8n's engine run their tools like any other
 * node, and then only the node's type tells: n8n makes the tool of a node under its name + "Tool".
 */
function isTool(execution: IExecuteFunctions): boolean {
	return isCalledByAgent(execution) || execution.getNode().type.endsWith('Tool');
}

async function pause(execution: IExecuteFunctions, ms: number): Promise<void> {
	const end = performance.now() + ms;
	for (let left = ms; left > 0; left = end - performance.now()) {
		if (execution.getExecutionCancelSignal()?.aborted) {
			throw new CallFailure('cancelled', 'The execution was canceled while it waited', {
				fix: 'Run it again to continue waiting',
			});
		}
		await sleep(Math.min(500, left));
	}
}
