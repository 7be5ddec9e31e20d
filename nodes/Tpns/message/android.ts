import type { ApiField } from '../../shared/fields/apiFields';
import { collectionOf, flag, integer, webAddress } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isObject } from '../../shared/fields/json';
import { FieldError } from '../../shared/fields/fieldError';
import { quoted, readTrimmed } from '../../shared/fields/text';

const shownOnAndroid = { displayOptions: { show: { platform: ['android'] } } };

/** How the notification looks and sounds. Source: docs/api/tpns.md 1.1, `message.android`. */
export const appearance: ApiField[] = [
	{
		api: 'badge_type',
		read: integer(-2, 99),
		property: {
			displayName: 'Badge',
			name: 'badge',
			type: 'number',
			default: -1,
			typeOptions: { minValue: -2, maxValue: 99 },
			description: 'Number on the icon: -1 leaves it, -2 adds one (Huawei), 0 to 99 sets it',
		},
	},
	{
		api: 'clearable',
		read: flag,
		property: {
			displayName: 'Clearable',
			name: 'clearable',
			type: 'boolean',
			default: true,
			description: 'Whether the user can wipe the notification away',
		},
	},
	{
		api: 'show_type',
		read: integer(1, 2),
		property: {
			displayName: 'In Foreground',
			name: 'showInForeground',
			type: 'options',
			options: [
				{ name: 'Hide', value: 1 },
				{ name: 'Show', value: 2 },
			],
			default: 2,
			description: 'What happens while the app is in use (TPNS and FCM channels)',
		},
	},
	{
		api: 'icon_color',
		read: colour,
		property: {
			displayName: 'Icon Color',
			name: 'iconColor',
			type: 'color',
			default: '#0052d9',
			description: 'Color of the small icon (TPNS channel)',
		},
	},
	{
		api: 'icon_type',
		read: integer(0, 1),
		property: {
			displayName: 'Icon From',
			name: 'iconType',
			type: 'options',
			options: [
				{ name: 'App Resource', value: 0 },
				{ name: 'URL', value: 1 },
			],
			default: 0,
			description: 'Where Large Icon is taken from',
		},
	},
	{
		api: 'icon_res',
		property: {
			displayName: 'Large Icon',
			name: 'iconResource',
			type: 'string',
			default: '',
			placeholder: 'e.g. icon_large',
			description: 'Name of a drawable, or a URL, as Icon From says',
		},
	},
	{
		api: 'lights',
		read: flag,
		property: {
			displayName: 'Lights',
			name: 'lights',
			type: 'boolean',
			default: true,
			description: 'Whether the light of the device flashes',
		},
	},
	{
		api: 'style_id',
		read: integer(0),
		property: {
			displayName: 'Style ID',
			name: 'styleId',
			type: 'number',
			default: 1,
			description: 'Whether a style set in the app is used: 1 yes, 0 no',
		},
	},
	{
		api: 'builder_id',
		read: integer(0),
		property: {
			displayName: 'Notification Builder ID',
			name: 'builderId',
			type: 'number',
			default: 0,
			description: 'Number of a notification style that the app registered',
		},
	},
	{
		api: 'ring',
		read: flag,
		property: {
			displayName: 'Ring',
			name: 'ring',
			type: 'boolean',
			default: true,
			description: 'Whether a sound is played',
		},
	},
	{
		api: 'ring_raw',
		property: {
			displayName: 'Ringtone',
			name: 'ringtone',
			type: 'string',
			default: '',
			placeholder: 'e.g. ding',
			description:
				'File in res/raw of the app, without extension. Needs a notification channel; Huawei, Xiaomi, FCM and TPNS channels.',
		},
	},
	{
		api: 'small_icon',
		property: {
			displayName: 'Small Icon',
			name: 'smallIcon',
			type: 'string',
			default: '',
			placeholder: 'e.g. icon_small',
			description: 'Name of a drawable for the status bar',
		},
	},
	{
		api: 'vibrate',
		read: flag,
		property: {
			displayName: 'Vibrate',
			name: 'vibrate',
			type: 'boolean',
			default: true,
			description: 'Whether the device vibrates',
		},
	},
];

