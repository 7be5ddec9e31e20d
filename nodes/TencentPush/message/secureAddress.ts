import { FieldError } from '../../shared/operation/fieldError';

/**
 * An https address, which the vendors ask for.
 *
 * @throws FieldError when it is none
 */
export function secureAddress(value: unknown, field: string): string {
	const address = String(value).trim();
	if (!/^https:\/\/[^\s]+$/i.test(address)) {
		throw new FieldError(field, `is "${address}"`, 'Enter an address that starts with https://');
	}
	return address;
}
