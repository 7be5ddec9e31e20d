import type { ApiField } from '../../shared/fields/apiFields';
import { apiFields, collection, integer, webAddress } from '../../shared/fields/apiFields';
import type { Fields, ValuesOf } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { additionalJson } from '../../shared/form/additionalJson';
import type { JsonObject } from '../../shared/fields/json';
import { acceptTimes } from './acceptTimes';
import { androidLook } from './android';
import { iosAppearance, iosLook } from './ios';
import { personalization } from './personalization';
import { sms } from './sms';
import { tapOptions } from './tap';

/** Options of the message itself. Source: docs/api/tpns.md 1.1, `message`. */
const messageOptions: ApiField[] = [
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
				'Address of a picture, video or audio file. TPNS and Xiaomi channels on Android, and iOS with a service extension. Xiaomi shows only a pic_url of its own upload API.',
		},
	},
	{
		api: 'thread_id',
		property: {
			displayName: 'Thread ID',
			name: 'threadId',
			type: 'string',
			default: '',
			description:
				'Notifications with the same thread ID are shown as a group (TPNS channel on Android 7 and later, and iOS)',
		},
	},
	{
		api: 'thread_sumtext',
		property: {
			displayName: 'Thread Summary',
			name: 'threadSummary',
			type: 'string',
			default: '',
			description: 'Text of the group (TPNS channel on Android). Needs Thread ID.',
		},
	},
];

/** Options of the push around the message. Source: docs/api/tpns.md 1.1. */
const bodyOptions: ApiField[] = [
	{
		api: 'expire_time',
		property: {
			displayName: 'Expires After',
			name: 'expireTime',
			type: 'number',
			default: 86_400,
			typeOptions: { minValue: 0, maxValue: 259_200 },
			description:
				'Seconds to keep the push for offline devices, at most 259200 (3 days). Values from 1 to 799 count as 800. Enter 0 to turn storage off.',
		},
	},
	{
		api: 'multi_pkg',
		property: {
			displayName: 'Multiple Package Names',
			name: 'multiPackage',
			type: 'boolean',
			default: false,
			description: 'Whether to send to all package names of the app (TPNS channel)',
		},
	},
	{
		api: 'tpns_online_push_type',
		property: {
			displayName: 'Online Devices',
			name: 'onlinePushType',
			type: 'options',
			options: [
				{ name: 'TPNS Channel First', value: 0 },
				{ name: 'Vendor Channels Only', value: 1 },
			],
			default: 0,
			description: 'Channel for devices that are connected to TPNS',
		},
	},
	{
		api: 'plan_id',
		property: {
			displayName: 'Push Plan ID',
			name: 'planId',
			type: 'string',
			default: '',
			description: 'Plan that counts this push in its report',
		},
	},
	{
		api: 'supply_inapp_msg',
		property: {
			displayName: 'In-App Supplement',
			name: 'inAppSupplement',
			type: 'boolean',
			default: false,
			description: 'Whether users who have switched notifications off see a banner in the app',
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
			description: 'Your own number, returned in the response',
		},
	},
	{
		api: 'trace_id',
		property: {
			displayName: 'Trace ID',
			name: 'traceId',
			type: 'string',
			default: '',
			description: "ID for Tencent's support. Its effect is not documented.",
		},
	},
];

/** Options of pushes to all, tags and packages. Source: docs/api/tpns.md 1.1. */
export const bulkOptions: ApiField[] = [
	{
		api: 'push_speed',
		property: {
			displayName: 'Pushes per Second',
			name: 'pushSpeed',
			type: 'number',
			default: 10_000,
			typeOptions: { minValue: 1_000, maxValue: 50_000 },
			description:
				'Maximum number of pushes that TPNS sends in a second, e.g. to protect your own servers. Not documented for packages of device tokens.',
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
			placeholder: 'e.g. {{ $json.collapseId }}',
			description:
				'Collapse ID of an earlier push, from Push: Get. This push replaces its notification. Works on TPNS, APNs, Xiaomi, Meizu and Huawei (EMUI 10 and later). Not documented for packages of device tokens.',
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
				'Whether OPPO and vivo devices, which cannot replace a notification, also get this one. Only with Replace Push (Collapse ID).',
		},
	},
];

/** Whether iOS shows the notification while the app is in use. */
const iosShowType: ApiField = {
	api: 'show_type',
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

const channelRules = group(
	{
		disabled: field({
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
				{ name: 'TPNS', value: 'xg' },
				{ name: 'Vivo', value: 'vivo' },
				{ name: 'Xiaomi', value: 'xm' },
			],
			default: [],
			description:
				'Channels not to use for this push. One page of Tencent says that TPNS cannot be disabled.',
		}),
	},
	({ disabled }) => disabled.map((channel) => ({ channel, disable: true })),
);

/** Options of every push, by where they go in the request. */
const commonOptions = {
	acceptTimes,
	android: androidLook,
	message: apiFields(messageOptions),
	iosMessage: apiFields([iosShowType]),
	channelRules,
	push: apiFields(bodyOptions),
	additionalJson: additionalJson(
		'Request fields that have no field here, e.g. {"message": {"android": {"n_id": 7}}}. Merged last, overrides other fields.',
	),
};

/** Options of a push whose text and tap the form says. */
const messageKindOptions = { iosAppearance, personalization, sms, tap: tapOptions };

/** Options of a push that asks a question: always a notification that opens a page. */
const askingOptions = { iosAppearance: shownWhen({ '/platform': ['ios'] }, iosLook) };

/** What was chosen of the options of every push, and of those that only its audience has. */
export type PushOptions = Partial<ValuesOf<typeof commonOptions & typeof messageKindOptions>> & {
	readonly audience?: JsonObject;
};

/**
 * The options of a push.
 *
 * @param audienceOptions `audience` and whatever else only this audience has
 * @param runOptions how the requests are made
 */
export function pushOptions<F extends Fields, R extends Fields>(audienceOptions: F, runOptions: R) {
	return optionsOf({ ...commonOptions, ...messageKindOptions, ...audienceOptions, ...runOptions });
}

/** The same for a push that asks a question. */
export function askingPushOptions<F extends Fields, R extends Fields>(own: F, runOptions: R) {
	return optionsOf({ ...commonOptions, ...askingOptions, ...own, ...runOptions });
}

const optionsOf = <F extends Fields>(fields: F) =>
	collection('Options', 'options', fields, { placeholder: 'Add Option' });
