import type { Callback } from './events.mts';
import { createPace } from './pace.mts';
import { type CallbackResult, type CallbackTarget, openCallbackSender } from './sender.mts';

export interface CallbackBatch extends CallbackTarget {
	callbacks: readonly Callback[];
	/** Callbacks a second; as fast as the connections carry them when absent. */
	rate?: number;
}

/** Posts callbacks in order, on as many connections as given. Results are in the same order. */
export async function sendCallbacks(batch: CallbackBatch): Promise<CallbackResult[]> {
	const { callbacks, connections = 64 } = batch;
	const sender = openCallbackSender({ ...batch, connections });
	const turn = createPace(batch.rate);
	const results: CallbackResult[] = [];
	let next = 0;
	async function work(): Promise<void> {
		while (next < callbacks.length) {
			const index = next++;
			await turn();
			results[index] = await sender.send(callbacks[index]);
		}
	}
	await Promise.all(Array.from({ length: Math.min(connections, callbacks.length) }, work));
	await sender.close();
	return results;
}
