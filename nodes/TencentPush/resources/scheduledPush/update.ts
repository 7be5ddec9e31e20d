import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { shownWhen } from '../../../shared/fields/shown';
import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { previewOnlyField, withoutAudienceOptions } from '../../../shared/form/settings';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import type { ApiRequest } from '../../../shared/transport/request';
import { readUsers } from '../../audience/users';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE } from '../../paths';
import { USERS_PER_CALL } from '../push/sendToUsers';
import { audienceField, audienceFields, audienceOf, typeOf } from './audience';
import { buildContent, contentFields } from './content';
import { nameScheduledPush, scheduledPushIdField } from './scheduledPushId';
import { describeTime, readSendTime, timeFields } from './time';
import { callOnlyOptions } from '../../../shared/form/commonFields';

const change: INodeProperties = {
	displayName: 'Change',
	name: 'change',
	type: 'options',
	options: [
		{ name: 'Push', value: 'push', description: 'Replaces the push as a whole' },
		{ name: 'Time', value: 'time' },
		{ name: 'Time and Push', value: 'both', description: 'Replaces both' },
	],
	default: 'time',
	description: 'What becomes different',
};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a scheduled push',
	description: 'Change the time or the content of a push that has not gone out yet',
	fields: [
		scheduledPushIdField,
		{ ...audienceField, description: 'Whom the scheduled push was made for' },
		change,
		...shownWhen({ change: ['both', 'time'] }, timeFields),
		...shownWhen({ change: ['both', 'push'] }, [
			...audienceFields,
			...contentFields.map((field) =>
				field.name === 'options' ? withoutAudienceOptions(field) : field,
			),
		]),
		...shownWhen({ change: ['time'] }, [callOnlyOptions]),
		previewOnlyField,
	],
	preview: requestOf,
	async run(parameters, { call, context }) {
		const request = requestOf(parameters, context);
		await call(request);
		const { TaskID, SchedAt } = request.body as JsonObject;
		return [
			{
				json: {
					scheduledPushId: String(TaskID),
					updated: true,
					...(SchedAt === undefined ? {} : describeTime(SchedAt)),
				},
			},
		];
	},
});

function requestOf(parameters: Parameters, context: OperationContext): ApiRequest {
	const changesTime = parameters.change !== 'push';
	const changesPush = parameters.change === 'push' || parameters.change === 'both';
	return {
		path: PUSH_SERVICE.updateScheduled,
		body: {
			...nameScheduledPush(parameters, context),
			Type: typeOf(parameters),
			...(changesTime ? { SchedAt: readSendTime(parameters, context) } : {}),
			...(changesPush
				? {
						Content: {
							...withRandom(buildContent(parameters, context)),
							...namedUsers(parameters),
						},
					}
				: {}),
		},
	};
}

function namedUsers(parameters: Parameters): JsonObject {
	if (audienceOf(parameters) !== 'users') return {};
	const users = [...new Set(readUsers(parameters))];
	if (users.length > USERS_PER_CALL) {
		throw new FieldError(
			'Users',
			`has ${users.length} users`,
			`A scheduled push takes at most ${USERS_PER_CALL}; Create makes one for each part of a longer list`,
		);
	}
	return { To_Account: users };
}
