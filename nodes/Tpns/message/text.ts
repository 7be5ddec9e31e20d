import type { INodeProperties } from 'n8n-workflow';
import { contentField, titleField } from '../../shared/form/messageText';

/** Whether the app is for Android or iOS, and what kind of message it gets. */
export const kindFields: INodeProperties[] = [
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		options: [
			{ name: 'Android', value: 'android' },
			{ name: 'iOS', value: 'ios' },
		],
		default: 'android',
		description: 'Platform of the app whose Access ID is in the credential',
	},
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Development', value: 'dev' },
			{ name: 'Production', value: 'product' },
		],
		default: 'product',
		description: 'Whether the app was signed for development or for production',
		displayOptions: { show: { platform: ['ios'] } },
	},
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Notification', value: 'notify', description: 'Shown by the system' },
			{
				name: 'In-App Message',
				value: 'message',
				description: 'Handed to the app, which decides what to show',
			},
		],
		default: 'notify',
		displayOptions: { show: { platform: ['android'] } },
	},
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Notification', value: 'notify', description: 'Shown by the system' },
			{
				name: 'Silent Push',
				value: 'message',
				description: 'Wakes the app without showing anything; at most 3 an hour for a device',
			},
		],
		default: 'notify',
		displayOptions: { show: { platform: ['ios'] } },
	},
];

/** Title and content, which every message but a silent push has. */
export const textFields: INodeProperties[] = [
	{ ...titleField, displayOptions: { show: { platform: ['android'] } } },
	{ ...titleField, displayOptions: { show: { platform: ['ios'], messageType: ['notify'] } } },
	{ ...contentField, displayOptions: { show: { platform: ['android'] } } },
	{ ...contentField, displayOptions: { show: { platform: ['ios'], messageType: ['notify'] } } },
];
