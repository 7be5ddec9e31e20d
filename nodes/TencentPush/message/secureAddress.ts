import { FieldError } from '../../shared/fields/fieldError';
import { quoted, readTrimmed } from '../../shared/fields/text';

/**
 * An https address, which the vendors ask for.
 *
 * @throws FieldError when it is none
 */
export function secureAddress(value: unknown, field: string): string {
	const address = readTrimmed(value, field);
	if (!/^https:\/\/[^\s]+$/i.test(address)) {
		throw new FieldError(
			field,
			`is ${quoted(address)}`,
			'Enter an address that starts with https://',
		);
	}
	return address;
}
