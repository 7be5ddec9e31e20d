import type { Loss } from './channels.mts';
import type { Delivery, Push } from './pushes.mts';

/** The four numbers of a push. docs/api/push-service.md 3.h */
export interface Counters {
	TotalCount: number;
	SentCount: number;
	DeliveredCount: number;
	ClickCount: number;
}

interface Channel {
	EventType: number;
	PushPlatform: number;
}

interface LossCount {
	ErrCode: string;
	ErrCount: number;
	ErrInfo: string;
}

export interface Statistics extends Counters {
	PlatformStatistics: Array<Channel & Counters>;
}

export interface Losses {
	ReadyToSendLoss: LossCount[];
	PostSendDeliveredLoss: LossCount[];
	PlatformReadyToSendLoss: Array<Channel & LossCount>;
	PlatformPostSendDeliveredLoss: Array<Channel & LossCount>;
}

/** Counts what became of pushes, in all and per channel. */
export function statisticsOf(pushes: readonly Push[]): Statistics {
	const total = noCounters();
	const byChannel = new Map<string, Channel & Counters>();
	for (const delivery of deliveriesOf(pushes)) {
		const channel = channelOf(delivery);
		const key = `${channel.EventType}/${channel.PushPlatform}`;
		let counters = byChannel.get(key);
		if (!counters) byChannel.set(key, (counters = { ...channel, ...noCounters() }));
		count(total, delivery);
		count(counters, delivery);
	}
	return { ...total, PlatformStatistics: [...byChannel.values()] };
}

/** Counts why pushes were lost before and after they were sent, in all and per channel. */
export function lossesOf(pushes: readonly Push[]): Losses {
	const before: Array<[Delivery, Loss]> = [];
	const after: Array<[Delivery, Loss]> = [];
	for (const delivery of deliveriesOf(pushes)) {
		if (delivery.notSent) before.push([delivery, delivery.notSent]);
		else if (delivery.notReached) after.push([delivery, delivery.notReached]);
	}
	return {
		ReadyToSendLoss: countLosses(before, () => ({})),
		PostSendDeliveredLoss: countLosses(after, () => ({})),
		PlatformReadyToSendLoss: countLosses(before, channelOf),
		PlatformPostSendDeliveredLoss: countLosses(after, channelOf),
	};
}

function* deliveriesOf(pushes: readonly Push[]): Iterable<Delivery> {
	for (const { deliveries } of pushes) yield* deliveries.values();
}

function channelOf({ online, platform }: Delivery): Channel {
	return { EventType: online ? 2 : 1, PushPlatform: platform };
}

function noCounters(): Counters {
	return { TotalCount: 0, SentCount: 0, DeliveredCount: 0, ClickCount: 0 };
}

function count(counters: Counters, { notSent, notReached, clickedAt }: Delivery): void {
	counters.TotalCount++;
	if (notSent) return;
	counters.SentCount++;
	if (notReached) return;
	counters.DeliveredCount++;
	if (clickedAt !== undefined) counters.ClickCount++;
}

function countLosses<Key extends object>(
	losses: ReadonlyArray<[Delivery, Loss]>,
	keyOf: (delivery: Delivery) => Key,
): Array<Key & LossCount> {
	const counted = new Map<string, Key & LossCount>();
	for (const [delivery, { code, info }] of losses) {
		const key = keyOf(delivery);
		const id = JSON.stringify([key, code]);
		const known = counted.get(id);
		if (known) known.ErrCount++;
		else counted.set(id, { ...key, ErrCode: String(code), ErrCount: 1, ErrInfo: info });
	}
	return [...counted.values()];
}
