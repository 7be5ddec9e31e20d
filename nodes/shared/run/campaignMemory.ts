import { createHash } from 'node:crypto';
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** Notes that the store of a node holds, two for each member; the oldest are dropped beyond it. */
const MOST_NOTES = 400_000;

const STORE: ICheckProcessedOptions = { mode: 'entries', maxEntries: MOST_NOTES };

/** n8n's deduplication store of a node, which outlives the execution and the process. */
export interface CampaignMemory {
	/** Notes the keys and returns those that had been noted before. */
	note(keys: string[]): Promise<Set<string>>;
	/** Takes keys back that turned out not to be sent. */
	forget(keys: string[]): Promise<void>;
	/** Notes that the API has accepted what was sent under these keys. */
	prove(keys: string[]): Promise<void>;
	/** Those of the keys whose acceptance was noted. */
	proved(keys: string[]): Promise<Set<string>>;
}

/**
 * The memory of what was sent under a campaign key. It is read and written as a whole, so a node
 * uses it from one call after another; two executions of the same workflow at the same moment do
 * not see each other's entries (docs/reliability.md).
 *
 * @returns undefined without a campaign key
 */
export function openCampaignMemory(
	execution: IExecuteFunctions,
	campaignKey: string,
): CampaignMemory | undefined {
	if (campaignKey === '') return undefined;
	const { helpers } = execution;
	if (typeof helpers.checkProcessedAndRecord !== 'function' || !execution.getWorkflow().id) {
		throw new NodeOperationError(
			execution.getNode(),
			'Skip Already Sent needs a saved workflow, because n8n keeps with it what was sent',
			{ description: 'Save the workflow and run it again' },
		);
	}
	const record = async (keys: string[]) => {
		if (keys.length === 0) return { new: [], processed: [] };
		return await helpers.checkProcessedAndRecord(keys, 'node', STORE);
	};
	const remove = async (keys: string[]) => {
		if (keys.length > 0) await helpers.removeProcessed(keys, 'node', STORE);
	};
	return {
		note: async (keys) => new Set((await record(keys)).processed.map(String)),
		forget: remove,
		async prove(keys) {
			await record(keys.map(proofOf));
		},
		async proved(keys) {
			// The store cannot be asked without being written to.
			const { processed, new: noted } = await record(keys.map(proofOf));
			await remove(noted.map(String));
			const proofs = new Set(processed.map(String));
			return new Set(keys.filter((key) => proofs.has(proofOf(key))));
		},
	};
}

function proofOf(key: string): string {
	return `accepted ${key}`;
}

/** Names a message to a member under a campaign key, given the member's key. */
export function campaignKeys(campaignKey: string, message: unknown): (memberKey: string) => string {
	const text = createHash('sha256')
		.update(JSON.stringify(message) ?? '')
		.digest('base64');
	return (memberKey) => JSON.stringify([campaignKey, text, memberKey]);
}
