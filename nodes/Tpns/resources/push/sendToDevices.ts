import type { ApiField } from '../../../shared/fields/apiFields';
import { apiFields, flag } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { previewOnly, sendOptions } from '../../../shared/form/settings';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { isSinglePush, singlePush } from '../../audience/singlePush';
import { devices } from '../../audience/token';
import { buildPush, messageFields } from '../../message/buildPush';
import { pushOptions } from '../../message/options';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { tokenOutcomes } from './sentPush';

const deviceOptions: ApiField[] = [
	singlePush('token'),
	{
		api: 'ignore_invalid_token',
		read: flag,
		property: {
			displayName: 'Ignore Invalid Tokens',
			name: 'ignoreInvalidTokens',
			type: 'boolean',
			default: true,
			description:
				'Whether the valid tokens of a request get the push when others are not valid. On by default.',
		},
	},
];

/** Tokens in a request. Source: docs/api/tpns.md 1.1, `token_list`. */
const TOKENS_PER_REQUEST = 1_000;

export const sendToDevices = defineBatched({
	value: 'sendToDevices',
	name: 'Send to Devices',
	action: 'Send a push to devices',
	description: 'Send a push to one or more device tokens',
	isSend: true,
	fields: {
		devices,
		...messageFields,
		options: pushOptions({ audience: apiFields(deviceOptions) }, sendOptions),
		previewOnly,
	},
	recipients: recipientsIn('devices', { as: 'token', plural: 'tokens' }),
	message(values): JsonObject {
		const push = buildPush(values);
		return isSinglePush(push) ? push : { ignore_invalid_token: 1, ...push };
	},
	limit: (push) => (isSinglePush(push) ? 1 : TOKENS_PER_REQUEST),
	request: (push, tokens) => ({
		path: '/v3/push/app',
		body: { audience_type: 'token_list', token_list: tokens, ...push },
	}),
	outcomes: tokenOutcomes,
	warnings: pushWarnings,
	advice: pushAdvice,
});
