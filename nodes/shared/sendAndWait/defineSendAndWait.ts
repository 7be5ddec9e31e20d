import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION, WAIT_INDEFINITELY } from 'n8n-workflow';
import type { FieldContext, Fields, ValuesOf } from '../fields/field';
import { FieldError } from '../fields/fieldError';
import type { BatchedOperation } from '../run/batched';
import { describeBatched, runBatched } from '../run/batched';
import { settled } from '../run/concurrency';
import type { Operation, OperationTexts, Run } from '../run/operation';
import type { Plan } from '../run/plan';
import { createPlanner } from '../run/plan';
import { showWarnings } from '../run/summary';
import { isCalledByAgent } from '../run/toolCall';
import type { Question, WaitLimit } from './question';
import { QUESTION_PARAMETER, storeQuestion } from './question';

/** A push that asks a question. */
interface Asking<Push> {
	push: Push;
	question: Question;
	limit: WaitLimit;
}

/** What `defineBatched` needs of a push with recipients, with a message that asks. */
type AskingOperation<F extends Fields, From extends keyof F & string, Push, R> = Omit<
	BatchedOperation<F, From, Push, R>,
	keyof OperationTexts | 'audienceInWords' | 'isSend' | 'message'
> & {
	message(values: Omit<ValuesOf<F>, From>, context: FieldContext): Asking<Push>;
};

/**
 * A push that opens a page of this n8n, on which a person answers. The workflow goes on with the
 * answer of the first recipient who gives one. An execution waits for one answer, so all its items
 * have to ask the same question.
 *
 * Nothing is waited for when nobody got the push: the result is then that of any other send.
 */
export function defineSendAndWait<F extends Fields, From extends keyof F & string, Push, R>({
	limit,
	identity,
	warnings,
	advice,
	...asking
}: AskingOperation<F, From, Push, R>): Operation {
	const operation: BatchedOperation<F, From, Asking<Push>, R> = {
		...asking,
		value: SEND_AND_WAIT_OPERATION,
		name: 'Send and Wait for Response',
		action: 'Send push and wait for response',
		description: "Send a push that opens a page, and continue with the person's response",
		isSend: true,
		limit: typeof limit === 'number' ? limit : ({ push }) => limit(push),
		request: ({ push }, recipients, context) => asking.request(push, recipients, context),
		outcomes: (answer, recipients, { push }) => asking.outcomes(answer, recipients, push),
		...(identity && {
			identity: (recipient: R, { push }: Asking<Push>) => identity(recipient, push),
		}),
		...(warnings && { warnings: ({ push }: Asking<Push>) => warnings(push).map(ofQuestion) }),
		...(advice && { advice: ({ push }: Asking<Push>) => advice(push) }),
	};
	const planItems = createPlanner(operation);
	return {
		...describeBatched(operation),
		async run(run) {
			if (!run.context.isPreview) refuseCall(run.execution);
			const id = questionId(run.retryMemory);
			const pageUrl = signedPageUrl(run.execution, id);
			const asked: Run = { ...run, context: { ...run.context, pageUrl } };
			const plan = oneQuestion(await planItems(asked));
			const sent = await settled(runBatched(asked, operation, plan));
			if (!mayAnswer(run, plan)) {
				if ('error' in sent) throw sent.error;
				return sent.value;
			}
			showWarnings(run.execution, [...notReached(plan), ...addressWarnings(pageUrl)]);
			const [{ message }] = plan.batches;
			storeQuestion(run.execution.getContext('node'), id, message.question);
			await run.execution.putExecutionToWait(endOf(message.limit));
			return run.items;
		},
	};
}

/** When an agent calls the node itself, n8n lets the agent wait, which has no page. Throws FieldError. */
function refuseCall(execution: IExecuteFunctions): void {
	if (!isCalledByAgent(execution)) return;
	throw FieldError.of(
		'The question',
		'was not sent, because this version of the agent cannot wait for a response',
		"Use the human review of the AI Agent node's version 3, or ask before or after the agent",
	);
}

/** A remark with the label that the content of the push has in the form of a question. */
function ofQuestion(remark: string): string {
	return remark.replace(/^'Content'/, "'Message'");
}

/** A new ID, or that of an earlier try, whose push may have arrived. */
function questionId(memory: { questionId?: string } = {}): string {
	return (memory.questionId ??= randomBytes(16).toString('hex'));
}

/** The address of the page. Only n8n 1 has to be told to check its signature; later ones always do. */
function signedPageUrl(
	execution: IExecuteFunctions & { setSignatureValidationRequired?(): void },
	id: string,
): string {
	execution.setSignatureValidationRequired?.();
	return execution.getSignedResumeUrl({ [QUESTION_PARAMETER]: id });
}

/** The plan, or one that fails every item when an item cannot be read or asks something else. */
function oneQuestion<Message, R>(plan: Plan<Message, R>): Plan<Message, R> {
	const groups = new Set(plan.batches.map(({ group }) => group));
	if (plan.errors.size === 0 && groups.size === 1) return plan;
	const bad = [...plan.errors.keys()].sort((a, b) => a - b);
	const reason =
		bad.length > 0
			? FieldError.of(
					'The question',
					`was not sent, because item ${bad[0]} cannot be used`,
					'Correct this item. All items of an execution ask one question',
				)
			: FieldError.of(
					'The question',
					`is not the same in all items (${groups.size} different ones), and an execution waits for one answer`,
					"Put a Loop Over Items node with 'Batch Size' 1 before this node, or make 'Title', 'Message' and options the same",
				);
	const errors = new Map(
		plan.named.map((_, index) => [index, plan.errors.get(index) ?? reason] as const),
	);
	return { ...plan, errors, recipients: [], batches: [] };
}

/** Whether somebody has got the push, so that there is an answer to wait for. */
function mayAnswer(run: Run, { recipients }: Plan<unknown, unknown>): boolean {
	if (run.execution.getExecutionCancelSignal()?.aborted) return false;
	return recipients.some(({ outcome }) => outcome?.status === 'accepted');
}

/** Remarks on recipients who did not get the push although others did. */
function notReached({ recipients }: Plan<unknown, unknown>): string[] {
	return recipients.flatMap(({ key, outcome }) =>
		outcome && outcome.status !== 'accepted'
			? [`${key}: ${outcome.status}. ${outcome.reason ?? ''}`]
			: [],
	);
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A remark on an address that no phone can open. */
function addressWarnings(pageUrl: string): string[] {
	const { origin, hostname } = new URL(pageUrl);
	return LOOPBACK.test(hostname)
		? [
				`The page is at ${origin}, which only this machine can open. Set N8N_WEBHOOK_URL (n8n 1: WEBHOOK_URL) to the public address of n8n.`,
			]
		: [];
}

function endOf(limit: WaitLimit): Parameters<IExecuteFunctions['putExecutionToWait']>[0] {
	if (limit === undefined) return WAIT_INDEFINITELY;
	return new Date('at' in limit ? limit.at : Date.now() + limit.afterMs);
}
