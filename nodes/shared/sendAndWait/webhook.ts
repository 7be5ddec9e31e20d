import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';
import type { JsonObject } from '../fields/json';
import { isObject } from '../fields/json';
import { trimmed } from '../fields/text';
import { answeredPage, closedPage, LONGEST_TEXT, PAGE_HEADERS, questionPage } from './page';
import type { Question } from './question';
import { QUESTION_PARAMETER, readQuestion, storedQuestion } from './question';

const METHODS = ['GET', 'POST'] as const;

/**
 * What a node with Send and Wait adds to its description. n8n checks the signature of the address,
 * and answers after it has stored that the execution goes on (`onReceived`).
 */
export const sendAndWaitDescription = {
	webhooks: METHODS.map((httpMethod): IWebhookDescription => ({
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	})),
	waitingNodeTooltip: `={{ $parameter.operation === "${SEND_AND_WAIT_OPERATION}" ? "Execution will continue after the user's response" : "" }}`,
};

/**
 * Shows the page of the question that this execution waits with, and takes the answer. GET never
 * answers, so that link previews and scanners cannot; POST does. n8n lets one answer through.
 */
export async function answerQuestion(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { [QUESTION_PARAMETER]: id } = this.getQueryData() as IDataObject;
	const question = readQuestion(this.evaluateExpression(storedQuestion(this.getNode().name)), id);
	if (!question) return show(this, 410, closedPage());
	if (this.getRequestObject().method !== 'POST') return show(this, 200, questionPage(question));
	// There is none when the request has no body. Were anything thrown here, n8n would go on without
	// an answer.
	const body: unknown = this.getBodyData();
	const answer = readAnswer(question, isObject(body) ? body : {});
	if ('problem' in answer) return show(this, 400, questionPage(question, answer.problem));
	const { data, words } = answer;
	setHeaders(this);
	return {
		webhookResponse: answeredPage(words),
		workflowData: [[{ json: { data: { ...data, respondedAt: new Date().toISOString() } } }]],
	};
}

type Answer = { data: IDataObject; words: string } | { problem: string };

function readAnswer({ answering }: Question, body: JsonObject): Answer {
	if (answering.responseType === 'freeText') {
		const text = typeof body.text === 'string' ? trimmed(body.text) : '';
		if (text === '') return { problem: 'Enter a response' };
		if (text.length > LONGEST_TEXT) {
			return { problem: `Enter at most ${LONGEST_TEXT} characters` };
		}
		return { data: { text }, words: text };
	}
	const { approveLabel, declineLabel } = answering;
	if (body.answer === 'approve') return { data: { approved: true }, words: approveLabel };
	if (body.answer === 'decline' && declineLabel !== undefined) {
		return { data: { approved: false }, words: declineLabel };
	}
	return { problem: 'Choose one of the buttons' };
}

/** Answers without resuming the execution. */
function show(context: IWebhookFunctions, status: number, page: string): IWebhookResponseData {
	setHeaders(context);
	context.getResponseObject().status(status).send(page);
	return { noWebhookResponse: true };
}

function setHeaders(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
}
