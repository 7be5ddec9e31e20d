import { simplify } from '../../../shared/form/commonFields';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { PUSH_SERVICE } from '../../paths';
import { describeScheduledPush } from './describe';
import { nameScheduledPush, scheduledPushId } from './scheduledPushId';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a scheduled push',
	description: 'Get a scheduled push, and the task ID of its push once it was sent',
	fields: { scheduledPushId, simplify, options: timeoutOnly },
	async run(values, { call, context }) {
		const { body } = await call({
			path: PUSH_SERVICE.getScheduled,
			body: nameScheduledPush(values, context),
		});
		return [{ json: describeScheduledPush(body.TaskInfo, values.simplify) }];
	},
});
