import type { Field, Fields } from '../fields/field';
import { field, propertiesOf } from '../fields/field';
import { addedReader, addedTo, collection } from '../fields/apiFields';
import { FieldError } from '../fields/fieldError';
import { checkName, readTrimmed } from '../fields/text';
import type { Operation } from '../run/operation';

/** How a run goes about its requests. */
export interface RunSettings {
	previewOnly: boolean;
	/** Maximum number of parallel requests. */
	callsAtOnce: number;
	/** Timeout of a request in milliseconds; undefined is that of the request's kind. */
	timeLimitMs?: number;
	/** Under which a recipient gets one push; undefined when there is none. */
	campaignKey?: string;
	/** Recipients that the node remembers under campaign keys. */
	recipientsRemembered: number;
	/** Whether results stand next to the fields of their input item. */
	includeInputFields: boolean;
	/** Whether an item gets a result for each recipient that it names, or one for all of them. */
	oneRowPerRecipient: boolean;
	/** Whether invalid recipients leave by the error branch, where the node has one. */
	invalidToErrorBranch: boolean;
}

const DEFAULT_CALLS_AT_ONCE = 10;
const DEFAULT_RECIPIENTS_REMEMBERED = 200_000;

/** Shows the requests instead of sending them. */
export const previewOnly = field({
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to show messages, recipients and requests, with a picture, instead of sending them',
});

/** Whether the form of an operation has Preview Only, as that of all that reach people. */
export function hasPreviewOnly({ properties }: Pick<Operation, 'properties'>): boolean {
	return properties.some(({ name }) => name === 'previewOnly');
}

/** Protects the recipients of a push against a second run. */
const campaignKey = field(
	{
		displayName: 'Campaign Key',
		name: 'campaignKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-sale-2026',
		builderHint: {
			propertyHint:
				'One fixed text for the whole campaign, such as spring-sale-2026. Never a timestamp or an execution ID: every run would send again.',
		},
		description:
			'Recipients who already got a push under this key from this node are skipped, even if the text has changed. Empty: no one is skipped. Needs a saved workflow.',
	},
	(value, name) => {
		const written = checkName(readTrimmed(value, name), name);
		// What looks the same must not be sent twice: sources write accents and spaces differently.
		const key = written.normalize('NFC').replace(/\s/g, ' ');
		if (key === '' && value !== '' && (value ?? null) !== null) throw noCampaignKey();
		return key;
	},
);

/** What every push with recipients has after what is sent and when. */
export const sendFields = { previewOnly, campaignKey };

/** The timeout, which every operation has. */
export const requestOption = {
	timeLimit: field({
		displayName: 'Timeout',
		name: 'timeLimit',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 4, maxValue: 300 },
		description: 'Seconds to wait for a response',
	}),
};

/** Options of an operation whose requests may run in parallel. */
const batchOption = {
	callsAtOnce: field({
		displayName: 'Parallel Requests',
		name: 'callsAtOnce',
		type: 'number',
		default: DEFAULT_CALLS_AT_ONCE,
		typeOptions: { minValue: 1, maxValue: 50 },
		description:
			'Maximum number of parallel requests. Requests for which the API documents a rate are always sent one after another.',
	}),
};

/** How the results of a push look. */
const resultOptions = {
	includeInputFields: field({
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		default: true,
		description:
			"Whether to add the fields of the input item, such as the contact's name, to each result. A result field of the same name wins. If an item has several recipients, lists and long texts are left out. Switch off for very large campaigns.",
	}),
	oneRowPerRecipient: field({
		displayName: 'One Row per Recipient',
		name: 'oneRowPerRecipient',
		type: 'boolean',
		default: true,
		description:
			'Whether to return a result for each recipient of an item. Off: one result with counts. A tool of an AI agent returns counts unless you add this option.',
	}),
	onInvalidRecipients: field({
		displayName: 'On Invalid Recipients',
		name: 'onInvalidRecipients',
		type: 'options',
		options: [
			{ name: 'Keep in the Output', value: 'output' },
			{
				name: 'Send to the Error Branch',
				value: 'errorBranch',
				description: "Needs 'On Error' set to Continue (using error output) in the node's settings",
			},
		],
		default: 'errorBranch',
		description:
			'Where to send the results of recipients who do not exist. If the node has no such branch, they stay in the output. They never stop the workflow, because the others have already got the push.',
	}),
};

const campaignOption = {
	recipientsRemembered: field({
		displayName: 'Recipients Remembered',
		name: 'recipientsRemembered',
		type: 'number',
		default: DEFAULT_RECIPIENTS_REMEMBERED,
		typeOptions: { minValue: 1, maxValue: 2_000_000 },
		description:
			'Maximum number of recipients that this node remembers under campaign keys, 27 bytes each. Each campaign key counts as one more. A run with more recipients is refused before anything is sent.',
	}),
};

/** Options of a push with recipients. */
export const sendOptions = {
	...batchOption,
	...resultOptions,
	...campaignOption,
	...requestOption,
};

const optionsOf = <F extends Fields>(fields: F) =>
	collection('Options', 'options', fields, { placeholder: 'Add Option' });

/** Options of an operation with a request for each item: its own, and the timeout. */
export function requestOptions<F extends Fields>(own: F) {
	return optionsOf({ ...own, ...requestOption });
}

/** Options of an operation with batches: its own, the number of parallel requests, the timeout. */
export function batchOptions<F extends Fields>(own: F) {
	return optionsOf({ ...own, ...batchOption, ...requestOption });
}

/** Options of an operation that has none of its own. */
export const timeoutOnly = requestOptions({});

/** Options of a batched operation that has none of its own. */
export const batchOnly = batchOptions({});

const readRunOptions = addedReader(sendOptions);

/** What the engine reads of every operation's form. */
export const runSettings: Field<RunSettings> = {
	properties: propertiesOf({ ...sendFields, options: optionsOf(sendOptions) }),
	read(parameters, context) {
		// They stand among the operation's own options, which it reads itself.
		const options = readRunOptions(addedTo(parameters.options, 'Options'), context);
		return {
			previewOnly: previewOnly.read(parameters, context),
			callsAtOnce: options.callsAtOnce ?? DEFAULT_CALLS_AT_ONCE,
			timeLimitMs: options.timeLimit === undefined ? undefined : options.timeLimit * 1_000,
			campaignKey: campaignKey.read(parameters, context) || undefined,
			recipientsRemembered: options.recipientsRemembered ?? DEFAULT_RECIPIENTS_REMEMBERED,
			// An agent is to get a few lines.
			includeInputFields: options.includeInputFields ?? !context.isTool,
			oneRowPerRecipient: options.oneRowPerRecipient ?? !context.isTool,
			invalidToErrorBranch: options.onInvalidRecipients !== 'output',
		};
	},
};

/**
 * Refuses an empty campaign key that an expression gave: the field is set, so the push must not be
 * sent without protection.
 *
 * @throws FieldError
 */
export function requireCampaignKey({ campaignKey: key }: RunSettings): void {
	if (key === undefined) throw noCampaignKey();
}

function noCampaignKey(): FieldError {
	return new FieldError(
		'Campaign Key',
		'is empty',
		'Check what the expression gives for this item, or clear the field to send without protection',
	);
}
