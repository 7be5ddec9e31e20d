import type { ApiField } from '../../shared/fields/apiFields';
import { secureAddress } from '../../shared/fields/apiFields';
import { FieldError } from '../../shared/fields/fieldError';
import { keyValueField, readKeyValues } from '../../shared/fields/keyValues';
import { section } from './section';

function words(
	api: string,
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): ApiField {
	return {
		api,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			...(placeholder ? { placeholder } : {}),
			description,
		},
	};
}

function channel(api: string, vendor: string, name: string, more = ''): ApiField {
	return words(
		api,
		`${vendor} Channel ID`,
		name,
		`ID of a notification channel that was created at ${vendor} or in the app${more}`,
	);
}

function picture(api: string, vendor: string, name: string, size = ''): ApiField {
	return {
		...words(
			api,
			`${vendor} Picture URL`,
			name,
			`Address of a picture, with https${size}`,
			'e.g. https://example.com/picture.png',
		),
		read: secureAddress,
	};
}

function importance(api: string, vendor: string, name: string): ApiField {
	return {
		api,
		property: {
			displayName: `${vendor} Importance`,
			name,
			type: 'options',
			options: [
				{ name: 'Low', value: 'LOW', description: 'Shown without sound' },
				{ name: 'Normal', value: 'NORMAL', description: 'Shown with sound' },
			],
			default: 'NORMAL',
			description: `How ${vendor} shows the notification`,
		},
	};
}

function variables(api: string, displayName: string, name: string): ApiField {
	const description = "Variables of OPPO's template for private messages";
	const [property] = keyValueField(displayName, name, description).properties;
	return { api, read: readKeyValues, property };
}

/** Android and its vendors. Source: docs/api/push-service.md 4.2. */
export const android = section({
	displayName: 'Android',
	name: 'android',
	api: 'AndroidInfo',
	fields: [
		{
			api: 'PushStyle',
			property: {
				displayName: 'Style',
				name: 'style',
				type: 'options',
				options: [
					{ name: 'Big Text', value: 1, description: 'Huawei, Honor and OPPO' },
					{ name: 'Default', value: 0 },
				],
				default: 0,
				description: 'How much of the text is shown',
			},
		},
		words(
			'Sound',
			'Sound',
			'sound',
			'Name of a sound file in the app, without its extension. Needs a notification channel from Android 8 on.',
			'e.g. ding',
		),
		channel('GoogleChannelID', 'FCM', 'fcmChannelId'),
		picture('GoogleImage', 'FCM', 'fcmImage', ' and below 1 MB'),
		{
			api: 'GooglePriority',
			property: {
				displayName: 'FCM Priority',
				name: 'fcmPriority',
				type: 'options',
				options: [
					{ name: 'High', value: 'high', description: 'Wakes the device' },
					{ name: 'Normal', value: 'normal' },
				],
				default: 'high',
				description: 'How fast FCM delivers the push',
			},
		},
		importance('HonorImportance', 'Honor', 'honorImportance'),
		picture('HonorImage', 'Honor', 'honorImage'),
		words(
			'HuaWeiCategory',
			'Huawei Category',
			'huaweiCategory',
			"Huawei's category of the message",
			'e.g. IM',
		),
		channel('HuaWeiChannelID', 'Huawei', 'huaweiChannelId'),
		importance('HuaWeiImportance', 'Huawei', 'huaweiImportance'),
		picture('HuaWeiImage', 'Huawei', 'huaweiImage', ' and below 512 KB'),
		{
			api: 'MeiZuNoticeMsgType',
			property: {
				displayName: 'Meizu Message Kind',
				name: 'meizuMessageKind',
				type: 'options',
				options: [
					{ name: 'Private', value: 1 },
					{ name: 'Public', value: 0 },
				],
				default: 0,
				description: 'Kind of message (Meizu)',
			},
		},
		words(
			'OPPOCategory',
			'OPPO Category',
			'oppoCategory',
			"OPPO's category of the message",
			'e.g. IM or MARKETING',
		),
		channel('OPPOChannelID', 'OPPO', 'oppoChannelId', '. Needed from Android 8 on.'),
		{
			api: 'OPPONotifyLevel',
			property: {
				displayName: 'OPPO Notify Level',
				name: 'oppoNotifyLevel',
				type: 'options',
				options: [
					{ name: 'Notification Center', value: 1 },
					{ name: 'Notification Center and Lock Screen', value: 2 },
					{ name: 'Strong: With Banner, Sound and Vibration', value: 16 },
				],
				default: 2,
				description: 'How prominently OPPO shows the notification. Needs OPPO Category.',
			},
		},
		words(
			'OPPOPrivateMsgTemplateId',
			'OPPO Private Template ID',
			'oppoPrivateTemplateId',
			"ID of OPPO's template for private messages",
		),
		variables('OPPOPrivateTitleParameters', 'OPPO Private Title Values', 'oppoPrivateTitleValues'),
		variables(
			'OPPOPrivateContentParameters',
			'OPPO Private Content Values',
			'oppoPrivateContentValues',
		),
		words(
			'VIVOCategory',
			'Vivo Category',
			'vivoCategory',
			"Category of the message from vivo's list",
			'e.g. IM',
		),
		{
			api: 'VIVOClassification',
			property: {
				displayName: 'Vivo Message Kind',
				name: 'vivoMessageKind',
				type: 'options',
				options: [
					{ name: 'Operational', value: 0 },
					{ name: 'System', value: 1 },
				],
				default: 1,
				description: 'Kind of message (vivo)',
			},
		},
		{
			api: 'VIVONotifyType',
			property: {
				displayName: 'Vivo Reminder',
				name: 'vivoReminder',
				type: 'options',
				options: [
					{ name: 'None', value: '1' },
					{ name: 'Ring', value: '2' },
					{ name: 'Ring and Vibrate', value: '4' },
					{ name: 'Vibrate', value: '3' },
				],
				default: '4',
				description: 'How vivo alerts the user',
			},
		},
		channel(
			'XiaoMiChannelID',
			'Xiaomi',
			'xiaomiChannelId',
			'. Needed from Android 8 on: without it Xiaomi devices show nothing.',
		),
	],
	check({ OPPONotifyLevel, OPPOCategory }) {
		if (OPPONotifyLevel !== undefined && OPPOCategory === undefined) {
			throw new FieldError(
				'OPPO Notify Level',
				"needs 'OPPO Category', which is empty",
				"Enter 'OPPO Category' or remove 'OPPO Notify Level'",
			);
		}
	},
});
