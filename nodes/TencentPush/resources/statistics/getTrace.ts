import { field } from '../../../shared/fields/field';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { PUSH_SERVICE } from '../../paths';
import { describeTrace, readId, showDeviceTokens } from './trace';

const taskId = field(
	{
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.taskId }}',
		description: 'Task ID of a push of the last 7 days',
	},
	readId,
);

const user = field(
	{
		displayName: 'User',
		name: 'user',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.user }}',
		description: 'UserID or Registration ID of the recipient',
	},
	readId,
);

export const getTrace = defineOperation({
	value: 'getTrace',
	name: 'Get Push Trace',
	action: 'Get trace of push',
	description: 'Trace a push to all users, tags or attributes on each device of a user',
	fields: { taskId, user, showDeviceTokens, options: timeoutOnly },
	async run(values, { call }) {
		const asked = { taskId: values.taskId, user: values.user };
		const answer = await call({
			path: PUSH_SERVICE.trace,
			body: { TaskID: asked.taskId, UserID: asked.user },
		});
		return describeTrace(answer, asked, values.showDeviceTokens);
	},
});
