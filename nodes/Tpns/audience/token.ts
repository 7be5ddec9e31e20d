import { FieldError } from '../../shared/operation/fieldError';

/** The longest device token. Source: docs/api/tpns.md 1.1, `token_list`, and 1.18 I18. */
const LONGEST_TOKEN = 36;

/**
 * A device token.
 *
 * @throws FieldError when it cannot be one
 */
export function checkToken(token: string, field: string): string {
	if (token.length > LONGEST_TOKEN) {
		throw new FieldError(
			field,
			`has "${token.slice(0, 12)}…" with ${token.length} characters, and a token has at most ${LONGEST_TOKEN}`,
			'Check that the field holds the TPNS token, not the token of a vendor',
		);
	}
	return token;
}
