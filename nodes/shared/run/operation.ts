import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Identity } from '../transport/product';
import type { Answer, ApiRequest, Call } from '../transport/request';

/** Parameters of an item by field name, with expressions resolved. */
export type Parameters = Record<string, unknown>;

/**
 * What became of a member of an audience. `invalid`: the API does not know it. `unknown`: sent, but
 * the answer was lost. `skipped`: sent before, under the same campaign key.
 */
export type Status = 'accepted' | 'invalid' | 'failed' | 'unknown' | 'skipped';

/** The result for one member of an audience. */
export interface Outcome {
	status: Status;
	/** The API's code, or the network's. */
	code?: string;
	/** What happened, in words. */
	reason?: string;
	/** What to do. */
	fix?: string;
	/** Whether the member should leave the user's list. */
	removeFromList?: boolean;
	/** Whether another item had asked for the same, so that it was carried out once for both. */
	duplicate?: boolean;
	[more: string]: IDataObject[string];
}

/** What an operation may ask of its surroundings. */
export interface OperationContext {
	/** Time zone of the workflow, e.g. `Europe/Berlin`. */
	timezone: string;
	/** Start of the run. */
	now: Date;
	/** Whether an AI agent runs the node as a tool. */
	isTool: boolean;
	/** Whether nothing is to be sent. */
	isPreview: boolean;
	/** What requests name of the credential, e.g. its administrator. */
	identity: Identity;
}

interface OperationTexts {
	/** Stored in workflows; part of the contract in shared design. */
	value: string;
	/** In the Operation list, Title Case. */
	name: string;
	/** In the list of actions, Sentence case. */
	action: string;
	/** Below the name in the Operation list. */
	description: string;
	/** Its fields, in the order of the form; the Resource and Operation conditions are added. */
	fields: INodeProperties[];
}

/**
 * An operation whose items share calls: items with the same message are sent together, up to the
 * API's number of members for a call. Each item gets its own result.
 */
export interface FoldedOperation<Message = unknown, Member = unknown> extends OperationTexts {
	kind: 'folded';
	/** Who it is for. Everything else belongs to the message. */
	audience: {
		/** Names of the fields that differ from item to item without parting the items. */
		fields: readonly string[];
		/** Members that an item names. Throws FieldError. */
		read(parameters: Parameters, context: OperationContext): Member[];
		/** Members with the same key are the same. */
		key(member: Member): string;
		/** Makes one of two members with the same key; without it the first one stands for both. */
		merge?(one: Member, other: Member): Member;
		/** Fields of the output that name the member, in a new object. */
		describe(member: Member): IDataObject;
		/** The most that a call may hold, in units of `size`. */
		limit: number | ((message: Message) => number);
		/** Units a member takes of the limit; 1 when left out. */
		size?(member: Member): number;
		/** How members are called in messages, e.g. `tokens`. */
		plural: string;
	};
	/** Reads and checks what all members of a call share. Throws FieldError. Pure. */
	build(parameters: Parameters, context: OperationContext): Message;
	/** The request of a call. Throws FieldError. Pure but for random numbers. */
	request(message: Message, members: Member[], context: OperationContext): ApiRequest;
	/** The outcome of each member, in their order, or one for all. */
	outcomes(answer: Answer, members: Member[], message: Message): Outcome[] | Outcome;
	/** Remarks on the message, for preview and output: what the API would cut or ignore. */
	warnings?(message: Message): string[];
	/**
	 * Codes by which a single member makes the API refuse the whole call. The call is then sent in
	 * halves, so that the others get through. Only for requests that may be repeated.
	 */
	bisectOn?: readonly string[];
	/** Set for pushes: the form then has Preview Only. */
	isSend?: true;
}

/** A result of an item. */
export interface ItemResult {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** An operation that is carried out for each item on its own. */
export interface ItemOperation extends OperationTexts {
	kind: 'perItem';
	/** Returns the item's results. Throws FieldError or CallFailure. */
	run(parameters: Parameters, surroundings: ItemSurroundings): Promise<ItemResult[]>;
	/** Shows the request instead of sending it, when the form has Preview Only. */
	preview?(parameters: Parameters, context: OperationContext): ApiRequest;
}

export interface ItemSurroundings {
	call: Call;
	context: OperationContext;
	execution: IExecuteFunctions;
	itemIndex: number;
	/** Pauses, and throws CallFailure when the execution is cancelled. */
	pause(ms: number): Promise<void>;
}

/** An operation that makes its results from all items at once. */
export interface WholeOperation extends OperationTexts {
	kind: 'whole';
	/** Reads items, returns results with the items that they come from. */
	run(items: WholeItems, surroundings: Omit<ItemSurroundings, 'itemIndex'>): Promise<WholeResult[]>;
}

/** The input items, of which there may be a million. */
export interface WholeItems {
	readonly length: number;
	/** Reads an item's parameters, all of them or those named. Throws FieldError. */
	parameters(index: number, names?: readonly string[]): Parameters;
}

export interface WholeResult extends ItemResult {
	/** Indexes of the input items. */
	items: number[];
	/** Set when it is not a success. */
	failure?: Error;
}

export type Operation = FoldedOperation<never, never> | ItemOperation | WholeOperation;

/** A resource with its operations. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
	/** Value of the operation that is chosen at first. */
	defaultOperation: string;
}
