import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { FieldContext } from '../fields/field';
import type { JsonObject } from '../fields/json';
import type { RunSettings } from '../form/settings';
import type { Call } from '../transport/request';
import type { ParameterReader } from './parameters';
import type { RowPicture } from './picture';
import type { MessageReader } from './preview';
import type { RetryMemory } from './retryMemory';

/**
 * What happened to a recipient. `failed`: the API accepted nothing. `invalid`: the API does not know
 * the recipient. `unknown`: sent, but not confirmed. `skipped`: sent before, under the same campaign
 * key.
 */
export type Status = 'accepted' | 'invalid' | 'failed' | 'unknown' | 'skipped';

/** The result for one recipient. */
export interface Outcome {
	status: Status;
	/** The API's code, or the network's. */
	code?: string;
	/** What happened. */
	reason?: string;
	/** What to do. */
	fix?: string;
	/** Display name of the field whose value cannot be used. */
	field?: string;
	/** A remark on what was accepted. */
	warning?: string;
	/** Whether the recipient should leave the user's list. */
	removeFromList?: boolean;
	/** Set when `skipped` does not prove that the recipient got it. */
	unproved?: boolean;
	/** What the operation adds, e.g. a push ID. */
	extra?: IDataObject;
}

/** What a user reads of an operation. */
export interface OperationTexts {
	/** Stored in workflows, so it never changes. */
	value: string;
	/** In the Operation list, Title Case. */
	name: string;
	/** In the list of actions, Sentence case. */
	action: string;
	/** Below the name in the Operation list. */
	description: string;
}

/** An operation of a resource. */
export interface Operation extends OperationTexts {
	/** Its fields, in the order of the form; the Resource and Operation conditions are added. */
	readonly properties: readonly INodeProperties[];
	/** Set for pushes: the form then has Preview Only. */
	readonly isSend?: boolean;
	/** Set when items share requests; `limit` is undefined when the message decides on it. */
	readonly batch?: { readonly plural: string; readonly limit?: number };
	/** Carries it out for all input items. */
	run(run: Run): Promise<INodeExecutionData[]>;
}

/** A resource with its operations. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
	/** Value of the operation that is selected at first. */
	defaultOperation: string;
}

/** A result of an item. */
export interface ItemResult {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** An execution of a node. */
export interface Run {
	execution: IExecuteFunctions;
	items: INodeExecutionData[];
	reader: ParameterReader;
	context: FieldContext;
	/** Tells the credential's app from others. */
	app: string;
	call: Call;
	/** Calls for one item: with "Retry On Fail" a send is not made a second time. */
	callOf(index: number): Call;
	/** What an earlier try of this execution sent; undefined unless "Retry On Fail" is on. */
	retryMemory: RetryMemory | undefined;
	/** Whether the node stops the workflow at the first failure. */
	stopsOnFailure: boolean;
	/** Whether items that failed leave by a branch of their own. */
	toErrorBranch: boolean;
	/** What holds for the whole run: the settings of the first item that has readable ones. */
	settings: RunSettings;
	/** The run settings as an item has them. Throws FieldError. */
	settingsOf(index: number): RunSettings;
	/**
	 * Throws n8n's error when the node stops on failures, and otherwise returns the item that says
	 * what happened.
	 */
	failItem(error: unknown, index: number, details?: IDataObject): INodeExecutionData;
	/** A picture of the message in a request body as a phone shows it, for a row of a preview. */
	pictureOf(request: JsonObject): Promise<RowPicture>;
	/** Reads the message of a request body, for a row of a preview. */
	readMessage: MessageReader;
	/** Pauses, and throws CallFailure when the execution is canceled. */
	pause(ms: number): Promise<void>;
}
