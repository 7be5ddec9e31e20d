import type { INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import type { OperationContext, Parameters } from '../../../shared/run/operation';

/** Names a scheduled push. */
export const scheduledPushIdField: INodeProperties = {
	displayName: 'Scheduled Push',
	name: 'scheduledPushId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The scheduled push, from the list or by the ID that Create gave',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchScheduledPushes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234567890',
		},
	],
};

/**
 * What every request about a scheduled push names: the app and the push.
 *
 * @throws FieldError when the ID is no number
 */
export function nameScheduledPush({ scheduledPushId }: Parameters, context: OperationContext) {
	return {
		...nameApp(context),
		TaskID: integer(1)(scheduledPushId, 'Scheduled Push'),
	};
}

/** `Sdkappid`, which has to be that of the credential. Source: docs/api/push-service.md 3.g. */
export function nameApp({ identity }: Pick<OperationContext, 'identity'>) {
	return { Sdkappid: Number(identity.sdkAppId) };
}
