import { callOnlyOptions, simplifyField } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { PUSH_SERVICE } from '../../paths';
import { describeScheduledPush } from './describe';
import { nameScheduledPush, scheduledPushIdField } from './scheduledPushId';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a scheduled push',
	description: 'Get a scheduled push, and the task ID of its push once that has gone out',
	fields: [scheduledPushIdField, simplifyField, callOnlyOptions],
	async run(parameters, { call, context }) {
		const { body } = await call({
			path: PUSH_SERVICE.getScheduled,
			body: nameScheduledPush(parameters, context),
		});
		return [{ json: describeScheduledPush(body.TaskInfo, parameters.simplify !== false) }];
	},
});
