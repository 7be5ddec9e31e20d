import type { IExecuteFunctions } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import type { Product } from '../transport/product';
import type { Answer, Call } from '../transport/request';

type Result = { answer: Answer } | { failure: CallFailure };

interface Memory {
	runIndex: number;
	results: Map<string, Result>;
}

/** Lives as long as n8n's record of the execution, and is never stored. */
const memories = new WeakMap<object, Memory>();

/**
 * Calls through a memory of what was sent, for as long as n8n may repeat it. With "Retry On Fail"
 * n8n runs the whole node again, with the same items; a push that was accepted, or may have been,
 * is then answered from memory and not sent a second time. Each turn of a loop starts afresh.
 */
export function withRetryMemory(execution: IExecuteFunctions, product: Product, call: Call): Call {
	if (execution.getNode().retryOnFail !== true) return call;
	const results = memoryOf(execution);
	return async (request) => {
		const policy = request.policy ?? product.policyOf(request.path);
		if (policy.repeat === 'freely') return await call(request);
		const key = request.idempotencyKey?.() ?? `${request.path} ${JSON.stringify(request.body)}`;
		const known = results.get(key);
		if (known && 'failure' in known) throw known.failure;
		if (known) return known.answer;
		const sent = call(request);
		await sent.then(
			(answer) => results.set(key, { answer }),
			(error: unknown) => {
				const mayHaveArrived = error instanceof CallFailure && error.kind === 'unknown';
				if (mayHaveArrived) results.set(key, { failure: error });
			},
		);
		return await sent;
	};
}

function memoryOf(execution: IExecuteFunctions): Map<string, Result> {
	const owner = execution.getContext('node');
	const runIndex = Number(execution.getWorkflowDataProxy(0).$runIndex);
	let memory = memories.get(owner);
	if (memory?.runIndex !== runIndex) {
		memory = { runIndex, results: new Map() };
		memories.set(owner, memory);
	}
	return memory.results;
}
