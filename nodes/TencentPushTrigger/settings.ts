import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { readList } from '../shared/fields/list';
import type { BatchLimits } from './batch';
import type { EventFilter } from './filter';
import { LONGEST_WINDOW_MS, properties } from './properties';

export interface TriggerSettings {
	filter: EventFilter;
	output: 'event' | 'callback';
	limits: BatchLimits;
	dropDuplicates: boolean;
	toleranceSeconds: number;
}

/** Reads the form of the trigger. */
export function readSettings(context: IWebhookFunctions): TriggerSettings {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const options = { ...defaults, ...(context.getNodeParameter('options', {}) as IDataObject) };
	return {
		filter: {
			stages: list(context.getNodeParameter('stages', [])),
			commands: list(filters.commands),
			channels: list(filters.channels),
			vendors: list(filters.vendors),
			result: (filters.result as EventFilter['result'] | undefined) ?? 'all',
			taskIds: readList(filters.taskIds, 'Task IDs').filter((id) => id !== ''),
			dataIdPrefix: String(filters.dataIdPrefix ?? ''),
		},
		output: context.getNodeParameter('output', 'event') as TriggerSettings['output'],
		limits: {
			windowMs: between(options, 'combineWindow', 0, LONGEST_WINDOW_MS),
			mostEvents: between(options, 'combineEvents', 1, Infinity),
		},
		dropDuplicates: options.dropDuplicates !== false,
		toleranceSeconds: between(options, 'signatureAge', 0, Infinity),
	};
}

function list(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

/** An expression may give anything; what is no number counts as the default. */
function between(options: IDataObject, name: string, least: number, most: number): number {
	const number = Number(options[name]);
	return Math.min(most, Math.max(least, Number.isFinite(number) ? number : Number(defaults[name])));
}

/** The collection holds only the options that the user added. */
const defaults: IDataObject = Object.fromEntries(
	(properties.find(({ name }) => name === 'options')?.options as INodeProperties[]).map(
		({ name, default: value }) => [name, value],
	),
);
