import type { Device } from '../devices.mts';
import { chance } from '../hash.mts';
import { startOfDay } from './serverTime.mts';

// The share of an app's devices that open the app on a given day.
const activeShare = 0.6;

/**
 * Whether the app was opened on a device on the day that begins at `start`; decided by device and
 * day alone. On the day of its registration it was.
 */
export function wasActiveOn(device: Device, start: number): boolean {
	const registered = startOfDay(device.registeredAt);
	if (start <= registered) return start === registered;
	return chance(`${device.token} active ${start}`) < activeShare;
}
