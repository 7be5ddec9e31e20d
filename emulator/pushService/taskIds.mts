import { chance } from '../hash.mts';

/**
 * Makes the IDs that the service gives out, in the shapes of docs/api/push-service.md 3.a, 3.b, 3.g
 * and 6.2. The same calls at the same times give the same IDs.
 */
export class IdMaker {
	readonly #sdkAppId: number;
	#last = 0;

	constructor(sdkAppId: number) {
		this.#sdkAppId = sdkAppId;
	}

	/** `660cc447_537ed82a_200000cd7ee17f5_84035729_bc614e`; of a batch with `batch_` before it. */
	taskId(kind: 'push' | 'batch', now: number): string {
		const number = ++this.#last;
		const parts = [
			hex(seconds(now)),
			hex(this.#sdkAppId),
			`200000${hex(number).padStart(9, '0')}`,
			hex(Math.floor(chance(`task ${number} ${now}`) * 0xffff_ffff)).padStart(8, '0'),
			'bc614e',
		];
		return (kind === 'batch' ? 'batch_' : '') + parts.join('_');
	}

	/** Identifies a Chat message's push. */
	pushId(now: number): string {
		const number = ++this.#last;
		return `${this.#sdkAppId}_${seconds(now)}_${number}`;
	}

	/** Scheduled tasks have integers. */
	scheduledTaskId(): number {
		return 1_234_567_890 + ++this.#last;
	}

	/** `89541_2574206_1572870301`: sequence, random and time of a message. */
	messageKey(random: number, now: number): string {
		return `${++this.#last}_${random}_${seconds(now)}`;
	}

	messageSeq(): number {
		return ++this.#last;
	}
}

/** The service's times are whole seconds. */
export function seconds(now: number): number {
	return Math.floor(now / 1000);
}

function hex(number: number): string {
	return number.toString(16);
}
