import { apiFields } from '../../../shared/fields/apiFields';
import { field } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { sendFields, sendOptions } from '../../../shared/form/settings';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { isSinglePush, singlePush } from '../../audience/singlePush';
import { devices } from '../../audience/token';
import { buildPush, customContent, messageFields } from '../../message/buildPush';
import { pushOptions } from '../../message/options';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { tokenOutcomes } from './sentPush';

/** Whether one dead token stops the push to others. Source: docs/api/tpns.md 1.1, `ignore_invalid_token`. */
const ignoreInvalidTokens = field({
	displayName: 'Ignore Invalid Tokens',
	name: 'ignoreInvalidTokens',
	type: 'boolean',
	default: true,
	description:
		'Whether to send to the valid tokens of a request when others are invalid. Off: TPNS refuses the whole request if one token is invalid.',
});

/** Tokens in a request. Source: docs/api/tpns.md 1.1, `token_list`. */
const TOKENS_PER_REQUEST = 1_000;

export const sendToDevices = defineBatched({
	value: 'sendToDevices',
	name: 'Send to Devices',
	action: 'Send push to devices',
	description: 'Send a push to one or more device tokens',
	isSend: true,
	fields: {
		...appFields,
		devices,
		...messageFields,
		...sendFields,
		ignoreInvalidTokens,
		customContent,
		options: pushOptions({ audience: apiFields([singlePush('token')]) }, sendOptions),
	},
	recipients: recipientsIn('devices', { as: 'token', plural: 'tokens' }),
	message(values): JsonObject {
		const ignore = values.ignoreInvalidTokens ? 1 : 0;
		const push = buildPush(values);
		return isSinglePush(push) ? push : { ignore_invalid_token: ignore, ...push };
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
