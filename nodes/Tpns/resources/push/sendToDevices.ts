import type { ApiField } from '../../../shared/fields/apiFields';
import { flag } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import type { Outcome } from '../../../shared/run/operation';
import { deviceTokensField, readDeviceTokens } from '../../audience/token';
import { isSinglePush, singlePush } from '../../audience/singlePush';
import { buildPush, pushFields } from '../../message/buildPush';
import { pushWarnings } from '../../message/warnings';
import { invalidTokens, pushIds } from './sentPush';

const deviceOptions: ApiField[] = [
	singlePush('token', 'token'),
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
	fields: pushFields([deviceTokensField], deviceOptions),
	isSend: true,
	audience: {
		fields: ['devices'],
		read: readDeviceTokens,
		key: (token) => token,
		describe: (token) => ({ token }),
		limit: (push) => (isSinglePush(push) ? 1 : TOKENS_PER_CALL),
		plural: 'tokens',
	},
	build(parameters) {
		const push = buildPush(parameters, deviceOptions);
		return isSinglePush(push) ? push : { ignore_invalid_token: 1, ...push };
	},
	request: (push, tokens) => ({
		path: '/v3/push/app',
		body: { audience_type: 'token_list', token_list: tokens, ...push },
	}),
	outcomes(answer, tokens) {
		const invalid = invalidTokens(answer);
		const ids = pushIds(answer);
		const isAccepted: Outcome = { status: 'accepted', ...ids };
		if (invalid.size === 0) return isAccepted;
		const isInvalid: Outcome = {
			status: 'invalid',
			reason: 'TPNS does not know this token',
			fix: 'Remove the token from your list',
			removeFromList: true,
			...ids,
		};
		return tokens.map((token) => (invalid.has(token) ? isInvalid : isAccepted));
	},
	warnings: (push) => pushWarnings(push),
});
