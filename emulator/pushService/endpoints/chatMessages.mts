import { Type } from 'typebox';
import type { PushServiceApp } from '../app.mts';
import { deliver } from '../deliver.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { accountError, Refusal } from '../errors.mts';
import { flag, uint32 } from '../fields/basics.mts';
import { checkMessageBody, messageBody, textOf } from '../fields/messageBody.mts';
import { type OfflinePushInfo, offlinePushInfo } from '../fields/offlinePushInfo.mts';
import { devicesOf } from '../pushes.mts';
import { outcomeFor } from '../outcome.mts';
import { seconds } from '../taskIds.mts';

const optional = Type.Optional;
const common = {
	family: 'chat',
	callsPerSecond: 200,
	size: { bytes: 12 * 1024, code: 93000 },
} as const;

const content = {
	From_Account: optional(Type.String()),
	MsgBody: messageBody(),
	OfflinePushInfo: optional(offlinePushInfo),
	CloudCustomData: optional(Type.String()),
	ForbidCallbackControl: optional(Type.Array(Type.String())),
	SendMsgControl: optional(Type.Array(Type.String())),
};
const userMessage = {
	...content,
	MsgRandom: uint32(),
	MsgSeq: optional(uint32()),
	MsgLifeTime: optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
	SyncOtherMachine: optional(Type.Enum([1, 2])),
	IsNeedReadReceipt: optional(flag()),
};
const messageCodes = { MsgBody: 90007, MsgRandom: 90005, MsgLifeTime: 90026 } as const;

interface Message {
	to: readonly string[];
	groupId?: string;
	random: number;
	seq?: number;
	callbacks: boolean;
	body: { From_Account?: string; MsgBody: unknown[]; OfflinePushInfo?: OfflinePushInfo };
}

/** Chat messages with offline push: docs/api/push-service.md 6.2. */
export function chatMessageEndpoints(app: PushServiceApp): Endpoint[] {
	return [
		defineEndpoint({
			...common,
			path: 'openim/sendmsg',
			body: Type.Object({ ...userMessage, To_Account: Type.String({ minLength: 1 }) }),
			codes: { ...messageCodes, To_Account: 90003 },
			handle(body) {
				checkMessageBody(body.MsgBody);
				if (!app.accounts.get(body.To_Account)) throw new Refusal(70107);
				const { MsgRandom: random, MsgSeq: seq } = body;
				return sendMessage(app, { to: [body.To_Account], random, seq, callbacks: true, body });
			},
		}),
		defineEndpoint({
			...common,
			path: 'openim/batchsendmsg',
			body: Type.Object({
				...userMessage,
				To_Account: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 500 }),
			}),
			codes: { ...messageCodes, To_Account: 90003 },
			size: undefined,
			handle(body) {
				checkMessageBody(body.MsgBody);
				const targets = [...new Set(body.To_Account)];
				const to = targets.filter((id) => app.accounts.get(id));
				const unknown = targets.filter((id) => !app.accounts.get(id));
				const { MsgRandom: random, MsgSeq: seq } = body;
				const { MsgKey } = sendMessage(app, { to, random, seq, callbacks: false, body });
				if (unknown.length === 0) return { MsgKey };
				return {
					ActionStatus: 'SomeError',
					MsgKey,
					ErrorList: unknown.map((id) => accountError(id, 70107)),
				};
			},
		}),
		defineEndpoint({
			...common,
			path: 'group_open_http_svc/send_group_msg',
			body: Type.Object({
				...content,
				GroupId: Type.String({ minLength: 1 }),
				Random: uint32(),
				MsgPriority: optional(Type.Enum(['High', 'Normal', 'Low', 'Lowest'])),
				OnlineOnlyFlag: optional(flag()),
				TopicId: optional(Type.String({ minLength: 1 })),
				GroupAtInfo: optional(
					Type.Array(
						Type.Object({
							GroupAtAllFlag: optional(flag()),
							GroupAt_Account: optional(Type.String()),
						}),
					),
				),
			}),
			codes: messageCodes,
			handle(body) {
				checkMessageBody(body.MsgBody);
				const members = app.groups.get(body.GroupId);
				if (!members) throw new Refusal(10010);
				const to = [...members].filter((id) => id !== body.From_Account);
				const { GroupId: groupId, Random: random } = body;
				const { MsgTime, MsgSeq } = sendMessage(app, {
					to,
					groupId,
					random,
					callbacks: true,
					body,
				});
				return { MsgTime, MsgSeq };
			},
		}),
	];
}

/**
 * Hands the message to phones that are online, and pushes to those that are not, when it says what
 * a notification shows.
 */
function sendMessage(app: PushServiceApp, { to, groupId, random, seq, callbacks, body }: Message) {
	const now = app.clock.now();
	const text = textOf(body.MsgBody);
	const from = body.From_Account ?? app.identity.administrators[0];
	const message = {
		from,
		groupId,
		key: app.ids.messageKey(random, now),
		seq: seq ?? app.ids.messageSeq(),
		random,
		time: now,
		callbacks,
	};
	const id = app.ids.pushId(now);
	showOnline(app, id, to, { title: groupId ?? from, content: text });
	const info = body.OfflinePushInfo && app.templates.apply(body.OfflinePushInfo);
	const shown = info && { ...info, Title: info.Title ?? from, Desc: info.Desc ?? text };
	if (shown?.Desc && shown.PushFlag !== 1) {
		deliver(app, { id, kind: 'chat', info: shown, accounts: to, message, reach: 'offline' });
	}
	return { MsgTime: seconds(now), MsgKey: message.key, MsgSeq: message.seq };
}

function showOnline(
	{ clock, devices, settings }: PushServiceApp,
	pushId: string,
	to: readonly string[],
	text: { title: string; content: string },
): void {
	for (const device of devicesOf(to, devices).keys()) {
		if (!outcomeFor(device, pushId, settings.shares).online) continue;
		devices.deliver(device, {
			...text,
			cloud: 'pushService',
			pushId,
			kind: 'message',
			channel: 'online',
			badge: device.badge,
			time: clock.now(),
		});
	}
}
