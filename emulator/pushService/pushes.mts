import type { Device, DeviceRegistry } from '../devices.mts';
import type { OfflinePushInfo } from './fields/offlinePushInfo.mts';
import type { Outcome } from './outcome.mts';

/** A push on its way to one device. */
export interface Delivery extends Outcome {
	/** As in the callback's `To_Account`. */
	readonly account: string;
	readonly device: Device;
	clickedAt?: number;
}

/** What a Chat message's push is told apart by in callbacks (docs/api/push-service.md 5.3). */
export interface ChatMessage {
	from: string;
	groupId?: string;
	key: string;
	seq: number;
	random: number;
	time: number;
	/** `batchsendmsg` triggers none. */
	callbacks: boolean;
}

/** A push that was accepted. Times in milliseconds on the emulator's clock. */
export interface Push {
	/** `TaskId`; of a Chat message's push its `PushID`. */
	readonly id: string;
	readonly kind: 'push' | 'batch' | 'chat';
	readonly sentAt: number;
	readonly dataId?: string;
	readonly info: OfflinePushInfo;
	readonly message?: ChatMessage;
	/** The accounts that it was meant for. */
	readonly accounts: readonly string[];
	readonly deliveries: ReadonlyMap<Device, Delivery>;
	/** How often the same request came again within the second. */
	repeats: number;
	revokedAt?: number;
}

// The oldest pushes are forgotten, so that long campaigns do not fill the memory.
const mostDeliveries = 1_000_000;

/** The pushes that were accepted, oldest first. */
export class PushRecords {
	readonly #byId = new Map<string, Push>();
	#deliveries = 0;

	add(push: Push): void {
		this.#byId.set(push.id, push);
		this.#deliveries += push.deliveries.size;
		for (const oldest of this.#byId.values()) {
			if (this.#deliveries <= mostDeliveries || oldest === push) break;
			this.#byId.delete(oldest.id);
			this.#deliveries -= oldest.deliveries.size;
		}
	}

	get(id: string): Push | undefined {
		return this.#byId.get(id);
	}

	all(): Iterable<Push> {
		return this.#byId.values();
	}
}

/**
 * The devices of the accounts, each once, with the account that leads to it. A UserID leads to
 * all phones it is signed in on, a RegistrationID to one.
 */
export function devicesOf(
	accounts: Iterable<string>,
	devices: DeviceRegistry,
): Map<Device, string> {
	const found = new Map<Device, string>();
	for (const account of accounts) {
		const installation = devices.byRegistrationId(account);
		if (installation && !found.has(installation)) found.set(installation, account);
		for (const device of devices.ofUser(account)) {
			if (!found.has(device)) found.set(device, account);
		}
	}
	return found;
}
