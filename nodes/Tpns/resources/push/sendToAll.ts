import type { JsonObject } from '../../../shared/fields/json';
import { broadcastFields, checkBroadcast } from '../../../shared/form/broadcast';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneCall } from '../../../shared/run/oneCall';
import { buildPush, pushFields } from '../../message/buildPush';
import { bulkOptions } from '../../message/options';
import { readSchedule, scheduleFields } from '../../message/schedule';
import { pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkRequest } from './bulkPush';

export const sendToAll = defineFoldedOperation<JsonObject, null>({
	value: 'sendToAll',
	name: 'Send to All Devices',
	action: 'Send a push to all devices',
	description: 'Send a push to every device of the app; the same text at most once an hour',
	fields: pushFields(broadcastFields, bulkOptions, scheduleFields),
	isSend: true,
	audience: oneCall,
	build(parameters, context) {
		checkBroadcast(parameters, context);
		return {
			audience_type: 'all',
			...buildPush(parameters, bulkOptions),
			...readSchedule(parameters, context),
		};
	},
	request: bulkRequest,
	outcomes: (answer, _members, push) => bulkOutcome(answer, push),
	warnings: pushWarnings,
});
