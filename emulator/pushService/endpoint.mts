import type { Static, TSchema } from 'typebox';
import type { ErrorCode } from './errors.mts';
import type { FieldCodes } from './fields/check.mts';

/** The products that the endpoints belong to; they word some refusals differently. */
export type Family = 'push' | 'chat';

export interface Endpoint<Schema extends TSchema = TSchema> {
	/** Below `/v4/`. */
	path: string;
	family: Family;
	body: Schema;
	/** Codes for bad fields; 90001 otherwise. */
	codes?: FieldCodes;
	/** The code for a bad field that `codes` does not have. */
	badField?: ErrorCode;
	/** Calls a second; 60007 beyond. */
	callsPerSecond?: number;
	/** Bytes of the body, and the code beyond. */
	size?: { bytes: number; code: ErrorCode };
	/** What a failure's answer has besides the three common fields, e.g. an empty `TaskId`. */
	failureFields?: object;
	/** Unknown fields of a part that `body` leaves open. */
	unknownFields?(body: Static<Schema>): string[];
	/** Does it, and gives the answer without the three common fields. Throws a `Refusal`. */
	handle(body: Static<Schema>): object | void;
}

/** Lets a handler see the type of its body. */
export function defineEndpoint<Schema extends TSchema>(endpoint: Endpoint<Schema>): Endpoint {
	return endpoint as unknown as Endpoint;
}
