import type { ApiField } from '../../shared/fields/apiFields';
import { flag, text, webAddress } from '../../shared/fields/apiFields';
import { interruptionLevel, mutableContent, subtitle } from '../../shared/fields/apns';
import { FieldError } from '../../shared/fields/fieldError';
import { isObject, readJsonObject } from '../../shared/fields/json';
import { readMoment } from '../../shared/fields/moment';
import { section } from './section';

/** The longest ID of a Live Activity, in bytes. Source: docs/api/push-service.md 4.3. */
const LONGEST_ACTIVITY_ID = 64;

/** A Live Activity that the app has started. Source: docs/api/push-service.md 4.3, `LiveActivity`. */
const liveActivity: ApiField[] = [
	{
		api: 'LiveActivity.LaId',
		read: text(LONGEST_ACTIVITY_ID),
		property: {
			displayName: 'Live Activity ID',
			name: 'liveActivityId',
			type: 'string',
			default: '',
			description: 'ID that the app registered for its Live Activity',
		},
	},
	{
		api: 'LiveActivity.Event',
		property: {
			displayName: 'Live Activity Event',
			name: 'liveActivityEvent',
			type: 'options',
			options: [
				{ name: 'End', value: 'end' },
				{ name: 'Update', value: 'update' },
			],
			default: 'update',
			description: 'Whether to update or end the Live Activity',
		},
	},
	{
		api: 'LiveActivity.ContentState',
		read: readJsonObject,
		property: {
			displayName: 'Live Activity State',
			name: 'liveActivityState',
			type: 'json',
			default: '{}',
			description: 'Content of the Live Activity, as the app defines it',
		},
	},
	{
		api: 'LiveActivity.DismissalDate',
		read: (value, field) => Math.floor(readMoment(value, 'UTC', field).getTime() / 1000),
		property: {
			displayName: 'Live Activity Dismissal',
			name: 'liveActivityDismissal',
			type: 'dateTime',
			default: '',
			description:
				'When to remove the ended Live Activity from the lock screen. UTC unless the time names a zone.',
		},
	},
];

/** Notifications on Apple devices. Source: docs/api/push-service.md 4.3. */
export const ios = section({
	displayName: 'iOS',
	name: 'ios',
	api: 'ApnsInfo',
	fields: [
		{
			api: 'BadgeMode',
			read: (value, field) => 1 - flag(value, field),
			property: {
				displayName: 'Counts Towards Badge',
				name: 'countsTowardsBadge',
				type: 'boolean',
				default: false,
				description:
					'Whether the push raises the number on the icon. Ignored with Add to Badge or Set Badge.',
			},
		},
		{
			api: 'Image',
			read: webAddress,
			property: {
				displayName: 'Picture URL',
				name: 'image',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/picture.png',
				description:
					'Address of a picture. Needs Mutable Content and a service extension in the app.',
			},
		},
		{
			api: 'InterruptionLevel',
			property: interruptionLevel,
		},
		...liveActivity,
		{
			api: 'MutableContent',
			read: flag,
			property: { ...mutableContent, default: false },
		},
		{
			api: 'ContentAvailable',
			read: flag,
			property: {
				displayName: 'Silent Push',
				name: 'silent',
				type: 'boolean',
				default: false,
				description: 'Whether to wake the app without showing anything',
			},
		},
		{
			api: 'Sound',
			property: {
				displayName: 'Sound',
				name: 'sound',
				type: 'string',
				default: '',
				placeholder: 'e.g. ding.caf',
				description:
					'"default", or a sound file in the app with its extension (aiff, wav or caf, at most 30 seconds). Without this field iOS may play no sound.',
			},
		},
		{
			api: 'SubTitle',
			property: subtitle,
		},
		{
			api: 'Title',
			property: {
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Title on Apple devices, instead of the common title',
			},
		},
		{
			api: 'IsVoipPush',
			read: flag,
			property: {
				displayName: 'VoIP Push',
				name: 'voip',
				type: 'boolean',
				default: false,
				description:
					'Whether the push rings like a call. Devices without a VoIP token get a notification.',
			},
		},
	],
	check({ LiveActivity }) {
		if (!isObject(LiveActivity)) return;
		for (const [api, field] of [
			['LaId', 'Live Activity ID'],
			['Event', 'Live Activity Event'],
			['ContentState', 'Live Activity State'],
		]) {
			if (LiveActivity[api] === undefined) {
				throw new FieldError(
					field,
					'is missing, and a Live Activity needs it',
					`Add '${field}', or remove the other Live Activity fields`,
				);
			}
		}
	},
});
