import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../../shared/fields/apiFields';
import { flag } from '../../../shared/fields/apiFields';
import { readRequiredList } from '../../../shared/fields/list';
import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/operation/defineOperation';
import { checkToken } from '../../audience/token';
import { buildPush, pushFields } from '../../message/buildPush';
import { pushWarnings } from '../../message/warnings';
import { invalidTokens, pushIds } from './sentPush';

const deviceTokens: INodeProperties = {
	displayName: 'Device Tokens',
	name: 'devices',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.token }}',
	description:
		'Token of the device, or a list: an array, or text with commas or line breaks between the tokens. Items with the same message share calls of up to 1,000 tokens.',
};

const deviceOptions: ApiField[] = [
	{
		api: 'ignore_invalid_token',
		read: flag,
		property: {
			displayName: 'Ignore Invalid Tokens',
			name: 'ignoreInvalidTokens',
			type: 'boolean',
			default: true,
			description:
				'Whether the valid tokens of a call get the push although others are not valid. Switched on unless you switch it off here.',
		},
	},
];

/** Tokens in a call. Source: docs/api/tpns.md 1.1, `token_list`. */
const TOKENS_PER_CALL = 1_000;

export const sendToDevices = defineFoldedOperation<JsonObject, string>({
	value: 'sendToDevices',
	name: 'Send to Devices',
	action: 'Send a push to devices',
	description: 'Send a push to one or more device tokens',
	fields: pushFields([deviceTokens], deviceOptions),
	isSend: true,
	audience: {
		fields: ['devices'],
		read: ({ devices }) =>
			readRequiredList(devices, 'Device Tokens').map((token) => checkToken(token, 'Device Tokens')),
		key: (token) => token,
		describe: (token) => ({ token }),
		limit: TOKENS_PER_CALL,
		plural: 'tokens',
	},
	build: (parameters) => ({ ignore_invalid_token: 1, ...buildPush(parameters, deviceOptions) }),
	request: (push, tokens) => ({
		path: '/v3/push/app',
		body: { audience_type: 'token_list', token_list: tokens, ...push },
	}),
	outcomes(answer, tokens) {
		const invalid = invalidTokens(answer);
		const ids = pushIds(answer);
		return tokens.map((token) =>
			invalid.has(token)
				? {
						status: 'invalid',
						reason: 'TPNS does not know this token',
						fix: 'Remove the token from your list',
						removeFromList: true,
						...ids,
					}
				: { status: 'accepted', ...ids },
		);
	},
	warnings: (push) => pushWarnings(push),
});
