import { setTimeout as sleep } from 'node:timers/promises';

import type { Device, InboxEntry, Vendor } from '../emulator/devices.mts';
import { type Emulator, startEmulator } from '../emulator/server.mts';
import { assertPortFree, preferPort } from '../e2e/n8n/ports.mts';

/** Phones that wait for the person at the demo, by the user who is signed in. */
export const people: ReadonlyMap<string, Vendor> = new Map([
	['Anna', 'huawei'],
	['Ben', 'apple'],
	['Chen', 'xiaomi'],
	['Dina', 'google'],
]);

const REGISTRATION = 'demo-phone';

/** The emulated Tencent clouds of the demo. */
export interface Cloud extends Emulator {
	/** Page of the phones that wait for the person at the demo. */
	readonly phonesUrl: string;
	/** Clicks the newest notification on a phone, as the page does. */
	click(user: string): Promise<void>;
	/** The next notification on a phone; undefined when none arrives in time. */
	nextNotification(user: string, timeoutMs: number): Promise<InboxEntry | undefined>;
	/** Calls `listener` for each notification that arrives on such a phone or is clicked there. */
	watch(listener: (what: 'delivered' | 'clicked', user: string, entry: InboxEntry) => void): void;
}

/**
 * Starts the emulator in this process, with an address book and four phones.
 *
 * @param port 7800 or a free one unless given
 */
export async function startCloud(port: number | undefined, contacts: number): Promise<Cloud> {
	if (port) await assertPortFree(port, '--emulator-port');
	const emulator = await startEmulator({ port: port ?? (await preferPort(7800)), contacts });
	const { clock, devices } = emulator.context;
	for (const [userId, vendor] of people) {
		const registrationId = `${REGISTRATION}-${userId}`;
		const facts = { language: 'en' };
		devices.register({ userId, registrationId, vendor, facts, attended: true }, clock.now());
	}
	const phoneOf = (user: string) => devices.ofUser(user)[0];
	return {
		...emulator,
		phonesUrl: `${emulator.url}${emulator.phones.path}?search=${REGISTRATION}`,
		async click(user) {
			const { id, inbox } = phoneOf(user);
			const path = `${emulator.phones.path}/${id}/notifications/${inbox[0]?.id}/click`;
			const { ok, status } = await fetch(`${emulator.url}${path}`, { method: 'POST' });
			if (!ok) throw new Error(`The click on ${user}'s phone was answered with ${status}`);
		},
		async nextNotification(user, timeoutMs) {
			const abort = new AbortController();
			const arrival = new Promise<InboxEntry>((resolve) => {
				const listener = (device: Device, entry: InboxEntry) => {
					if (device.userId === user) resolve(entry);
				};
				devices.events.on('delivered', listener);
				abort.signal.addEventListener('abort', () => devices.events.off('delivered', listener));
			});
			const timeout = sleep(timeoutMs, undefined, { signal: abort.signal }).catch(() => undefined);
			return await Promise.race([arrival, timeout]).finally(() => abort.abort());
		},
		watch(listener) {
			for (const what of ['delivered', 'clicked'] as const) {
				devices.events.on(what, ({ userId }, entry) => {
					if (people.has(userId)) listener(what, userId, entry);
				});
			}
		},
	};
}
