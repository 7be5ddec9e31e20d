import type { Platform } from '../devices.mts';
import { statisticsChannels } from './push/channels.mts';
import type { ChannelCounts, Push } from './push/push.mts';
import type { TpnsCall } from './endpoint.mts';
import type { TpnsSettings } from './settings.mts';

type PushState = Record<string, number>;

export interface ChannelState {
	channel: string;
	pushState: PushState;
}

// TPNS's own channels. On Android the aggregate counts these figures for them alone.
const ownChannels = ['xg', 'fcm'];
const ownFigures = ['verifySvcUv', 'verifyUv', 'clickUv', 'cleanupUv'];

// Vendors whose receipts have to be set up in the console before they count.
const receiptChannels = ['hw', 'honor', 'mz', 'harmony'];

/** The figures of pushes by channel, and in channel `all` together (docs/api/tpns.md 1.16). */
export function channelStates(
	{ app: { platform }, tpns: { settings } }: Pick<TpnsCall, 'app' | 'tpns'>,
	pushes: readonly Push[],
): ChannelState[] {
	const toState = platform === 'ios' ? iosState : androidState;
	const states = statisticsChannels[platform].map((channel) => ({
		channel,
		pushState: toState(channel, sum(pushes, channel), settings),
	}));
	return [...states, { channel: 'all', pushState: aggregate(platform, states) }];
}

function sum(pushes: readonly Push[], channel: string): ChannelCounts {
	const total = { scheduled: 0, sent: 0, arrived: 0, retried: 0, clicked: 0 };
	for (const push of pushes) {
		const counts = push.counts.get(channel);
		if (!counts) continue;
		total.scheduled += counts.scheduled;
		total.sent += counts.sent;
		total.arrived += counts.arrived;
		total.retried += counts.retried;
		total.clicked += counts.clicked;
	}
	return total;
}

function androidState(
	channel: string,
	counts: ChannelCounts,
	{ vendorReceipts, ownArrivals }: TpnsSettings,
): PushState {
	const isOwn = ownChannels.includes(channel);
	const received = vendorReceipts || !receiptChannels.includes(channel) ? counts.arrived : 0;
	return {
		pushActiveUv: counts.scheduled,
		pushOnlineUv: counts.sent,
		arrivalUv: isOwn && ownArrivals === 'verifySvcUv' ? 0 : received,
		verifySvcUv: isOwn ? counts.arrived : counts.sent,
		callbackVerifySvcUv: isOwn ? 0 : received,
		pushRetryUv: counts.retried,
		verifyUv: isOwn ? counts.arrived : 0,
		clickUv: counts.clicked,
		cleanupUv: 0,
	};
}

function iosState(_channel: string, counts: ChannelCounts): PushState {
	return {
		pushActiveUv: counts.scheduled,
		pushOnlineUv: counts.sent,
		verifySvcUv: counts.arrived,
		clickUv: counts.clicked,
	};
}

function aggregate(platform: Platform, states: readonly ChannelState[]): PushState {
	const total: PushState = {};
	for (const { channel, pushState } of states) {
		for (const [figure, count] of Object.entries(pushState)) {
			const counted =
				platform === 'ios' || !ownFigures.includes(figure) || ownChannels.includes(channel);
			total[figure] = (total[figure] ?? 0) + (counted ? count : 0);
		}
	}
	if (platform !== 'ios') total.callbackVerifySvcUv += total.verifySvcUv;
	return total;
}
