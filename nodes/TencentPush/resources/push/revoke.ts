import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../../shared/fields/list';
import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import {
	customContentField,
	readCustomContent,
	readTitleAndContent,
	textFields,
} from '../../message/notification';
import { PUSH_SERVICE } from '../../paths';
import { callOnlyOptions } from '../../../shared/form/commonFields';

const taskIds: INodeProperties = {
	displayName: 'Task IDs',
	name: 'taskIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.taskId }}',
	description:
		'Task ID that Send to All, Send by Tags or Send by Attributes gave within the last 24 hours, or a list of them. A push to named users cannot be revoked.',
};

/** The push had been revoked before, which is what was asked for. */
const REVOKED_BEFORE = '90050';

export const revoke = defineFoldedOperation<JsonObject, string>({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke a push',
	description:
		'Stop a push that is still going out, and replace the notifications that were shown (APNs, FCM, Huawei and Honor)',
	fields: [taskIds, ...textFields, customContentField, callOnlyOptions],
	audience: {
		fields: ['taskIds'],
		read: (parameters) => readRequiredList(parameters.taskIds, 'Task IDs'),
		key: (taskId) => taskId,
		describe: (taskId) => ({ taskId }),
		limit: 1,
		plural: 'pushes',
	},
	build: (parameters) => ({ ...readTitleAndContent(parameters), ...readCustomContent(parameters) }),
	request: (notification, [taskId]) => ({
		path: PUSH_SERVICE.revoke,
		body: { TaskId: taskId, OfflinePushInfo: notification },
		acceptCodes: [REVOKED_BEFORE],
	}),
	outcomes: ({ code }) => ({
		status: 'accepted',
		revoked: true,
		...(code === REVOKED_BEFORE ? { revokedBefore: true } : {}),
	}),
});