/** Notification channels of the vendors. Source: docs/api/tpns.md 1.1, `message.android`. */
export const vendorChannels: ApiField[] = [
	channel('fcm_ch_id', 'FCM Channel ID', 'fcmChannelId'),
	{
		api: 'hw_biz_type',
		read: flag,
		property: {
			displayName: 'Huawei High Priority',
			name: 'huaweiBusinessType',
			type: 'boolean',
			default: false,
			description:
				'Whether the in-app message has a high priority on Huawei devices; Huawei must have granted it',
		},
	},
	{
		api: 'hw_category',
		property: {
			displayName: 'Huawei Category',
			name: 'huaweiCategory',
			type: 'string',
			default: '',
			placeholder: 'e.g. IM',
			description:
				"Category of self-classified messages: IM, VOIP, SUBSCRIPTION or another of Huawei's",
		},
	},
	channel('hw_ch_id', 'Huawei Channel ID', 'huaweiChannelId'),
	{
		api: 'hw_importance',
		read: integer(1, 2),
		property: {
			displayName: 'Huawei Importance',
			name: 'huaweiImportance',
			type: 'options',
			options: [
				{ name: 'Marketing', value: 1, description: 'Shown without sound' },
				{ name: 'Service and Communication', value: 2, description: 'Shown with sound' },
			],
			default: 1,
			description: 'Kind of message as Huawei and Honor classify it',
		},
	},
	channel('oppo_ch_id', 'OPPO Channel ID', 'oppoChannelId'),
	channel('n_ch_id', 'TPNS Channel ID', 'tpnsChannelId'),
	{
		api: 'n_ch_name',
		property: {
			displayName: 'TPNS Channel Name',
			name: 'tpnsChannelName',
			type: 'string',
			default: '',
			description: 'Name that the user sees in the settings of the device',
		},
	},
	{
		api: 'vivo_ch_id',
		property: {
			displayName: 'Vivo Message Kind',
			name: 'vivoChannelId',
			type: 'options',
			options: [
				{ name: 'Operational', value: '0' },
				{ name: 'System', value: '1' },
			],
			default: '0',
			description: 'Kind of message as vivo classifies it',
		},
	},
	channel('xm_ch_id', 'Xiaomi Channel ID', 'xiaomiChannelId'),
];

function channel(api: string, displayName: string, name: string): ApiField {
	return {
		api,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			description:
				"ID of a notification channel that was created in the vendor's console or the app",
		},
	};
}

const clickAction = {
	displayName: 'On Click',
	name: 'clickAction',
	type: 'options',
	options: [
		{ name: 'Open App', value: 1 },
		{ name: 'Open Deep Link', value: 3 },
		{ name: 'Open Web Page', value: 2 },
	],
	default: 1,
	description: 'What a click on the notification does',
} as const;

/** What a click does. Source: docs/api/tpns.md 1.1, `message.android.action`. */
export const click: ApiField[] = [
	{
		api: 'action_type',
		read: integer(1, 3),
		property: { ...clickAction, options: [...clickAction.options] },
	},
	{
		api: 'activity',
		property: {
			displayName: 'Activity',
			name: 'activity',
			type: 'string',
			default: '',
			placeholder: 'e.g. com.example.app.OrderActivity',
			description: 'Full class name of the activity that Open App opens; empty opens the first one',
		},
	},
	{
		api: 'browser.confirm',
		read: flag,
		property: {
			displayName: 'Confirm Web Page',
			name: 'confirmBrowser',
			type: 'boolean',
			default: false,
			description: 'Whether the user is asked before the web page is opened',
		},
	},
	{
		api: 'intent',
		property: {
			displayName: 'Deep Link',
			name: 'intent',
			type: 'string',
			default: '',
			placeholder: 'e.g. xgscheme://com.tpns.push/notify_detail?order=42',
			description: 'Address of a page of the app, for Open Deep Link',
		},
	},
	{
		api: 'aty_attr.if',
		read: integer(),
		property: {
			displayName: 'Intent Flag',
			name: 'intentFlag',
			type: 'number',
			default: 0,
			description: 'Flag of the intent of Open App',
		},
	},
	{
		api: 'aty_attr.pf',
		read: integer(),
		property: {
			displayName: 'Pending Intent Flag',
			name: 'pendingIntentFlag',
			type: 'number',
			default: 0,
			description: 'Flag of the pending intent of Open App',
		},
	},
	{
		api: 'browser.url',
		read: webAddress,
		property: {
			displayName: 'Web Page',
			name: 'browserUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/orders/42',
			description: 'Address for Open Web Page',
		},
	},
];

/** The Android part of the form. */
export const androidFields = [
	collectionOf('On Click', 'androidClick', click, shownOnAndroid),
	collectionOf('Android Appearance', 'androidAppearance', appearance, shownOnAndroid),
	collectionOf('Vendor Channels', 'vendorChannels', vendorChannels, shownOnAndroid),
];

/**
 * Checks that a click's target belongs to what the click does.
 *
 * @throws FieldError
 */
export function checkClick(action: JsonObject): JsonObject {
	const targets: Array<[type: number, name: string, field: string]> = [
		[2, 'browser', 'Web Page'],
		[3, 'intent', 'Deep Link'],
	];
	const type = action.action_type ?? 1;
	for (const [of, name, field] of targets) {
		const hasTarget =
			name === 'browser' ? isObject(action.browser) && 'url' in action.browser : name in action;
		if (type === of && !hasTarget) {
			throw new FieldError(
				field,
				'is empty',
				`Enter what "On Click" should open, or choose Open App`,
			);
		}
	}
	return Object.keys(action).length > 0 ? { action_type: type, ...action } : action;
}

/** Colour as the API takes it: #01e240 is 123456. Source: docs/api/tpns.md 1.1, `icon_color`. */
function colour(value: unknown, field: string): number {
	const digits = /^#?([0-9a-f]{6})$/i.exec(readTrimmed(value, field))?.[1];
	if (digits === undefined) {
		throw new FieldError(field, `is ${quoted(value)}`, 'Enter a color such as #0052d9');
	}
	return parseInt(digits, 16);
}
