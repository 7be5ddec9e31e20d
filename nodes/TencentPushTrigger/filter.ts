import type { SimpleEvent } from './events';
import { responseText } from '../shared/transport/response';

/** What an event must be to start the workflow. Empty lists and texts let everything through. */
export interface EventFilter {
	stages: readonly string[];
	commands: readonly string[];
	channels: readonly string[];
	vendors: readonly string[];
	deviceTypes: readonly string[];
	result: 'all' | 'success' | 'failure';
	taskIds: readonly string[];
	dataIdPrefix: string;
}

const VENDORS = ['apns', 'xiaomi', 'huawei', 'fcm', 'meizu', 'oppo', 'vivo', 'honor'];

/** Values that the lists of the form offer. Others come from codes that are not documented. */
export const KNOWN = {
	stages: ['sent', 'delivered', 'clicked'],
	commands: ['Push.AllMemberPush', 'Push.OfflinePush'],
	channels: ['online', 'offline'],
	vendors: ['none', ...VENDORS],
	deviceTypes: ['unknown', ...VENDORS],
} as const;

/**
 * Whether an event passes. What the form cannot offer, because Tencent does not document it, is
 * never filtered out by a list.
 *
 * @param command of the event, e.g. `Push.AllMemberPush`
 */
export function passes(event: SimpleEvent, command: string, filter: EventFilter): boolean {
	const deviceType = responseText(event.deviceType) || 'unknown';
	return (
		isWanted(event.stage, filter.stages, KNOWN.stages) &&
		isWanted(event.channel, filter.channels, KNOWN.channels) &&
		isWanted(event.vendor, filter.vendors, KNOWN.vendors) &&
		isWanted(deviceType, filter.deviceTypes, KNOWN.deviceTypes) &&
		isWanted(command, filter.commands, KNOWN.commands) &&
		(filter.result === 'all' || event.success === (filter.result === 'success')) &&
		(filter.taskIds.length === 0 ||
			filter.taskIds.some((id) => isSameTask(id, responseText(event.taskId ?? event.pushId)))) &&
		responseText(event.dataId).startsWith(filter.dataIdPrefix)
	);
}

/**
 * Whether two task IDs name the same task. The last of five parts differs between the channels of
 * a task. Source: docs/api/push-service.md 5.2, the note on the sample.
 */
export function isSameTask(a: string, b: string): boolean {
	return a === b || (PARTS.test(a) && PARTS.test(b) && withoutLastPart(a) === withoutLastPart(b));
}

const PARTS = /^[^_]+(?:_[^_]+){4}$/;

function withoutLastPart(taskId: string): string {
	return taskId.slice(0, taskId.lastIndexOf('_'));
}

function isWanted(value: string, wanted: readonly string[], known: readonly string[]): boolean {
	return wanted.length === 0 || wanted.includes(value) || !known.includes(value);
}
