import { hash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { channelName, nameOf, vendorName } from '../TencentPush/channels';
import type { PushEvent } from './callback';
import { ownValue } from '../shared/fields/json';
import { responseText } from '../shared/transport/response';

/** Commands by the readable word that begins `event`. Source: docs/api/push-service.md 5.2, 5.3. */
const COMMANDS: Readonly<Record<string, string>> = {
	'Push.AllMemberPush': 'push',
	'Push.OfflinePush': 'chatPush',
};

const STAGES: Readonly<Record<string, string>> = { 1: 'sent', 2: 'reached', 3: 'clicked' };

const CONVERSATIONS: Readonly<Record<string, string>> = { 1: 'user', 2: 'group' };

/** What names an event, besides the command; Tencent sends no ID. Source: 5.2, "deduplicate on". */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
	'Push.AllMemberPush': [
		'TaskId',
		'To_Account',
		'EventType',
		'PushPlatform',
		'PushStage',
		'EventTime',
		'ErrCode',
	],
	'Push.OfflinePush': [
		'PushID',
		'TaskId',
		'MsgKey',
		'GroupID',
		'MsgSeq',
		'MsgRandom',
		'From_Account',
		'To_Account',
		'EventType',
		'PushPlatform',
		'PushStage',
		'EventTime',
		'ErrCode',
	],
};

/** What people filter and branch on. A code that is not documented stands as its number. */
export interface ReadableEvent {
	/** The same whenever Tencent sends the event again. */
	eventId: string;
	/** E.g. `push.clicked`. */
	event: string;
	stage: string;
	channel: string;
	vendor: string;
	success: boolean;
	[more: string]: IDataObject[string];
}

/**
 * An event as an item: readable words and times in ISO 8601 first, then every field that Tencent
 * sent, as it sent it. A field of Tencent's does not hide a readable one of the same name, and
 * `__proto__` is left out: it would change what the item inherits.
 *
 * @param command of the callback, for an event that does not name its own
 */
export function readEvent(raw: PushEvent, command: string): ReadableEvent {
	const own = responseText(raw.CallbackCommand) || command;
	const stage = nameOf(STAGES, raw.PushStage);
	const chatMessage = isChatMessage(raw, own);
	const readable: ReadableEvent = {
		eventId: eventId(raw, own),
		event: `${ownValue(COMMANDS, own) ?? own}.${stage}`,
		stage,
		channel: chatMessage ? 'offline' : channelName(raw.EventType),
		vendor: vendorName(raw.PushPlatform),
		success: responseText(raw.ErrCode ?? 0) === '0',
	};
	if (chatMessage) readable.conversation = nameOf(CONVERSATIONS, raw.EventType);
	addTime(readable, 'eventTime', raw.EventTime);
	addTime(readable, 'taskTime', raw.TaskTime);
	addTime(readable, 'messageTime', raw.MsgTime);
	for (const name of Object.keys(raw)) {
		if (name !== '__proto__') readable[name] = ownValue(readable, name) ?? raw[name];
	}
	return readable;
}

/** The command of a readable event. */
export function commandOf(event: ReadableEvent, command: string): string {
	return responseText(event.CallbackCommand) || command;
}

/**
 * Whether `EventType` tells the kind of conversation rather than the channel. The pages do not
 * agree whether Push.OfflinePush also comes after pushes; those have a TaskId. Source: 5.3.
 */
function isChatMessage(raw: PushEvent, command: string): boolean {
	return command === 'Push.OfflinePush' && raw.TaskId === undefined;
}

function eventId(raw: PushEvent, command: string): string {
	const identity =
		ownValue(IDENTITY, command)?.map((name) => raw[name]) ??
		Object.keys(raw)
			.sort()
			.map((name) => [name, raw[name]]);
	return hash('sha256', JSON.stringify([command, identity])).slice(0, 32);
}

/** Texts of times that were written lately: the events of a push share theirs. */
const written = new Map<number, string>();
const MOST_WRITTEN = 1_000;

function addTime(event: ReadableEvent, name: string, value: unknown): void {
	const seconds = typeof value === 'number' ? value : Number(responseText(value) || NaN);
	let text = written.get(seconds);
	if (text === undefined) {
		const date = new Date(seconds * 1000);
		if (Number.isNaN(date.getTime())) return;
		text = date.toISOString();
		if (written.size >= MOST_WRITTEN) written.clear();
		written.set(seconds, text);
	}
	event[name] = text;
}
