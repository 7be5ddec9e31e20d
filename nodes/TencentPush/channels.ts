import { ownValue } from '../shared/fields/json';
import { responseText } from '../shared/transport/response';

/** Ways on which a push travels, by `EventType`. Source: docs/api/push-service.md 5.2. */
const CHANNELS: Readonly<Record<string, string>> = { 1: 'offline', 2: 'online' };

/** Vendors by `PushPlatform`; none is the online channel. Source: docs/api/push-service.md 5.2. */
const VENDORS: Readonly<Record<string, string>> = {
	0: 'none',
	1: 'apns',
	2: 'xiaomi',
	3: 'huawei',
	4: 'fcm',
	5: 'meizu',
	6: 'oppo',
	7: 'vivo',
	8: 'honor',
};

/** Readable name of an `EventType`. */
export function channelName(eventType: unknown): string {
	return nameOf(CHANNELS, eventType);
}

/** Readable name of a `PushPlatform`. */
export function vendorName(pushPlatform: unknown): string {
	return nameOf(VENDORS, pushPlatform);
}

/** Readable name of a code; one that is not documented stands as its number. */
export function nameOf(names: Readonly<Record<string, string>>, code: unknown): string {
	const key = responseText(code);
	return ownValue(names, key) ?? (key || 'unknown');
}
