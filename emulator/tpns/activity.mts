import type { Device } from '../devices.mts';
import { chance } from '../hash.mts';
import { formatCompactDate } from './serverTime.mts';

// The share of an app's devices that open the app on a given day.
const activeShare = 0.6;

/** Whether the app was opened on a device on a day (`yyyyMMdd`); decided by device and day alone. */
export function wasActiveOn(device: Device, date: string): boolean {
	const registered = formatCompactDate(device.registeredAt);
	if (date <= registered) return date === registered;
	return chance(`${device.token} active ${date}`) < activeShare;
}
