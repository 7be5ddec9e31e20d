import type { ApiField } from '../../shared/fields/apiFields';
import { apiCollection, flag, integer } from '../../shared/fields/apiFields';
import { group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, JsonText, readJsonObject } from '../../shared/fields/json';
import { quoted, readTrimmed } from '../../shared/fields/text';

/** How the notification looks and sounds. Source: docs/api/tpns.md 1.1, `message.android`. */
const appearance: ApiField[] = [
	{
		api: 'badge_type',
		property: {
			displayName: 'Badge',
			name: 'badge',
			type: 'number',
			default: -1,
			typeOptions: { minValue: -2, maxValue: 99 },
			description:
				'Number on the icon: -1 leaves it, -2 adds one (Huawei), 0 to 99 sets it (Huawei and vivo)',
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
			description: 'Whether the user can swipe the notification away',
		},
	},
	{
		api: 'show_type',
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
		read: color,
		property: {
			displayName: 'Icon Color',
			name: 'iconColor',
			type: 'color',
			default: '#000000',
			description: 'Color of the small icon (TPNS channel)',
		},
	},
	{
		api: 'icon_type',
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
			description: 'Name of a drawable resource of the app, or a URL, as chosen in Icon From',
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
		property: {
			displayName: 'Style ID',
			name: 'styleId',
			type: 'options',
			options: [
				{ name: 'Do Not Use Style of the App', value: 0 },
				{ name: 'Use Style of the App', value: 1 },
			],
			default: 1,
			description: 'Whether a notification style set in the app is used',
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
				'File in res/raw of the app, without extension. Needs a notification channel. For Huawei, Xiaomi, FCM and TPNS channels.',
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
			description: 'Name of a drawable resource of the app, shown in the status bar',
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
const vendorChannels: ApiField[] = [
	channel('fcm_ch_id', 'FCM Channel ID', 'fcmChannelId'),
	{
		api: 'hw_biz_type',
		read: flag,
		property: {
			displayName: 'Huawei Quick App Message',
			name: 'huaweiBusinessType',
			type: 'boolean',
			default: false,
			description: 'Whether this is a message of a Huawei quick app',
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
			description: "Huawei's category of the message, such as IM, VOIP or SUBSCRIPTION",
		},
	},
	channel('hw_ch_id', 'Huawei Channel ID', 'huaweiChannelId'),
	{
		api: 'hw_importance',
		property: {
			displayName: 'Huawei and Honor Importance',
			name: 'huaweiImportance',
			type: 'options',
			options: [
				{ name: 'Silent', value: 1, description: 'Shown without sound. Honor: marketing.' },
				{
					name: 'Strong Reminder',
					value: 2,
					description: 'Shown with sound and vibration. Honor: service and communication.',
				},
			],
			default: 1,
			description: 'How strongly Huawei and Honor devices alert the user',
		},
	},
	{
		api: 'urgency',
		property: {
			displayName: 'Huawei and Honor Urgency',
			name: 'urgency',
			type: 'options',
			options: [
				{ name: 'High', value: 'HIGH' },
				{ name: 'Normal', value: 'NORMAL' },
			],
			default: 'NORMAL',
			description: 'How fast Huawei and Honor deliver the message',
		},
	},
	{
		api: 'oppo_advertiser_id',
		property: {
			displayName: 'OPPO Advertiser ID',
			name: 'oppoAdvertiserId',
			type: 'string',
			default: '',
			description: 'ID that OPPO gives to advertisers',
		},
	},
	channel('oppo_ch_id', 'OPPO Channel ID', 'oppoChannelId'),
	{
		api: 'oppo_senior_push',
		property: {
			displayName: 'OPPO Commercial Push',
			name: 'oppoCommercialPush',
			type: 'boolean',
			default: false,
			description:
				"Whether this is a commercial push, which does not count towards the daily quota. Needs OPPO's approval.",
		},
	},
	{
		api: 'oppo_top_notification_bar_show',
		property: {
			displayName: 'OPPO Pin to Top',
			name: 'oppoPinToTop',
			type: 'boolean',
			default: false,
			description:
				"Whether the notification is pinned to the top of the list. Needs OPPO's approval.",
		},
	},
	{
		api: 'n_category',
		property: {
			displayName: 'TPNS Category',
			name: 'tpnsCategory',
			type: 'string',
			default: '',
			placeholder: 'e.g. msg',
			description: 'Category of the notification (TPNS channel, Android SDK 1.4.3.1 and later)',
		},
	},
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
		api: 'n_importance',
		property: {
			displayName: 'TPNS Importance',
			name: 'tpnsImportance',
			type: 'options',
			options: [
				{ name: 'Minimum', value: 1 },
				{ name: 'Low', value: 2 },
				{ name: 'Default', value: 3 },
				{ name: 'High', value: 4 },
			],
			default: 4,
			description:
				'Importance that the notification channel gets when it is first created (TPNS channel, Android SDK 1.4.3.1 and later)',
		},
	},
	{
		api: 'vivo_category',
		read: vivoCategory,
		property: {
			displayName: 'Vivo Category',
			name: 'vivoCategory',
			type: 'string',
			default: '',
			placeholder: 'e.g. SUBSCRIPTION',
			description:
				"Category from vivo's list in upper case, such as IM, ACCOUNT or SUBSCRIPTION (vivo). Replaces Vivo Message Kind. Without it vivo limits the message like an operational one. vivo refuses unknown categories (code 10096).",
		},
	},
	{
		api: 'vivo_marketing',
		read: jsonText,
		property: {
			displayName: 'Vivo Marketing',
			name: 'vivoMarketing',
			type: 'json',
			default: '{}',
			description: "Template and style of a commercial message. Needs vivo's approval.",
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
			description: 'Kind of message (vivo). Vivo Category is replacing it.',
		},
	},
	channel(
		'xm_ch_id',
		'Xiaomi Channel ID',
		'xiaomiChannelId',
		'Needed from Android 8 on: without it Xiaomi devices show nothing',
	),
];

function channel(api: string, displayName: string, name: string, more = ''): ApiField {
	const description =
		"ID of a notification channel that was created in the vendor's console or the app";
	return {
		api,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			description: more === '' ? description : `${description}. ${more}.`,
		},
	};
}

/** Upper case only: vivo refuses a category of its list in other writing with code 10096. */
function vivoCategory(value: unknown, field: string): string {
	const category = readTrimmed(value, field);
	if (/^[A-Z][A-Z_]*$/.test(category)) return category;
	throw new FieldError(
		field,
		`is ${quoted(category)}`,
		"Enter a category of vivo's list in upper case, such as SUBSCRIPTION",
	);
}

function jsonText(value: unknown, field: string): JsonText | undefined {
	const object = readJsonObject(value, field);
	return object && !isEmpty(object) ? new JsonText(object) : undefined;
}

/** The Android options of a message. */
export const androidLook = shownWhen(
	{ '/platform': ['android'] },
	group(
		{
			appearance: apiCollection('Android Appearance', 'androidAppearance', appearance),
			channels: apiCollection('Vendor Channels', 'vendorChannels', vendorChannels),
		},
		(values): JsonObject => ({ ...values.appearance, ...values.channels }),
	),
);

/** Color as the API takes it: #01e240 is 123456. Source: docs/api/tpns.md 1.1, `icon_color`. */
function color(value: unknown, field: string): number {
	const digits = /^#?([0-9a-f]{6})$/i.exec(readTrimmed(value, field))?.[1];
	if (digits === undefined) {
		throw new FieldError(field, `is ${quoted(value)}`, 'Enter a color such as #0052d9');
	}
	return parseInt(digits, 16);
}
