import type { Device } from '../devices.mts';
import { chance } from '../hash.mts';
import {
	channels,
	type Loss,
	notificationsOff,
	onlinePlatform,
	tokenMissing,
} from './channels.mts';
import type { Shares } from './settings.mts';

/** How a push fares on its way to one device. */
export interface Outcome {
	online: boolean;
	/** `PushPlatform`, docs/api/push-service.md 5.2. */
	platform: number;
	/** Not accepted by the channel. */
	notSent?: Loss;
	/** Accepted, but did not arrive. */
	notReached?: Loss;
	/** The phone's owner will click it without anyone's doing. */
	willClick: boolean;
}

/**
 * Decides it, from the device, the push and the shares alone. A phone that a person attends gets
 * everything and clicks nothing by itself.
 */
export function outcomeFor(device: Device, taskId: string, shares: Shares): Outcome {
	const belongs = (share: keyof Shares, key = device.id) =>
		chance(`${key} ${share}`) < shares[share];
	const channel = channels[device.vendor];
	const online = belongs('online');
	const outcome: Outcome = {
		online,
		platform: online ? onlinePlatform : channel.platform,
		willClick: false,
	};
	if (device.attended) return outcome;
	if (!online && belongs('tokenMissing')) return { ...outcome, notSent: tokenMissing };
	if (!online && belongs('tokenRefused')) return { ...outcome, notSent: channel.tokenRefusal };
	if (!online && belongs('notificationsOff')) return { ...outcome, notReached: notificationsOff };
	return { ...outcome, willClick: belongs('clicked', `${device.id} ${taskId}`) };
}
