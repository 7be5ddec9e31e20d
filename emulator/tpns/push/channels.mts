import type { Device, Platform, Vendor } from '../../devices.mts';
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

// [title, content] in characters; longer texts are sent again through xg (docs/api/tpns.md 4.2).
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
export const statisticsChannels: Record<Platform, string[]> = {
	android: ['xg', 'hw', 'xm', 'mz', 'oppo', 'vivo', 'fcm', 'honor'],
	ios: ['apns'],
	harmony: ['harmony'],
};

// The message classes of vivo; another one is refused there with 10096 (docs/api/tpns.md 4.8).
const vivoCategories = [
	...['IM', 'ACCOUNT', 'TODO', 'DEVICE_REMINDER', 'ORDER', 'SUBSCRIPTION'],
	...['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL'],
];

export interface Route {
	/** The channel by which a push reaches a device. */
	channel: string;
	/** The channel that refused it before, so that xg had to try again. */
	refusedBy?: string;
}

/** How a push reaches a device. */
export function routeTo(request: PushRequest, device: Device): Route {
	if (device.platform === 'harmony') return { channel: 'harmony' };
	const vendor = vendorChannels[device.vendor];
	if (vendor === 'apns') return { channel: vendor };
	const connected = chance(`${device.token} connected`) < connectedShare;
	const viaXg =
		request.message_type === 'message' ||
		(connected && request.tpns_online_push_type !== 1) ||
		request.channel_rules?.some((rule) => rule.channel === vendor && rule.disable);
	if (viaXg) return { channel: 'xg' };
	return isRefused(request, vendor) ? { channel: 'xg', refusedBy: vendor } : { channel: vendor };
}

function isRefused({ message }: PushRequest, channel: string): boolean {
	const [title, content] = textLimits[channel] ?? [Infinity, Infinity];
	const category = channel === 'vivo' ? message.android?.vivo_category : undefined;
	return (
		(message.title ?? '').length > title ||
		(message.content ?? '').length > content ||
		(category !== undefined && !vivoCategories.includes(category))
	);
}
