import { FieldError } from '../../shared/operation/fieldError';
import { quoted, readWords } from '../../shared/fields/words';

/**
 * An https address, which the vendors ask for.
 *
 * @throws FieldError when it is none
 */
export function secureAddress(value: unknown, field: string): string {
	const address = readWords(value, field);
	if (!/^https:\/\/[^\s]+$/i.test(address)) {
		throw new FieldError(
			field,
			`is ${quoted(address)}`,
			'Enter an address that starts with https://',
		);
	}
	return address;
}
