import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../shared/fields/list';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';

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

/** One device. */
export const deviceTokenField: INodeProperties = {
	displayName: 'Device Token',
	name: 'device',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.token }}',
	description: 'TPNS token of the device',
};

/** One device, or several. */
export const deviceTokensField: INodeProperties = {
	displayName: 'Device Tokens',
	name: 'devices',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.token }}',
	description:
		'TPNS token of the device, or a list: an array, or text with commas or line breaks between the tokens. Items share calls.',
};

/**
 * The token of an operation that takes one: a second one would be left out without a word.
 * Source: docs/api/tpns.md 1.18 I21.
 *
 * @throws FieldError when there is none, more than one, or it cannot be a token
 */
export function readDeviceToken({ device }: Parameters): string {
	const tokens = readRequiredList(device, deviceTokenField.displayName);
	if (tokens.length > 1) {
		throw new FieldError(
			deviceTokenField.displayName,
			`has ${tokens.length} tokens, and this operation takes one`,
			'Give one token in each item',
		);
	}
	return checkToken(tokens[0], deviceTokenField.displayName);
}

/**
 * The tokens of an item.
 *
 * @throws FieldError when there is none, or one cannot be a token
 */
export function readDeviceTokens({ devices }: Parameters): string[] {
	const tokens = readRequiredList(devices, deviceTokensField.displayName);
	for (const token of tokens) checkToken(token, deviceTokensField.displayName);
	return tokens;
}
