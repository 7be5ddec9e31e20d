import { field } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { readRequiredList } from '../../shared/fields/list';

/** The longest device token. Source: docs/api/tpns.md 1.1, `token_list`, and 1.18 I18. */
const LONGEST_TOKEN = 36;

/** One device; a second token would be left out without a word. Source: docs/api/tpns.md 1.18 I21. */
export const device = field(
	{
		displayName: 'Device Token',
		name: 'device',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.token }}',
		description: 'TPNS token of the device',
	},
	(value, name) => {
		const [token, ...more] = readRequiredList(value, name);
		if (more.length > 0) {
			throw new FieldError(
				name,
				`has ${more.length + 1} tokens, and this operation takes one`,
				'Give one token in each item',
			);
		}
		return checkToken(token, name);
	},
);

function devicesField(sharing: string) {
	return field(
		{
			displayName: 'Device Tokens',
			name: 'devices',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.token }}',
			description: `TPNS token of the device, or a list: an array, or text with commas or line breaks between the tokens. ${sharing}.`,
		},
		(value, name) => readRequiredList(value, name).map((token) => checkToken(token, name)),
	);
}

/** One device, or several, that a push is for. */
export const devices = devicesField('Items with the same message are sent in one batch');

/** One device, or several, to change or to look up. */
export const knownDevices = devicesField('Items are sent in batches');

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
