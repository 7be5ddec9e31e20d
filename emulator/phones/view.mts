import type { EmulatorContext } from '../context.mts';
import type { Device, InboxEntry, Platform } from '../devices.mts';

/** Which phones a page shows. */
export interface PhoneQuery {
	/** Words that must all occur in a phone's name, account, token or vendor. */
	search: string;
	/** Only phones that have received something. */
	notified: boolean;
	/** At most this many phones. */
	limit: number;
}

/** A phone as the page shows it. */
export interface PhoneView {
	id: string;
	name: string;
	account: string;
	vendor: string;
	/** E.g. `Android 14`, `HarmonyOS 5`. */
	system: string;
	language: string;
	attended: boolean;
	/** Notifications that were not clicked. */
	unread: number;
	/** Newest first. */
	notifications: Array<Omit<InboxEntry, 'data' | 'pushId' | 'badge'>>;
	/** Older ones that are not among them. */
	more: number;
}

export interface PhonesView {
	total: number;
	matching: number;
	phones: PhoneView[];
}

const shownNotifications = 5;

/** Names of TPNS's channels (docs/api/tpns.md 1.16); the Push Service's channels come with theirs. */
const channelNames: Record<string, string> = {
	xg: 'own channel',
	hw: 'Huawei',
	xm: 'Xiaomi',
	mz: 'Meizu',
	oppo: 'OPPO',
	fcm: 'FCM',
	honor: 'Honor',
	vivo: 'vivo',
	harmony: 'HarmonyOS',
	apns: 'APNs',
};

const systems: Record<Platform, string> = {
	android: 'Android',
	ios: 'iOS',
	harmony: 'HarmonyOS',
};

/** The phones that a query finds: those that a person attends first, then as they registered. */
export function viewPhones(context: EmulatorContext, query: PhoneQuery): PhonesView {
	const names = new Map(context.contacts.map(({ account, name }) => [account, name]));
	const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
	const attended: Device[] = [];
	const others: Device[] = [];
	for (const device of context.devices.all()) {
		if (query.notified && device.inbox.length === 0) continue;
		if (words.length > 0 && !matches(device, names.get(accountOf(device)), words)) continue;
		(device.attended ? attended : others).push(device);
	}
	const matching = attended.length + others.length;
	const shown = [...attended, ...others.slice(0, query.limit)].slice(0, query.limit);
	return {
		total: context.devices.size,
		matching,
		phones: shown.map((device) => viewPhone(device, names.get(accountOf(device)))),
	};
}

function matches(device: Device, name = '', words: readonly string[]): boolean {
	const { userId, registrationId, token, vendor, accounts, id } = device;
	const own = [name, userId, registrationId, token, vendor, id];
	const text = [...own, ...accounts.map(({ account }) => account)].join('\n').toLowerCase();
	return words.every((word) => text.includes(word));
}

function viewPhone(device: Device, name = ''): PhoneView {
	const account = accountOf(device);
	return {
		id: device.id,
		name: name || account || device.id,
		account,
		vendor: device.vendor,
		system: `${systems[device.platform]} ${device.facts.systemVersion}`,
		language: device.facts.language,
		attended: device.attended,
		unread: device.inbox.filter(({ kind, clicked }) => kind === 'notification' && !clicked).length,
		notifications: device.inbox
			.slice(0, shownNotifications)
			.map(({ id, cloud, kind, title, content, channel, time, clicked, page }) => ({
				id,
				cloud,
				kind,
				title,
				content,
				channel: channelNames[channel] ?? channel,
				time,
				clicked,
				page,
			})),
		more: Math.max(0, device.inbox.length - shownNotifications),
	};
}

function accountOf({ userId, accounts, registrationId, token }: Device): string {
	return userId || accounts[0]?.account || registrationId || token;
}
