import type { ApiError } from './apiError';

/**
 * What became of a request that did not succeed.
 *
 * `refused`: the API answered with a code; nothing was done. `unreachable`: nothing was sent.
 * `unknown`: the request may have been carried out. `cancelled`: it was not started any more.
 */
export type FailureKind = 'refused' | 'unreachable' | 'unknown' | 'cancelled';

/** What is known of a request that did not succeed. */
export interface FailureDetails {
	/** What to do. */
	fix: string;
	/** The API's code, or the network's (ECONNREFUSED). */
	code?: string;
	/** The API's own words. */
	apiMessage?: string;
	httpStatus?: number;
	/** What the project knows about the code. */
	known?: ApiError;
	/** The API's answer, where it has single results. */
	answer?: Record<string, unknown>;
}

/** A request that did not succeed. Never holds the request itself, and so no key or signature. */
export class CallFailure extends Error {
	override readonly name = 'CallFailure';

	readonly kind: FailureKind;

	readonly details: FailureDetails;

	constructor(kind: FailureKind, message: string, details: FailureDetails) {
		super(message);
		this.kind = kind;
		this.details = details;
	}
}
