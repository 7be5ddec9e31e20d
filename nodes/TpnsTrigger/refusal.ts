import { CallFailure } from '../shared/transport/failure';
import { isQuotaSpent } from '../Tpns/refusals';

/** What a request gives, or why it does not. */
export async function attempt<T>(request: Promise<T>): Promise<T | CallFailure> {
	return await request.catch((error: unknown) =>
		error instanceof CallFailure
			? error
			: new CallFailure('unknown', error instanceof Error ? error.message : String(error), {
					fix: 'Report this with the execution',
				}),
	);
}

/** Whether a request was refused for what it asks for, not for its time, its number or its key. */
export function isRefusedForGood(failure: CallFailure): boolean {
	return (
		failure.kind === 'refused' &&
		!isQuotaSpent(failure) &&
		failure.details.known?.credential !== true
	);
}

/** Whether TPNS does not know a push (any more). Source: docs/api/tpns.md 1.17. */
export function isUnknownPush({ details }: CallFailure): boolean {
	return details.code === '1008015';
}
