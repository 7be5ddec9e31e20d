import { type PushEvent, type Stage, stage } from '../callbacks/events.mts';
import { channels, type Loss } from './channels.mts';
import type { ChatMessage, Delivery, Push } from './pushes.mts';
import { seconds } from './taskIds.mts';

/** The events of what a delivery has come to by the time it arrives: sent, and reached or not. */
export function arrivalEvents(push: Push, delivery: Delivery): PushEvent[] {
	const { notSent, notReached } = delivery;
	const sent = eventOf(push, delivery, stage.sent, push.sentAt, notSent);
	if (notSent) return [sent];
	return [sent, eventOf(push, delivery, stage.reached, push.sentAt, notReached)];
}

/** The event of a click at `time`. */
export function clickEvent(push: Push, delivery: Delivery, time: number): PushEvent {
	return eventOf(push, delivery, stage.clicked, time);
}

function eventOf(
	push: Push,
	delivery: Delivery,
	pushStage: Stage,
	time: number,
	loss: Loss = { code: 0, info: 'OK' },
): PushEvent {
	const common = {
		EventTime: seconds(time),
		To_Account: delivery.account,
		PushPlatform: delivery.platform,
		PushStage: pushStage,
		ErrCode: loss.code,
		ErrInfo: loss.info,
	};
	if (push.message) return { ...common, ...chatFields(push, push.message) };
	return {
		CallbackCommand: 'Push.AllMemberPush',
		EventType: delivery.online ? 2 : 1,
		TaskId: push.id,
		...(push.dataId === undefined ? {} : { DataId: push.dataId }),
		TaskTime: seconds(push.sentAt),
		DeviceType: delivery.online ? channels[delivery.device.vendor].platform : 0,
		...common,
	};
}

function chatFields({ id }: Push, message: ChatMessage) {
	const { groupId } = message;
	return {
		CallbackCommand: 'Push.OfflinePush' as const,
		EventType: groupId === undefined ? (1 as const) : (2 as const),
		From_Account: message.from,
		...(groupId === undefined ? { MsgKey: message.key } : { GroupID: groupId }),
		MsgSeq: message.seq,
		MsgRandom: message.random,
		MsgTime: seconds(message.time),
		PushID: id,
	};
}
