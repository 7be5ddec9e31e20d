import { EventEmitter } from 'node:events';

export type Platform = 'android' | 'ios' | 'harmony';

export type Vendor =
	'xiaomi' | 'huawei' | 'honor' | 'meizu' | 'oppo' | 'vivo' | 'google' | 'samsung' | 'apple';

export type Cloud = 'tpns' | 'pushService';

/** What an app reports about the phone it runs on; automatic tags are made from it. */
export interface DeviceFacts {
	appVersion: string;
	sdkVersion: string;
	systemVersion: string;
	model: string;
	/** Two letters, as `xg_auto_country` and `xg_auto_systemlanguage` take them. */
	country: string;
	province: string;
	city: string;
	language: string;
}

export interface AccountBinding {
	account: string;
	/** docs/api/tpns.md 4.1 */
	type: number;
	boundAt: number;
}

/** A notification, or an in-app message, that has arrived on a phone. */
export interface InboxEntry {
	id: string;
	cloud: Cloud;
	pushId: string;
	kind: 'notification' | 'message';
	title: string;
	content: string;
	/** The channel it came through (TPNS: `xg`, `hw`, …; Push Service: the vendor's name). */
	channel: string;
	badge: number;
	/** Milliseconds on the emulator's clock. */
	time: number;
	clicked: boolean;
	/** Web page that a click opens. */
	page?: string;
	/** What the app would be handed, e.g. custom content, an intent, `Ext`. */
	data?: unknown;
}

/** One phone with one installation of the app, reachable through either cloud. */
export interface Device {
	readonly id: string;
	/** TPNS: the app it is registered with; empty when it only uses the Push Service. */
	readonly accessId: string;
	/** TPNS: at most 36 characters, unique within the app. */
	readonly token: string;
	/** Push Service: identifies the installation. */
	readonly registrationId: string;
	/** Push Service: the Chat user signed in on the phone. */
	readonly userId: string;
	readonly platform: Platform;
	readonly vendor: Vendor;
	/** iOS only: which APNs certificate reaches it. */
	readonly environment: 'product' | 'dev';
	readonly facts: DeviceFacts;
	readonly registeredAt: number;
	/**
	 * A person watches this phone: everything that can reach it does, and clicks are left to the
	 * person. All other phones follow the emulator's deterministic chance.
	 */
	attended: boolean;
	badge: number;
	/** TPNS custom tags (`xg_user_define`). */
	readonly tags: Set<string>;
	/** TPNS custom attributes. */
	readonly attributes: Map<string, string>;
	/** TPNS accounts, oldest binding first. Change them through the registry only. */
	readonly accounts: readonly AccountBinding[];
	/** Newest first. */
	readonly inbox: InboxEntry[];
}

/** What has to be known to register a device; the rest gets plain defaults. */
export type NewDevice = Partial<
	Omit<Device, 'id' | 'tags' | 'attributes' | 'accounts' | 'inbox' | 'facts'>
> & { facts?: Partial<DeviceFacts> };

export interface DeviceEvents {
	registered: [device: Device];
	delivered: [device: Device, entry: InboxEntry];
	clicked: [device: Device, entry: InboxEntry];
	withdrawn: [device: Device, entries: InboxEntry[]];
}

// An older entry is dropped, so that long campaigns do not fill the memory.
const inboxSize = 50;

const plainFacts: DeviceFacts = {
	appVersion: '1.0.0',
	sdkVersion: '1.4.3.7',
	systemVersion: '14',
	model: 'Emulated phone',
	country: 'CN',
	province: 'guangdong',
	city: 'shenzhen',
	language: 'zh',
};

const platformFacts: Record<Platform, Partial<DeviceFacts>> = {
	android: {},
	ios: { systemVersion: '18', model: 'Emulated iPhone' },
	harmony: { systemVersion: '5', model: 'Emulated HarmonyOS phone' },
};
const plainVendors: Record<Platform, Vendor> = {
	android: 'google',
	ios: 'apple',
	harmony: 'huawei',
};

/** All phones, whichever cloud they use, with the look-ups that pushes need. */
export class DeviceRegistry {
	readonly events = new EventEmitter<DeviceEvents>();
	readonly #byId = new Map<string, Device>();
	readonly #byToken = new Map<string, Device>();
	readonly #byApp = new Map<string, Set<Device>>();
	readonly #byUser = new Map<string, Set<Device>>();
	readonly #byRegistration = new Map<string, Device>();
	readonly #byAccount = new Map<string, Set<Device>>();
	#lastEntry = 0;

