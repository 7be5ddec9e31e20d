import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { PUSH_SERVICE } from '../../paths';
import { describeScheduledPush, scheduledPushOutput } from './describe';
import { nameScheduledPush, scheduledPushId } from './scheduledPushId';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get scheduled push',
	description: 'Get a scheduled push, with the task ID of its push once it is sent',
	fields: { scheduledPushId, output: scheduledPushOutput, options: timeoutOnly },
	async run(values, { call, context }) {
		const { output } = values;
		const { body } = await call({
			path: PUSH_SERVICE.getScheduled,
			body: nameScheduledPush(values, context),
		});
		return [{ json: output((isSimple) => describeScheduledPush(body.TaskInfo, isSimple)) }];
	},
});
