import type { IContextObject } from 'n8n-workflow';

/** How a person answers; without `declineLabel` only approving is possible. */
export type Answering =
	| { readonly responseType: 'approval'; approveLabel: string; declineLabel?: string }
	| { readonly responseType: 'freeText' };

/** How long an execution waits for an answer; undefined is without a limit. */
export type WaitLimit = { afterMs: number } | { at: string } | undefined;

/** What a person is asked. */
export interface Question {
	title: string;
	message: string;
	answering: Answering;
}

/** Query parameter of the page's address that says which question it asks. */
export const QUESTION_PARAMETER = 'question';

/** Name under which the node keeps its question in n8n's record of the execution. */
const STORED_AS = 'sendAndWait';

interface StoredQuestion extends Question {
	id: string;
}

/**
 * Keeps the question with the execution, so that the page shows what was sent. A node in a loop asks
 * several times under one resume URL: the ID tells the questions apart.
 */
export function storeQuestion(context: IContextObject, id: string, question: Question): void {
	const stored: StoredQuestion = { id, ...question };
	context[STORED_AS] = JSON.stringify(stored);
}

/** The expression that gives what was stored: a webhook has no other way to its node's context. */
export function storedQuestion(nodeName: string): string {
	// Braces of a name would end the expression.
	const name = JSON.stringify(nodeName).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	return `{{ $node[${name}].context[${JSON.stringify(STORED_AS)}] }}`;
}

/** The stored question, if it has this ID. */
export function readQuestion(stored: unknown, id: unknown): Question | undefined {
	if (typeof stored !== 'string') return undefined;
	const question = JSON.parse(stored) as StoredQuestion;
	return question.id === id ? question : undefined;
}