	/** @throws an error with status 400 when the vendor's phones run the other platform */
	register(device: NewDevice, now: number): Device {
		const number = this.#byId.size + 1;
		const vendor = device.vendor ?? plainVendors[device.platform ?? 'android'];
		const platform = device.platform ?? (vendor === 'apple' ? 'ios' : 'android');
		if ((vendor === 'apple') !== (platform === 'ios')) {
			const message = `A phone of the vendor '${vendor}' does not run ${platform}.`;
			throw Object.assign(new Error(message), { statusCode: 400 });
		}
		const registered: Device = {
			id: `phone-${number}`,
			accessId: '',
			token: '',
			registrationId: '',
			userId: '',
			environment: 'product',
			registeredAt: now,
			attended: false,
			badge: 0,
			...device,
			platform,
			vendor,
			facts: { ...plainFacts, ...platformFacts[platform], ...device.facts },
			tags: new Set(),
			attributes: new Map(),
			accounts: [],
			inbox: [],
		};
		this.#byId.set(registered.id, registered);
		if (registered.token) this.#byToken.set(tokenKey(registered), registered);
		if (registered.accessId) addTo(this.#byApp, registered.accessId, registered);
		if (registered.userId) addTo(this.#byUser, registered.userId, registered);
		if (registered.registrationId) {
			this.#byRegistration.set(registered.registrationId, registered);
		}
		this.events.emit('registered', registered);
		return registered;
	}

	all(): Device[] {
		return [...this.#byId.values()];
	}

	get size(): number {
		return this.#byId.size;
	}

	byId(id: string): Device | undefined {
		return this.#byId.get(id);
	}

	byToken(accessId: string, token: string): Device | undefined {
		return this.#byToken.get(tokenKey({ accessId, token }));
	}

	/** The device with a Push Service RegistrationID. */
	byRegistrationId(registrationId: string): Device | undefined {
		return this.#byRegistration.get(registrationId);
	}

	/** Every device registered with a TPNS app. */
	ofApp(accessId: string): Device[] {
		return [...(this.#byApp.get(accessId) ?? [])];
	}

	/** Every device on which a Chat user is signed in. */
	ofUser(userId: string): Device[] {
		return [...(this.#byUser.get(userId) ?? [])];
	}

	/** The devices of an app bound to an account, the latest binding first. */
	ofAccount(accessId: string, account: string, type: number): Device[] {
		const boundAt = (device: Device) =>
			device.accounts.findIndex((one) => one.account === account && one.type === type);
		return [...(this.#byAccount.get(accountKey(accessId, account, type)) ?? [])].sort(
			(a, b) => b.accounts[boundAt(b)].boundAt - a.accounts[boundAt(a)].boundAt,
		);
	}

	/** Binds an account. An account of the same type on the device gives way (tpns.md 4.1). */
	bindAccount(device: Device, account: string, type: number, now: number): void {
		for (const one of device.accounts.filter((bound) => bound.type === type)) {
			this.unbindAccount(device, one.account, type);
		}
		(device.accounts as AccountBinding[]).push({ account, type, boundAt: now });
		addTo(this.#byAccount, accountKey(device.accessId, account, type), device);
	}

	unbindAccount(device: Device, account: string, type: number): void {
		const index = device.accounts.findIndex((one) => one.account === account && one.type === type);
		if (index < 0) return;
		(device.accounts as AccountBinding[]).splice(index, 1);
		this.#byAccount.get(accountKey(device.accessId, account, type))?.delete(device);
	}

	/** Puts a notification or message into a device's inbox. */
	deliver(device: Device, entry: Omit<InboxEntry, 'id' | 'clicked'>): InboxEntry {
		const delivered: InboxEntry = { id: `n${++this.#lastEntry}`, ...entry, clicked: false };
		device.inbox.unshift(delivered);
		device.inbox.length = Math.min(device.inbox.length, inboxSize);
		device.badge = delivered.badge;
		this.events.emit('delivered', device, delivered);
		return delivered;
	}

	/** Clicks a notification. Returns it, or undefined when it is gone or was clicked before. */
	click(device: Device, entryId: string): InboxEntry | undefined {
		const entry = device.inbox.find((one) => one.id === entryId);
		if (entry === undefined || entry.clicked) return undefined;
		entry.clicked = true;
		this.events.emit('clicked', device, entry);
		return entry;
	}

	/** Takes a push's entries that were not clicked back from a device. */
	withdraw(device: Device, cloud: Cloud, pushId: string): void {
		const gone = device.inbox.filter(
			(entry) => entry.cloud === cloud && entry.pushId === pushId && !entry.clicked,
		);
		if (gone.length === 0) return;
		for (const entry of gone) device.inbox.splice(device.inbox.indexOf(entry), 1);
		this.events.emit('withdrawn', device, gone);
	}
}

function tokenKey({ accessId, token }: { accessId: string; token: string }): string {
	return `${accessId}/${token}`;
}

function accountKey(accessId: string, account: string, type: number): string {
	return `${accessId}/${type}/${account}`;
}

function addTo<T>(index: Map<string, Set<T>>, key: string, value: T): void {
	const values = index.get(key);
	if (values) values.add(value);
	else index.set(key, new Set([value]));
}
