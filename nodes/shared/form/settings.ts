import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from '../fields/fieldError';
import type { ParameterReader } from '../run/parameters';
import type { Operation } from '../run/operation';
import { quoted } from '../fields/text';

/** How a run goes about its calls; the same for all items. */
export interface RunSettings {
	previewOnly: boolean;
	/** Calls that may be under way at once. */
	callsAtOnce: number;
	/** Time limit of a call in milliseconds. */
	timeLimitMs?: number;
	/** Under which members are sent a message once only; empty when they may get it again. */
	campaignKey: string;
	/** Whether results stand next to the fields of their input item. */
	includeInputFields: boolean;
}

const MOST_CALLS_AT_ONCE = 50;
const DEFAULT_CALLS_AT_ONCE = 10;

/** Shows the requests instead of sending them. */
export const previewOnlyField: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to return the requests, with the number of calls and recipients, instead of sending them',
};

/** Options of every operation, for its Options collection. */
export const callOptions = {
	callsAtOnce: {
		displayName: 'Calls at Once',
		name: 'callsAtOnce',
		type: 'number',
		default: DEFAULT_CALLS_AT_ONCE,
		typeOptions: { minValue: 1, maxValue: MOST_CALLS_AT_ONCE },
		description:
			'The most calls that are under way at the same time. Calls for which the API documents a rate go one after another all the same.',
	},
	timeLimit: {
		displayName: 'Time Limit',
		name: 'timeLimit',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 4, maxValue: 300 },
		description: 'Seconds to wait for the answer of a call',
	},
} as const satisfies Record<string, INodeProperties>;

/** Option of every push: what makes a run that broke off safe to repeat. */
export const skipAlreadySentOption: INodeProperties = {
	displayName: 'Skip Already Sent',
	name: 'campaignKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring-sale-2026',
	description:
		'A campaign key of your own. Who got this message under this key before, from this node, is skipped, also after a crash or a restart. Needs a saved workflow.',
};

/** Option of every push: a result that can be read without looking up the contact. */
export const includeInputFieldsOption: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		'Whether each result also has the fields of its input item, such as the name of the contact. A result field of the same name wins.',
};

/** Call options of a push. */
export const sendOptions: INodeProperties[] = [
	callOptions.callsAtOnce,
	includeInputFieldsOption,
	skipAlreadySentOption,
	callOptions.timeLimit,
];

/**
 * An Options field of a push for an operation that makes its calls one by one: without what counts
 * for the members of an audience only.
 */
export function withoutAudienceOptions(field: INodeProperties): INodeProperties {
	const options = (field.options ?? []) as INodeProperties[];
	return { ...field, options: options.filter((option) => !audienceOptions.includes(option)) };
}

const audienceOptions: INodeProperties[] = [callOptions.callsAtOnce, skipAlreadySentOption];

/** Reads the settings from the first item. Throws FieldError. */
export function readSettings(reader: ParameterReader, operation: Operation): RunSettings {
	const names = operation.fields.map(({ name }) => name);
	const parameters = reader.read(
		['previewOnly', 'options'].filter((name) => names.includes(name)),
		0,
	);
	const options = (parameters.options ?? {}) as Record<string, unknown>;
	const timeLimit = positive(options.timeLimit, callOptions.timeLimit, 0);
	return {
		previewOnly: parameters.previewOnly === true,
		callsAtOnce: positive(options.callsAtOnce, callOptions.callsAtOnce, DEFAULT_CALLS_AT_ONCE),
		timeLimitMs: timeLimit > 0 ? timeLimit * 1000 : undefined,
		includeInputFields: options.includeInputFields === true,
		campaignKey: typeof options.campaignKey === 'string' ? options.campaignKey.trim() : '',
	};
}

function positive(
	value: unknown,
	field: { displayName: string; typeOptions: { minValue: number; maxValue: number } },
	otherwise: number,
): number {
	if (value === undefined || value === null || value === '') return otherwise;
	const { minValue, maxValue } = field.typeOptions;
	const number = Number(value);
	if (!Number.isFinite(number) || number < minValue || number > maxValue) {
		throw new FieldError(
			field.displayName,
			`is ${quoted(value)}`,
			`Enter a number from ${minValue} to ${maxValue}`,
		);
	}
	return number;
}
