import { defineSingleRequest } from '../../../shared/run/batched';
import { broadcast } from '../../audience/broadcast';
import { audienceOf } from '../../audience/identity';
import { buildPush } from '../../message/buildPush';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkPushFields, bulkRequest } from './bulkPush';

export const sendToAll = defineSingleRequest({
	value: 'sendToAll',
	name: 'Send to All Devices',
	action: 'Send push to all devices',
	description: 'Send a push to every device of the app, the same text at most once an hour',
	isSend: true,
	fields: { ...appFields, broadcast, ...bulkPushFields },
	message(values) {
		values.broadcast();
		return { audience_type: 'all', ...buildPush(values), ...values.schedule };
	},
	request: bulkRequest,
	audience: (push) => audienceOf(push, undefined),
	outcome: (answer, push) => bulkOutcome(answer, push),
	warnings: pushWarnings,
	advice: pushAdvice,
});
