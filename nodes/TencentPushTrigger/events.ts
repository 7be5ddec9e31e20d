import type { IDataObject } from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';
import { channelName, deviceTypeName, nameOf, vendorName } from '../TencentPush/channels';
import { explainVendorCode } from '../TencentPush/vendorErrors';
import type { PushEvent } from './callback';
import { ownValue } from '../shared/fields/json';
import { responseText } from '../shared/transport/response';
import { isoFromSeconds } from '../shared/transport/responseTime';

/** Commands by the word that begins `event`. Source: docs/api/push-service.md 5.2, 5.3. */
const COMMANDS: Readonly<Record<string, string>> = {
	'Push.AllMemberPush': 'push',
	'Push.OfflinePush': 'chatPush',
};

/** By `PushStage`. Source: docs/api/push-service.md 5.2. */
const STAGES: Readonly<Record<string, string>> = { 1: 'sent', 2: 'delivered', 3: 'clicked' };

/** By `EventType` of a Chat message. Source: docs/api/push-service.md 5.3. */
const CONVERSATIONS: Readonly<Record<string, string>> = { 1: 'user', 2: 'group' };

/** What people filter and branch on. A code that is not documented stands as its number. */
export interface SimpleEvent extends IDataObject {
	/** E.g. `push.clicked`. */
	event: string;
	success: boolean;
	stage: string;
	/** Whether the device can receive nothing any more, as its vendor says. */
	removeFromList: boolean;
	channel: string;
	vendor: string;
	eventId: string;
}

/** Fields of Tencent's that a simple event gives under another name. */
const RENAMED: ReadonlySet<string> = new Set([
	'__proto__',
	'CallbackCommand',
	'DataId',
	'DeviceType',
	'ErrCode',
	'ErrInfo',
	'EventTime',
	'EventType',
	'From_Account',
	'GroupID',
	'MsgKey',
	'MsgRandom',
	'MsgSeq',
	'MsgTime',
	'PushID',
	'PushPlatform',
	'PushStage',
	'TaskId',
	'TaskTime',
	'To_Account',
]);

/**
 * An event in readable words, with times in ISO 8601: who, what, which push and when first. A field
 * that is not documented stands under its own name, unless a readable one has it.
 *
 * @param command of the event, e.g. `Push.AllMemberPush`
 */
export function simplifyEvent(raw: PushEvent, command: string, eventId: string): SimpleEvent {
	const isChat = isChatMessage(raw, command);
	const stage = nameOf(STAGES, raw.PushStage);
	const success = responseText(raw.ErrCode ?? 0) === '0';
	const vendor = vendorName(raw.PushPlatform);
	const simple = withoutMissing({
		user: raw.To_Account,
		event: `${ownValue(COMMANDS, command) ?? command}.${stage}`,
		success,
		taskId: raw.TaskId,
		pushId: raw.PushID,
		dataId: raw.DataId,
		eventTime: timeOf(raw.EventTime),
		stage,
		code: success ? undefined : responseText(raw.ErrCode) || raw.ErrCode,
		reason: raw.ErrInfo === 'OK' || raw.ErrInfo === '' ? undefined : raw.ErrInfo,
		...(success ? { removeFromList: false } : explainVendorCode(vendor, raw.ErrCode)),
		channel: isChat ? 'offline' : channelName(raw.EventType),
		vendor,
		deviceType: raw.DeviceType === undefined ? undefined : deviceTypeName(raw.DeviceType),
		pushTime: timeOf(raw.TaskTime),
		sender: raw.From_Account,
		conversation: isChat ? nameOf(CONVERSATIONS, raw.EventType) : undefined,
		groupId: raw.GroupID,
		messageKey: raw.MsgKey,
		messageSequence: raw.MsgSeq,
		messageRandom: raw.MsgRandom,
		messageTime: timeOf(raw.MsgTime),
		eventId,
	}) as SimpleEvent;
	for (const name of Object.keys(raw)) {
		if (!RENAMED.has(name) && ownValue(simple, name) === undefined) simple[name] = raw[name];
	}
	return simple;
}

/**
 * An event as Tencent sent it, with its ID. `__proto__` is left out: it would change what the item
 * inherits.
 */
export function rawEvent(raw: PushEvent, eventId: string): IDataObject {
	return Object.fromEntries([
		['eventId', eventId],
		...Object.entries(raw).filter(([name]) => name !== '__proto__' && name !== 'eventId'),
	]) as IDataObject;
}

/** The command of an event that comes in a callback; not every event names its own. */
export function commandOf(raw: PushEvent, command: string): string {
	return responseText(raw.CallbackCommand) || command;
}

/**
 * Whether `EventType` tells the kind of conversation rather than the channel. The pages do not
 * agree whether Push.OfflinePush also comes after pushes; those have a TaskId. Source:
 * docs/api/push-service.md 5.3.
 */
function isChatMessage(raw: PushEvent, command: string): boolean {
	return command === 'Push.OfflinePush' && raw.TaskId === undefined;
}

/**
 * Times that were written lately. The events of a push share theirs: writing them anew takes a
 * quarter of what this trigger takes for a callback of 100 events.
 */
const written = new BoundedMap<unknown, string>(1_000);

/** Seconds since 1970 as ISO 8601; what is no time stays as it is. */
function timeOf(seconds: IDataObject[string]): IDataObject[string] {
	const known = written.get(seconds);
	if (known !== undefined) return known;
	const time = isoFromSeconds(seconds);
	if (time !== undefined) written.set(seconds, time);
	return time ?? seconds;
}

function withoutMissing(fields: IDataObject): IDataObject {
	const kept: IDataObject = {};
	for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
	return kept;
}
