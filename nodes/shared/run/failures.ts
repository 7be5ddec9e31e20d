import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { FieldError } from '../fields/fieldError';
import { ownValue } from '../fields/json';
import type { ApiError, ErrorTable } from '../transport/apiError';
import { provesRefusal } from '../transport/apiError';
import { CallFailure } from '../transport/failure';
import { maskSecrets } from '../transport/secrets';
import { notAttributed } from './namedRecipients';
import type { Outcome } from './operation';
import { isCalledByAgent } from './toolCall';

/** A recipient's outcome that counts as a failure of its item. */
export class OutcomeFailure extends Error {
	override readonly name = 'OutcomeFailure';

	readonly fix?: string;

	constructor({ reason, fix }: Outcome) {
		super(reason ?? 'Not carried out');
		this.fix = fix;
	}
}

/** Whether a failure stops the workflow, which is n8n's default. */
export function isStopMode(execution: IExecuteFunctions): boolean {
	return !execution.continueOnFail();
}

/** Whether items that failed leave by a branch of their own. */
export function hasErrorBranch(execution: { getNode(): INode }): boolean {
	return execution.getNode().onError === 'continueErrorOutput';
}

/** An error as n8n shows it: what happened, at which item, what to do. */
export function nodeError(
	execution: { getNode(): INode; isToolExecution?(): boolean },
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const node = execution.getNode();
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	// n8n has words of its own for network codes, which invite to repeat what may have been sent. It
	// puts them into every error for an agent but an operation's.
	const shown =
		error instanceof CallFailure && !isCalledByAgent(execution)
			? apiError(node, error, itemIndex)
			: ownError(node, error, itemIndex);
	shown.message = messageOf(error);
	return shown;
}

function apiError(
	node: INode,
	{ message, details }: CallFailure,
	itemIndex?: number,
): NodeApiError {
	const { fix, code, httpStatus } = details;
	const httpCode = code ?? (httpStatus === undefined ? undefined : String(httpStatus));
	return new NodeApiError(node, { message }, { description: fix, httpCode, itemIndex });
}

function ownError(node: INode, error: unknown, itemIndex?: number): NodeOperationError {
	const description = fixOf(error);
	return new NodeOperationError(node, messageOf(error), { description, itemIndex });
}

function fixOf(error: unknown): string | undefined {
	if (error instanceof CallFailure) return error.details.fix;
	return error instanceof FieldError || error instanceof OutcomeFailure ? error.fix : undefined;
}

/**
 * The outcome that a failed request means for its recipients. A code that speaks of a recipient
 * tells which one only when the request has a single one.
 */
export function outcomeOf(error: unknown, recipients = 1): Outcome {
	if (error instanceof CallFailure) {
		const { fix, code, known } = error.details;
		const isAboutRecipient = error.kind === 'refused' && recipients === 1;
		return {
			...verdictOf(isAboutRecipient ? known : undefined),
			...(error.kind === 'unknown' && { status: 'unknown' as const }),
			...(code === undefined ? {} : { code }),
			reason: error.message,
			fix,
		};
	}
	return {
		status: 'failed',
		reason: messageOf(error),
		...(error instanceof FieldError ? { field: error.field, fix: error.fix } : {}),
	};
}

/**
 * The outcome that a code means for the recipient for whom the API gave it; 0 is a success.
 *
 * @param apiMessage the API's own words, for a code that the table does not have
 */
export function outcomeOfCode(code: string, table: ErrorTable, apiMessage = ''): Outcome {
	if (code === '0') return { status: 'accepted' };
	const known = ownValue(table, code);
	return {
		...verdictOf(known),
		code,
		reason: known?.title ?? (apiMessage || 'The API refused this recipient'),
		fix: known?.fix ?? 'Look the code up in the API reference',
	};
}

/** The same for a recipient of a push: what does not prove a refusal is not confirmed. */
export function outcomeOfPushCode(code: string, table: ErrorTable, apiMessage?: string): Outcome {
	const outcome = outcomeOfCode(code, table, apiMessage);
	const known = ownValue(table, code);
	const isProved = code === '0' || (known !== undefined && provesRefusal(known));
	return isProved ? outcome : notAttributed(outcome.reason ?? '', code);
}

/** Whether a code refuses the recipient itself, who should then leave the list, or the request. */
function verdictOf(known: ApiError | undefined): Pick<Outcome, 'status' | 'removeFromList'> {
	if (!known?.member) return { status: 'failed' };
	return { status: 'invalid', ...(known.removeFromList ? { removeFromList: true } : {}) };
}

/**
 * An output item that says what did not succeed. On the error branch n8n joins it with the source
 * item, as long as it has no fields but `error` and `details`.
 */
export function failedItem(
	toErrorBranch: boolean,
	error: unknown,
	itemIndex: number,
	details: IDataObject = { ...outcomeOf(error) },
): INodeExecutionData {
	const message = messageOf(error);
	return {
		json: toErrorBranch ? { error: message, details } : { ...details, error: message },
		pairedItem: { item: itemIndex },
	};
}

/** What an error says, without authorization values. */
export function messageOf(error: unknown): string {
	return maskSecrets(error instanceof Error ? error.message : String(error));
}
