import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { PUSH_SERVICE } from '../../paths';
import { audienceField, typeOf } from './audience';
import { nameScheduledPush, scheduledPushIdField } from './scheduledPushId';

export const deleteScheduledPush = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a scheduled push',
	description: 'Call off a push that has not gone out yet',
	fields: [
		scheduledPushIdField,
		{ ...audienceField, description: 'Whom the scheduled push was made for' },
		callOnlyOptions,
	],
	async run(parameters, { call, context }) {
		const named = nameScheduledPush(parameters, context);
		await call({
			path: PUSH_SERVICE.deleteScheduled,
			body: { ...named, Type: typeOf(parameters) },
		});
		return [{ json: { scheduledPushId: String(named.TaskID), deleted: true } }];
	},
});
