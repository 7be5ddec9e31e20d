import type { Device, Vendor } from '../../devices.mts';
import { chance } from '../../hash.mts';
import type { PushRequest } from './request.mts';

const vendorChannels: Record<Vendor, string> = {
	xiaomi: 'xm',
	huawei: 'hw',
	honor: 'honor',
	meizu: 'mz',
	oppo: 'oppo',
	vivo: 'vivo',
	google: 'fcm',
	samsung: 'fcm',
	apple: 'apns',
};

// [title, content] in characters (docs/api/tpns.md 4.2); longer texts go through xg instead.
const textLimits: Record<string, [number, number]> = {
	xm: [50, 128],
	hw: [40, 80],
	mz: [32, 100],
	oppo: [50, 128],
	vivo: [40, 100],
};

// The share of Android devices whose app is connected to TPNS at any moment.
const connectedShare = 0.4;

/** The channels that statistics list for a platform, without the aggregate. */
export const statisticsChannels = {
	android: ['xg', 'hw', 'xm', 'mz', 'oppo', 'vivo', 'fcm', 'honor'],
	ios: ['apns'],
};

/** The channel by which a push reaches a device. */
export function channelFor(request: PushRequest, device: Device): string {
	const vendor = vendorChannels[device.vendor];
	if (vendor === 'apns') return vendor;
	const connected = chance(`${device.token} connected`) < connectedShare;
	const viaXg =
		request.message_type === 'message' ||
		(connected && request.tpns_online_push_type !== 1) ||
		request.channel_rules?.some((rule) => rule.channel === vendor && rule.disable) ||
		isTooLong(request, vendor);
	return viaXg ? 'xg' : vendor;
}

function isTooLong({ message }: PushRequest, channel: string): boolean {
	const [title, content] = textLimits[channel] ?? [Infinity, Infinity];
	return (message.title ?? '').length > title || (message.content ?? '').length > content;
}
