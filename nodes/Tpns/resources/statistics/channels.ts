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
	harmony: 'HarmonyOS',
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
 * Channels whose `verifySvcUv` counts what arrived. Other vendors' channels have `pushOnlineUv` in
 * it, which would show all as delivered. Source: docs/api/tpns.md 1.16.
 */
const COUNT_ARRIVALS_IN_VERIFY: ReadonlySet<string> = new Set([
	ALL,
	'apns',
	'fcm',
	'iospk',
	'rog',
	'xg',
]);

/**
 * How many devices a channel's pushes were scheduled for, sent to, reached and were clicked on.
 * Reached is `arrivalUv`, or `verifySvcUv` where that is absent or 0. Source: docs/api/tpns.md 1.16
 * and 1.18 I46.
 */
export function countsOf({ channel, pushState }: ChannelNumbers): FunnelCounts {
	const arrived = number(pushState.arrivalUv);
	const isInVerify = arrived === 0 && COUNT_ARRIVALS_IN_VERIFY.has(channel);
	return {
		scheduled: number(pushState.pushActiveUv),
		sent: number(pushState.pushOnlineUv),
		delivered: isInVerify ? number(pushState.verifySvcUv) : arrived,
		clicked: number(pushState.clickUv),
	};
}

/** Figures that only Android has: devices retried after a failure, and those that showed the push. */
function androidFigures(channels: readonly ChannelNumbers[]): { retried?: number; shown?: number } {
	const figure = (name: string) => {
		const counted = channels.filter(({ pushState }) => name in pushState);
		return counted.length === 0
			? undefined
			: counted.reduce((sum, { pushState }) => sum + number(pushState[name]), 0);
	};
	const retried = figure('pushRetryUv');
	const shown = figure('verifyUv');
	return {
		...(retried === undefined ? {} : { retried }),
		...(shown === undefined ? {} : { shown }),
	};
}

/**
 * The counts of all channels together. On Android the channel `all` counts clicks of TPNS's own
 * channels only, which must not be set against arrivals of all, and its arrivals may lack those of
 * channels that count them in `verifySvcUv`: those of the channels are added up instead. Source:
 * docs/api/tpns.md 1.16.
 */
export function totalOf(channels: readonly ChannelNumbers[]): FunnelCounts {
	const sum = addCounts(singleChannels(channels).map(countsOf));
	const all = channels.find(({ channel }) => channel === ALL);
	if (!all) return sum;
	const total = countsOf(all);
	return {
		...total,
		delivered: Math.max(total.delivered, sum.delivered),
		clicked: Math.max(total.clicked, sum.clicked),
	};
}

/** A funnel with what else TPNS counts, and its numbers as TPNS gives them. */
interface Figures extends Funnel {
	/** Devices that were tried again after a failure, `pushRetryUv`. Android only. */
	retried?: number;
	/** Devices that showed the push, `verifyUv`. Android only. */
	shown?: number;
	raw: IDataObject;
}

/** A channel's figures and its name. */
export function describeChannel(
	numbers: ChannelNumbers,
): Figures & { channel: string; channelName: string } {
	const { channel, pushState } = numbers;
	return {
		channel,
		channelName: ownValue(CHANNEL_NAMES, channel) ?? channel,
		...funnelOf(countsOf(numbers)),
		...androidFigures([numbers]),
		raw: pushState as IDataObject,
	};
}

/** The funnel of all channels together, with the raw numbers by channel. */
export function describeTotal(channels: readonly ChannelNumbers[]): Figures {
	const raw = channels.map(({ channel, pushState }) => [channel, pushState as IDataObject]);
	return {
		...funnelOf(totalOf(channels)),
		...androidFigures(singleChannels(channels)),
		raw: Object.fromEntries(raw),
	};
}

function number(value: unknown): number {
	const count = responseNumber(value);
	return Number.isFinite(count) ? count : 0;
}
