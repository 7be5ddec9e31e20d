import { integer } from '../../../shared/fields/apiFields';
import type { FieldContext } from '../../../shared/fields/field';
import { field } from '../../../shared/fields/field';

/** Names a scheduled push. */
export const scheduledPushId = field(
	{
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
	},
	integer(1),
);

/** What every request about a scheduled push names: the app and the push. */
export function nameScheduledPush(values: { scheduledPushId: number }, context: FieldContext) {
	return { ...nameApp(context), TaskID: values.scheduledPushId };
}

/** `Sdkappid`, which has to be that of the credential. Source: docs/api/push-service.md 3.g. */
export function nameApp({ identity }: FieldContext) {
	return { Sdkappid: Number(identity.sdkAppId) };
}
