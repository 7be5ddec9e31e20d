import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readList } from '../shared/fields/list';
import type { PushRecord } from './records';

/** What TPNS itself can filter by. Source: docs/api/tpns.md 1.10. */
const ASKABLE_PUSH_TYPES = ['all', 'tag', 'token', 'account'];
const ASKABLE_MESSAGE_TYPES: Readonly<Record<string, string>> = {
	notification: 'notify',
	message: 'message',
};

export interface TriggerSettings {
	changes: readonly string[];
	includeReport: boolean;
	simplify: boolean;
	pushTypes: readonly string[];
	messageTypes: readonly string[];
	sources: readonly string[];
}

/** Reads the form of the trigger. Throws FieldError. */
export function readSettings(context: IPollFunctions): TriggerSettings {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	return {
		changes: list(context.getNodeParameter('changes', [])),
		includeReport: context.getNodeParameter('includeReport', false) === true,
		simplify: context.getNodeParameter('simplify', true) !== false,
		pushTypes: list(filters.pushTypes),
		messageTypes: list(filters.messageTypes),
		sources: readList(filters.sources, 'Sources').filter((source) => source !== ''),
	};
}

/** The part of the filters that TPNS can see to, so that the list is shorter. */
export function requestFilter({ pushTypes, messageTypes }: TriggerSettings): {
	pushType?: string;
	msgType?: string;
} {
	const [pushType, ...otherPushTypes] = pushTypes;
	const [messageType, ...otherMessageTypes] = messageTypes;
	const msgType = ASKABLE_MESSAGE_TYPES[messageType];
	return {
		...(otherPushTypes.length === 0 && ASKABLE_PUSH_TYPES.includes(pushType) ? { pushType } : {}),
		...(otherMessageTypes.length === 0 && msgType ? { msgType } : {}),
	};
}

/** Whether a push is one of those that the user asks for. */
export function passes(record: PushRecord, settings: TriggerSettings): boolean {
	return (
		isWanted(record.pushType, settings.pushTypes) &&
		isWanted(record.messageType, settings.messageTypes) &&
		isWanted(record.source, settings.sources)
	);
}

function isWanted(value: string, wanted: readonly string[]): boolean {
	return wanted.length === 0 || wanted.includes(value);
}

function list(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
