import { ownValue } from '../shared/fields/json';
import { responseText } from '../shared/transport/response';

/** Ways on which a push travels, by `EventType`. Source: docs/api/push-service.md 5.2. */
const CHANNELS: Readonly<Record<string, string>> = { 1: 'offline', 2: 'online' };

/** Vendors by their number in `PushPlatform` and `DeviceType`. Source: docs/api/push-service.md 5.2. */
const VENDORS: Readonly<Record<string, string>> = {
	1: 'apns',
	2: 'xiaomi',
	3: 'huawei',
	4: 'fcm',
	5: 'meizu',
	6: 'oppo',
	7: 'vivo',
	8: 'honor',
};

/** The online channel has no vendor. */
const PUSH_PLATFORMS = { 0: 'none', ...VENDORS };

/** Tencent does not tell the device of an offline push. */
const DEVICE_TYPES = { 0: 'unknown', ...VENDORS };

/** Readable name of an `EventType`. */
export function channelName(eventType: unknown): string {
	return nameOf(CHANNELS, eventType);
}

/** Readable name of a `PushPlatform`. */
export function vendorName(pushPlatform: unknown): string {
	return nameOf(PUSH_PLATFORMS, pushPlatform);
}

/** Readable name of a `DeviceType`. */
export function deviceTypeName(deviceType: unknown): string {
	return nameOf(DEVICE_TYPES, deviceType);
}

/** Readable name of a code; one that is not documented stands as its number. */
export function nameOf(names: Readonly<Record<string, string>>, code: unknown): string {
	const key = responseText(code);
	return ownValue(names, key) ?? (key || 'unknown');
}
