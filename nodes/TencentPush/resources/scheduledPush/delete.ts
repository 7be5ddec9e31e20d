import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { PUSH_SERVICE } from '../../paths';
import { knownAudience, TYPES } from './audience';
import { nameScheduledPush, scheduledPushId, shownId } from './scheduledPushId';

export const deleteScheduledPush = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete scheduled push',
	description: 'Cancel a scheduled push',
	fields: { scheduledPushId, audience: knownAudience, options: timeoutOnly },
	async run(values, { call, context }) {
		await call({
			path: PUSH_SERVICE.deleteScheduled,
			body: { ...nameScheduledPush(values, context), Type: TYPES[values.audience] },
		});
		return [{ json: { scheduledPushId: shownId(values.scheduledPushId), deleted: true } }];
	},
});
