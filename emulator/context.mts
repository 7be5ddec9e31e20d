import type { Clock } from './clock.mts';
import type { DeviceRegistry } from './devices.mts';
import type { ArmedFault, FaultRegistry } from './faults.mts';
import type { ReceivedRequest, RequestLog } from './requestLog.mts';
import type { Contact } from './seed.mts';

/** What the parts of the emulator share. Each part gets it when it is registered. */
export interface EmulatorContext {
	readonly clock: Clock;
	readonly devices: DeviceRegistry;
	readonly log: RequestLog;
	readonly faults: FaultRegistry;
	/** The people of the demo's address book, some with tokens that no app knows. */
	readonly contacts: Contact[];
	/** Runs when the emulator closes, before its connections are cut. */
	onClose(hook: () => void | Promise<void>): void;
	/** Adds a part's state, as JSON data, to `GET /_emulator/state`. */
	describe(part: string, state: () => unknown): void;
	/** Adds lines to what the command line prints once the emulator listens at `url`. */
	announce(lines: (url: string) => string[]): void;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The entry in the request log; absent for the emulator's own pages. */
		received?: ReceivedRequest;
		fault?: ArmedFault;
	}

	interface FastifyContextConfig {
		/** How this endpoint words a refusal in its own envelope; used for faults of kind `code`. */
		refusal?: (code: number, message: string) => object;
	}
}
