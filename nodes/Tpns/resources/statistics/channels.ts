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
interface ChannelFigures extends Figures {
	channel: string;
	channelName: string;
}

/** Figures of a channel. */
export function describeChannel(numbers: ChannelNumbers): ChannelFigures {
	return describeSum(numbers.channel, [numbers]);
}

/**
 * Figures of each channel over several pushes or days, without the channel that adds up the others.
 *
 * @param each channels of each push or day
 */
export function describeChannels(each: ReadonlyArray<readonly ChannelNumbers[]>): ChannelFigures[] {
	return [...byChannel(each.flatMap(singleChannels))].map(([channel, all]) =>
		describeSum(channel, all),
	);
}

/**
 * The funnel of all channels over several pushes or days, with the raw numbers by channel.
 *
 * @param each channels of each push or day
 */
export function describeTotal(each: ReadonlyArray<readonly ChannelNumbers[]>): Figures {
	const raw = [...byChannel(each.flat())].map(([channel, all]) => [channel, addStates(all)]);
	return {
		...funnelOf(addCounts(each.map(totalOf))),
		...androidFigures(each.flatMap(singleChannels)),
		raw: Object.fromEntries(raw) as IDataObject,
	};
}

function describeSum(channel: string, all: readonly ChannelNumbers[]): ChannelFigures {
	return {
		channel,
		channelName: ownValue(CHANNEL_NAMES, channel) ?? channel,
		...funnelOf(addCounts(all.map(countsOf))),
		...androidFigures(all),
		raw: addStates(all),
	};
}

function byChannel(all: readonly ChannelNumbers[]): Map<string, ChannelNumbers[]> {
	const channels = new Map<string, ChannelNumbers[]>();
	for (const numbers of all) {
		channels.set(numbers.channel, [...(channels.get(numbers.channel) ?? []), numbers]);
	}
	return channels;
}

/** Numbers as TPNS gives them, added up; those of a single push stay as they are. */
function addStates(all: readonly ChannelNumbers[]): IDataObject {
	if (all.length === 1) return all[0].pushState as IDataObject;
	const names = new Set(all.flatMap(({ pushState }) => Object.keys(pushState)));
	const sum = (name: string) =>
		all.reduce((total, { pushState }) => total + number(pushState[name]), 0);
	return Object.fromEntries([...names].map((name) => [name, sum(name)]));
}

function number(value: unknown): number {
	const count = responseNumber(value);
	return Number.isFinite(count) ? count : 0;
}
