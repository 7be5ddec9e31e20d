import type {
	IHookFunctions,
	INodeProperties,
	INodePropertyOptions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { addedTo } from '../shared/fields/apiFields';
import { readOption, readTruth } from '../shared/fields/byType';
import { readChoices } from '../shared/fields/choices';
import { FieldError } from '../shared/fields/fieldError';
import { readList } from '../shared/fields/list';
import { quoted, readTrimmed } from '../shared/fields/text';
import type { BatchLimits } from './batch';
import type { EventFilter } from './filter';
import {
	LONGEST_WINDOW_MS,
	filterFields,
	optionFields,
	outputField,
	stagesField,
} from './properties';

const MEGABYTE = 1024 * 1024;

export interface TriggerSettings {
	filter: EventFilter;
	output: 'event' | 'callback';
	simplify: boolean;
	limits: BatchLimits;
	dropDuplicates: boolean;
	toleranceSeconds: number;
}

/**
 * Reads the form of the trigger.
 *
 * @throws FieldError when an expression gives what the form would not take
 */
export function readSettings(context: IWebhookFunctions | IHookFunctions): TriggerSettings {
	const filters = addedTo(context.getNodeParameter('filters', {}), 'Filters');
	const options = addedTo(context.getNodeParameter('options', {}), 'Options');
	const chosen = (name: string) => readChoices(filters[name], fieldOf(filterFields, name));
	const number = (name: string, least: number, most: number) =>
		readNumber(options[name], fieldOf(optionFields, name), least, most);
	return {
		filter: {
			stages: readChoices(context.getNodeParameter('stages', []), stagesField),
			commands: chosen('commands'),
			channels: chosen('channels'),
			vendors: chosen('vendors'),
			deviceTypes: chosen('deviceTypes'),
			result: ('result' in filters
				? choice(filters.result, fieldOf(filterFields, 'result'))
				: 'all') as EventFilter['result'],
			taskIds: readList(filters.taskIds, 'Task IDs').filter((id) => id !== ''),
			dataIdPrefix: readTrimmed(filters.dataIdPrefix, 'Data ID Prefix'),
		},
		output: choice(context.getNodeParameter('output', 'event'), outputField) as
			'event' | 'callback',
		simplify: readTruth(context.getNodeParameter('simplify', true), 'Simplify'),
		limits: {
			windowMs: number('combineWindow', 0, LONGEST_WINDOW_MS),
			events: number('combineEvents', 1, Infinity),
			bytes: number('combineSize', 0, Infinity) * MEGABYTE,
		},
		dropDuplicates: readTruth(options.dropDuplicates ?? true, 'Drop Duplicates'),
		toleranceSeconds: number('signatureAge', 0, Infinity),
	};
}

/** One of a field's options. Throws FieldError when it is none, or empty. */
function choice(value: unknown, { displayName, options = [] }: INodeProperties): unknown {
	return readOption(value, options as INodePropertyOptions[], displayName);
}

function fieldOf(fields: readonly INodeProperties[], name: string): INodeProperties {
	const field = fields.find((each) => each.name === name);
	if (!field) throw new Error(`no field ${name}`);
	return field;
}

/** A number of an option; the default when the option was not added. */
function readNumber(value: unknown, field: INodeProperties, least: number, most: number): number {
	const given = String(value ?? field.default);
	const number = /^\s*\d+(\.\d+)?\s*$/.test(given) ? Number(given) : NaN;
	if (number >= least && number <= most) return number;
	throw new FieldError(
		field.displayName,
		`is ${quoted(value)}`,
		`Enter a number ${most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`}`,
	);
}
