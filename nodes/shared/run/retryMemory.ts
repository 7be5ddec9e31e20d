import type { IExecuteFunctions } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import type { Product } from '../transport/product';
import type { Answer, Call } from '../transport/request';
import type { Outcome } from './operation';
import { isCalledByAgent } from './toolCall';

/** What an execution has sent, by item and recipient, whatever the text was. */
export interface RetryMemory {
	/** Outcomes that do not prove that nothing was sent, by item and recipient. */
	outcomes: Map<string, Outcome>;
	/** Answers of sends that an item makes on its own, and of what they depend on, by item and number of the request. */
	answers: Map<string, { answer: Answer } | { failure: CallFailure }>;
	/** The question that was sent: its page answers, whatever try sends nothing any more. */
	questionId?: string;
}

interface Turn {
	runIndex: number;
	memory: RetryMemory;
}

/** Keyed by an object that n8n gives to each try: collected with it, never persisted. */
const turns = new WeakMap<object, Turn>();

/**
 * The memory of what this execution has sent, for as long as n8n may run the node again: with "Retry
 * On Fail" n8n does so with the same items. Each turn of a loop, and each call of an agent, has a
 * memory of its own.
 *
 * @returns undefined when "Retry On Fail" is off
 */
export function openRetryMemory(execution: IExecuteFunctions): RetryMemory | undefined {
	if (execution.getNode().retryOnFail !== true) return undefined;
	// n8n counts each try of an agent's call as a run, and gives all of them the same arguments.
	const [call] = isCalledByAgent(execution) ? execution.getInputData() : [];
	const owner = call?.json ?? execution.getContext('node');
	const runIndex = call ? 0 : Number(execution.getWorkflowDataProxy(0).$runIndex);
	let turn = turns.get(owner);
	if (turn?.runIndex !== runIndex) {
		turn = { runIndex, memory: { outcomes: new Map(), answers: new Map() } };
		turns.set(owner, turn);
	}
	return turn.memory;
}

/**
 * Requests of one item through the memory: a send that may have been carried out is not repeated, and
 * what it depends on stays what it was.
 */
export function rememberingCall(
	call: Call,
	memory: RetryMemory | undefined,
	product: Product,
	item: number,
): Call {
	if (!memory) return call;
	let requests = 0;
	return async (request) => {
		const policy = request.policy ?? product.policyOf(request.path);
		const key = `${item} ${requests++}`;
		const isSend = policy.repeat !== 'freely';
		if (!isSend && !request.isKept) return await call(request);
		const known = memory.answers.get(key);
		if (known && 'failure' in known) throw known.failure;
		if (known) return known.answer;
		const sending = call(request);
		await sending.then(
			(answer) => memory.answers.set(key, { answer }),
			(failure: unknown) => {
				if (isSend && failure instanceof CallFailure && failure.kind === 'unknown') {
					memory.answers.set(key, { failure });
				}
			},
		);
		return await sending;
	};
}
