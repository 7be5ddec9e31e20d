import type { ApiField } from '../../shared/fields/apiFields';
import { apiCollection, flag } from '../../shared/fields/apiFields';
import { interruptionLevel, mutableContent, subtitle } from '../../shared/fields/apns';
import { shownWhen } from '../../shared/fields/field';

/** How an iOS notification looks and sounds. Source: docs/api/tpns.md 1.1, `message.ios.aps`. */
const appearance: ApiField[] = [
	{
		api: 'badge_type',
		property: {
			displayName: 'Badge',
			name: 'badge',
			type: 'number',
			default: -1,
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
		property: interruptionLevel,
	},
	{
		api: 'mutable-content',
		read: flag,
		property: {
			...mutableContent,
			description:
				"Whether the app's service extension gets the notification first. Needed for pictures and for counting deliveries.",
		},
	},
	{
		api: 'sound',
		property: {
			displayName: 'Sound',
			name: 'sound',
			type: 'string',
			default: 'default',
			description:
				'"default", or a sound file in the app (aiff, wav or caf, at most 30 seconds). Remove the field for a notification without a sound.',
		},
	},
	{
		api: 'alert.subtitle',
		property: subtitle,
	},
];

/**
 * The `aps` of a message whose form says nothing of it: it plays a sound, as on Android. Without the
 * field iOS is mute. Source: docs/api/tpns.md 4.8 S4.
 */
export const DEFAULT_LOOK = { sound: 'default' };

/** The `aps` of a message that is shown. */
export const iosLook = apiCollection('iOS Appearance', 'iosAppearance', appearance, {
	default: DEFAULT_LOOK,
	description: 'Without this option the notification plays the default sound',
});

/** The same in a form that also offers silent pushes. */
export const iosAppearance = shownWhen(
	{ '/platform': ['ios'], '/messageType': ['notify'] },
	iosLook,
);
