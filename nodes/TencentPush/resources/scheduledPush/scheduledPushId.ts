import type { FieldContext } from '../../../shared/fields/field';
import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { ExactNumber } from '../../../shared/fields/json';
import { quoted, readTrimmed } from '../../../shared/fields/text';

/** Names a scheduled push. */
export const scheduledPushId = field(
	{
		displayName: 'Scheduled Push',
		name: 'scheduledPushId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'Scheduled push, or its ID from Create',
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
	readScheduledPushId,
);

/** The ID as a number of JSON, digit by digit where a double cannot hold it. */
export type ScheduledPushId = number | ExactNumber;

/** @throws FieldError when it is no whole number from 1 up, or lost digits */
function readScheduledPushId(value: unknown, name: string): ScheduledPushId {
	const digits = readTrimmed(value, name);
	if (!/^0*[1-9]\d*$/.test(digits)) {
		throw new FieldError(
			name,
			digits === '' ? 'is empty' : `is ${quoted(digits)}`,
			'Choose a scheduled push from the list, or enter the ID from Create',
		);
	}
	const id = Number(digits);
	return Number.isSafeInteger(id) ? id : new ExactNumber(digits.replace(/^0+/, ''));
}

/** An ID as the output shows it. */
export function shownId(id: ScheduledPushId): string {
	return id instanceof ExactNumber ? id.digits : String(id);
}

/** What every request about a scheduled push names: the app and the push. */
export function nameScheduledPush(
	values: { scheduledPushId: ScheduledPushId },
	context: FieldContext,
) {
	return { ...nameApp(context), TaskID: values.scheduledPushId };
}

/** `Sdkappid`, which has to be that of the credential. Source: docs/api/push-service.md 3.g. */
export function nameApp({ identity }: FieldContext) {
	return { Sdkappid: Number(identity.sdkAppId) };
}
