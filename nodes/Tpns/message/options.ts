import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { integer, text, webAddress } from '../../shared/fields/apiFields';
import { isObject } from '../../shared/fields/json';
import { rows } from '../../shared/fields/keyValues';
import { FieldError } from '../../shared/fields/fieldError';
import { quoted, readTrimmed } from '../../shared/fields/text';
import { responseText } from '../../shared/transport/response';

/** Options of the message itself. Source: docs/api/tpns.md 1.1, `message`. */
export const messageOptions: ApiField[] = [
	{
		api: 'accept_time',
		read: acceptTimes,
		property: {
			displayName: 'Accept Times',
			name: 'acceptTimes',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Time Window',
			default: {},
			description: 'Times of day at which the device may show the notification (TPNS channel)',
			options: [
				{
					displayName: 'Window',
					name: 'windows',
					values: [
						{
							displayName: 'From',
							name: 'start',
							type: 'string',
							default: '09:00',
							placeholder: 'e.g. 09:00',
							description: 'Start as hours and minutes in the time of the device',
						},
						{
							displayName: 'To',
							name: 'end',
							type: 'string',
							default: '21:00',
							placeholder: 'e.g. 21:00',
							description: 'End as hours and minutes; a window may pass midnight',
						},
					],
				},
			],
		},
	},
	{
		api: 'xg_media_audio_resources',
		read: webAddress,
		property: {
			displayName: 'Audio URL',
			name: 'audioUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/ding.mp3',
			description: 'MP3 of at most 5 MB (Android, TPNS channel)',
		},
	},
	{
		api: 'xg_media_resources',
		read: webAddress,
		property: {
			displayName: 'Picture or Media URL',
			name: 'mediaUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/picture.png',
			description:
				'Rich media: TPNS and Xiaomi channels on Android, and iOS with a service extension',
		},
	},
	{
		api: 'thread_id',
		property: {
			displayName: 'Thread ID',
			name: 'threadId',
			type: 'string',
			default: '',
			description: 'Notifications with the same thread ID are shown as a group',
		},
	},
	{
		api: 'thread_sumtext',
		property: {
			displayName: 'Thread Summary',
			name: 'threadSummary',
			type: 'string',
			default: '',
			description: 'Text of the group (Android); needs a thread ID',
		},
	},
];

/** Options of the push around the message. Source: docs/api/tpns.md 1.1. */
export const pushOptions: ApiField[] = [
	{
		api: 'channel_rules',
		read: (value) =>
			Array.isArray(value) && value.length > 0
				? value.map((channel) => ({ channel: responseText(channel), disable: true }))
				: undefined,
		property: {
			displayName: 'Disable Channels',
			name: 'disabledChannels',
			type: 'multiOptions',
			options: [
				{ name: 'APNs', value: 'apns' },
				{ name: 'FCM', value: 'fcm' },
				{ name: 'Honor', value: 'honor' },
				{ name: 'Huawei', value: 'hw' },
				{ name: 'Meizu', value: 'mz' },
				{ name: 'OPPO', value: 'oppo' },
				{ name: 'Vivo', value: 'vivo' },
				{ name: 'Xiaomi', value: 'xm' },
			],
			default: [],
			description: 'Vendor channels that are not used for this push',
		},
	},
	{
		api: 'expire_time',
		read: integer(0, 259_200),
		property: {
			displayName: 'Expires After',
			name: 'expireTime',
			type: 'number',
			default: 86_400,
			typeOptions: { minValue: 0, maxValue: 259_200 },
			description:
				'Seconds for which TPNS keeps the push for devices that are offline: 0 is not at all, 1 to 799 count as 800, the most is 259200 (3 days)',
		},
	},
	{
		api: 'multi_pkg',
		property: {
			displayName: 'Multiple Package Names',
			name: 'multiPackage',
			type: 'boolean',
			default: false,
			description: 'Whether devices get the push whatever package name the app was built with',
		},
	},
	{
		api: 'tpns_online_push_type',
		read: integer(0, 1),
		property: {
			displayName: 'Online Devices',
			name: 'onlinePushType',
			type: 'options',
			options: [
				{ name: 'TPNS Channel First', value: 0 },
				{ name: 'Vendor Channels Only', value: 1 },
			],
			default: 0,
			description: 'How devices get the push that are connected to TPNS',
		},
	},
	{
		api: 'plan_id',
		read: text(),
		property: {
			displayName: 'Push Plan ID',
			name: 'planId',
			type: 'string',
			default: '',
			description: 'Plan under which the statistics of this push are added up',
		},
	},
	{
		api: 'supply_inapp_msg',
		property: {
			displayName: 'In-App Supplement',
			name: 'inAppSupplement',
			type: 'boolean',
			default: true,
			description:
				'Whether the app shows a banner inside itself to users who have switched notifications off',
		},
	},
	{
		api: 'seq',
		read: integer(0),
		property: {
			displayName: 'Sequence Number',
			name: 'sequence',
			type: 'number',
			default: 0,
			description: 'Your own number, given back in the answer',
		},
	},
	{
		api: 'trace_id',
		property: {
			displayName: 'Trace ID',
			name: 'traceId',
			type: 'string',
			default: '',
			description: "ID for Tencent's support; its effect is not documented",
		},
	},
];

