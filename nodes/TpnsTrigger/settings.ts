import type { IPollFunctions } from 'n8n-workflow';
import { addedTo } from '../shared/fields/apiFields';
import { readTruth } from '../shared/fields/byType';
import { readChoices } from '../shared/fields/choices';
import { readList } from '../shared/fields/list';
import { responseText } from '../shared/transport/response';
import type { PushRecord } from '../Tpns/pushRecord/record';
import { pushTypeOf } from '../Tpns/pushRecord/record';
import { changesField, messageTypesField, pushTypesField } from './properties';

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
	/** Zone of the workflow, e.g. `Europe/Berlin`. */
	timezone: string;
}

/**
 * Reads the form of the trigger.
 *
 * @throws FieldError when an expression gives what the form would not take
 */
export function readSettings(context: IPollFunctions): TriggerSettings {
	const filters = addedTo(context.getNodeParameter('filters', {}), 'Filters');
	return {
		changes: readChoices(context.getNodeParameter('changes', []), changesField),
		includeReport: readTruth(context.getNodeParameter('includeReport', false), 'Include Report'),
		simplify: readTruth(context.getNodeParameter('simplify', true), 'Simplify'),
		pushTypes: readChoices(filters.pushTypes, pushTypesField),
		messageTypes: readChoices(filters.messageTypes, messageTypesField),
		sources: readList(filters.sources, 'Sources').filter((source) => source !== ''),
		timezone: context.getTimezone(),
	};
}

/** The part of the filters that TPNS can apply, so that the list is shorter. */
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
		isWanted(pushTypeOf(record), settings.pushTypes) &&
		isWanted(record.messageType, settings.messageTypes) &&
		isWanted(responseText(record.source), settings.sources)
	);
}

function isWanted(value: string, wanted: readonly string[]): boolean {
	return wanted.length === 0 || wanted.includes(value);
}
