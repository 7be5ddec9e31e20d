import type { ApiField } from '../../shared/fields/apiFields';
import { collectionOf, flag, integer } from '../../shared/fields/apiFields';

/** How an iOS notification looks and sounds. Source: docs/api/tpns.md 1.1, `message.ios.aps`. */
export const iosAppearance: ApiField[] = [
	{
		api: 'badge_type',
		read: integer(-2),
		property: {
			displayName: 'Badge',
			name: 'badge',
			type: 'number',
			default: -2,
			typeOptions: { minValue: -2 },
			description: 'Number on the icon: -1 leaves it, -2 adds one, 0 and above sets it',
		},
	},
	{
		api: 'category',
		property: {
			displayName: 'Category',
			name: 'category',
			type: 'string',
			default: '',
			description: 'Notification category that the app registered, for its buttons',
		},
	},
	{
		api: 'interruption-level',
		property: {
			displayName: 'Interruption Level',
			name: 'interruptionLevel',
			type: 'options',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Critical', value: 'critical' },
				{ name: 'Passive', value: 'passive' },
				{ name: 'Time Sensitive', value: 'time-sensitive' },
			],
			default: 'active',
			description: 'How much the notification may disturb',
		},
	},
	{
		api: 'mutable-content',
		read: flag,
		property: {
			displayName: 'Mutable Content',
			name: 'mutableContent',
			type: 'boolean',
			default: true,
			description:
				'Whether the service extension of the app gets the notification first; needed for pictures and for counting arrivals',
		},
	},
	{
		api: 'sound',
		property: {
			displayName: 'Sound',
			name: 'sound',
			type: 'string',
			default: 'default',
			description: 'File in the app, "default", or nothing for a mute notification',
		},
	},
	{
		api: 'alert.subtitle',
		property: {
			displayName: 'Subtitle',
			name: 'subtitle',
			type: 'string',
			default: '',
			description: 'Line between title and content',
		},
	},
];

/** The iOS part of the form. */
export const iosFields = [
	collectionOf('iOS Appearance', 'iosAppearance', iosAppearance, {
		displayOptions: { show: { platform: ['ios'], messageType: ['notify'] } },
	}),
];
