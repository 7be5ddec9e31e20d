import type { CallFailure } from '../shared/transport/failure';

/** Whether the hour's requests are spent. Source: docs/api/tpns.md 1.17. */
export function isQuotaSpent({ details }: CallFailure): boolean {
	return details.code === '1008028' || details.httpStatus === 429;
}

/** Whether TPNS may have refused the dates of a list. Source: docs/api/tpns.md 1.17. */
export function areBadDates({ details }: CallFailure): boolean {
	return details.code === '1008007' || details.code === '1008016';
}
