import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject, objectsIn, ownValue } from '../../../shared/fields/json';
import type { Funnel, FunnelCounts } from '../../../shared/statistics/funnel';
import { addCounts, funnelOf } from '../../../shared/statistics/funnel';
import { responseNumber, responseText } from '../../../shared/transport/response';

/** Numbers of one channel. Source: docs/api/tpns.md 1.16. */
export interface ChannelNumbers {
	channel: string;
	/** As TPNS gives them. */
	pushState: JsonObject;
}

/** The channel in which TPNS adds up the others. */
const ALL = 'all';

/** Channels by the name that the API gives them. Source: docs/api/tpns.md 1.8 and 1.18 I45. */
const CHANNEL_NAMES: Readonly<Record<string, string>> = {
	all: 'All Channels',
	apns: 'APNs',
	fcm: 'FCM',
	honor: 'Honor',
	hw: 'Huawei',
	iospk: 'iOS PushKit',
	mz: 'Meizu',
	oppo: 'OPPO',
	rog: 'ROG',
	vivo: 'vivo',
	xg: 'TPNS',
	xm: 'Xiaomi',
};

/** The channels of an answer, each once: the documentation lists APNs twice. */
export function channelsOf(list: unknown): ChannelNumbers[] {
	const channels = new Map<string, ChannelNumbers>();
	for (const entry of objectsIn(list)) {
		const channel = responseText(entry.channel);
		if (!channels.has(channel)) {
			channels.set(channel, {
				channel,
				pushState: isObject(entry.pushState) ? entry.pushState : {},
			});
		}
	}
	return [...channels.values()];
}

/** The channels without the one that adds them up. */
export function singleChannels(channels: readonly ChannelNumbers[]): ChannelNumbers[] {
	return channels.filter(({ channel }) => channel !== ALL);
}

/**
 * How many devices a channel's pushes were scheduled for, sent to, reached and were clicked on.
 * Reached is `arrivalUv`, or `verifySvcUv` where there is none (iOS). Source: docs/api/tpns.md 1.16
 * and 1.18 I46.
 */
export function countsOf({ pushState }: ChannelNumbers): FunnelCounts {
	return {
		scheduled: number(pushState.pushActiveUv),
		sent: number(pushState.pushOnlineUv),
		delivered: number(pushState.arrivalUv ?? pushState.verifySvcUv),
		clicked: number(pushState.clickUv),
	};
}

/**
 * The counts of all channels together. On Android the channel `all` counts clicks of TPNS's own
 * channels only, which must not be set against arrivals of all: the clicks of the channels are
 * added up instead. Source: docs/api/tpns.md 1.16.
 */
export function totalOf(channels: readonly ChannelNumbers[]): FunnelCounts {
	const sum = addCounts(singleChannels(channels).map(countsOf));
	const all = channels.find(({ channel }) => channel === ALL);
	if (!all) return sum;
	const total = countsOf(all);
	return { ...total, clicked: Math.max(total.clicked, sum.clicked) };
}

/** A channel's funnel, its name and its raw numbers. */
export function describeChannel(
	numbers: ChannelNumbers,
): Funnel & { channel: string; channelName: string; raw: IDataObject } {
	const { channel, pushState } = numbers;
	return {
		channel,
		channelName: ownValue(CHANNEL_NAMES, channel) ?? channel,
		...funnelOf(countsOf(numbers)),
		raw: pushState as IDataObject,
	};
}

/** The funnel of all channels together, with the raw numbers by channel. */
export function describeTotal(channels: readonly ChannelNumbers[]): Funnel & { raw: IDataObject } {
	const raw = channels.map(({ channel, pushState }) => [channel, pushState as IDataObject]);
	return { ...funnelOf(totalOf(channels)), raw: Object.fromEntries(raw) };
}

function number(value: unknown): number {
	const count = responseNumber(value);
	return Number.isFinite(count) ? count : 0;
}
