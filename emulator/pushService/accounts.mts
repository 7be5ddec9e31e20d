import type { DeviceRegistry } from '../devices.mts';

/** Numbered as `AttrTypes` numbers them (docs/api/push-service.md 3.d). */
export const accountType = { userId: 0, registrationId: 1 } as const;
export type AccountType = (typeof accountType)[keyof typeof accountType];

/** A push target: a Chat user, or one installation of the app. */
export interface Account {
	readonly id: string;
	readonly type: AccountType;
	readonly tags: Set<string>;
	/** Value by attribute name. */
	readonly attributes: Map<string, string>;
}

/**
 * The accounts that exist: the UserID and the RegistrationID of every registered device, and
 * users imported without a device.
 */
export class AccountDirectory {
	readonly #byId = new Map<string, Account>();

	constructor(devices: DeviceRegistry) {
		const know = ({ userId, registrationId }: { userId: string; registrationId: string }) => {
			if (userId) this.#add(userId, accountType.userId);
			if (registrationId) this.#add(registrationId, accountType.registrationId);
		};
		for (const device of devices.all()) know(device);
		devices.events.on('registered', know);
	}

	/** Imports a UserID; one that exists is left as it is. */
	importUser(userId: string): void {
		this.#add(userId, accountType.userId);
	}

	get(id: string): Account | undefined {
		return this.#byId.get(id);
	}

	all(): Iterable<Account> {
		return this.#byId.values();
	}

	get size(): number {
		return this.#byId.size;
	}

	#add(id: string, type: AccountType): void {
		if (this.#byId.has(id)) return;
		this.#byId.set(id, { id, type, tags: new Set(), attributes: new Map() });
	}
}