/** Options of pushes to all, tags and packages. Source: docs/api/tpns.md 1.1. */
export const bulkOptions: ApiField[] = [
	{
		api: 'push_speed',
		read: integer(1_000, 50_000),
		property: {
			displayName: 'Pushes per Second',
			name: 'pushSpeed',
			type: 'number',
			default: 10_000,
			typeOptions: { minValue: 1_000, maxValue: 50_000 },
			description: 'The most that TPNS sends in a second, e.g. to spare your own servers',
		},
	},
	{
		api: 'collapse_id',
		read: integer(1),
		property: {
			displayName: 'Replace Push (Collapse ID)',
			name: 'collapseId',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.collapse_id }}',
			description:
				'Collapse ID of an earlier push, from Push: Get, whose notification this one takes the place of. Works over TPNS, APNs, Xiaomi, Meizu and Huawei (EMUI 10 and later).',
		},
	},
	{
		api: 'force_collapse',
		property: {
			displayName: 'Send Where Replacing Is Not Possible',
			name: 'forceCollapse',
			type: 'boolean',
			default: false,
			description:
				'Whether OPPO and vivo devices, which cannot replace a notification, get this one beside the earlier one. Only with a Collapse ID.',
		},
	},
];

/** Whether iOS shows the notification while the app is in use. */
export const iosShowType: ApiField = {
	api: 'show_type',
	read: integer(1, 2),
	property: {
		displayName: 'In Foreground (iOS)',
		name: 'showInForegroundIos',
		type: 'options',
		options: [
			{ name: 'Hide', value: 1 },
			{ name: 'Show', value: 2 },
		],
		default: 2,
		description: 'What happens on iOS while the app is in use',
	},
};

/** Laid over the request as it is. */
export const additionalJson: INodeProperties = {
	displayName: 'Additional JSON',
	name: 'additionalJson',
	type: 'json',
	default: '{}',
	description:
		'Request fields that have no field here, e.g. {"message": {"android": {"n_id": 7}}}. Laid over the request last.',
};

/**
 * Time windows as the API takes them, with those that pass midnight split in two.
 * Source: docs/api/tpns.md 1.18 I42.
 */
function acceptTimes(value: unknown, field: string): unknown {
	const windows = rows(isObject(value) ? value.windows : undefined).flatMap(({ start, end }) => {
		const from = clock(start, field);
		const to = clock(end, field);
		if (from === to) {
			throw new FieldError(
				field,
				`has a window from ${from} to ${to}`,
				'Choose two different times',
			);
		}
		return from < to
			? [[from, to]]
			: [
					[from, '23:59'],
					['00:00', to],
				].filter(([a, b]) => a !== b);
	});
	return windows.length === 0
		? undefined
		: windows.map(([from, to]) => ({ start: hourAndMinute(from), end: hourAndMinute(to) }));
}

function clock(value: unknown, field: string): string {
	const [, hour, minute] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(readTrimmed(value, field)) ?? [];
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) {
		throw new FieldError(
			field,
			`has the time ${quoted(value)}`,
			'Enter times such as 09:00 or 21:30',
		);
	}
	return `${hour.padStart(2, '0')}:${minute}`;
}

function hourAndMinute(time: string) {
	const [hour, min] = time.split(':');
	return { hour, min };
}
