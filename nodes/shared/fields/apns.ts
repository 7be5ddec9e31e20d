import type { INodeProperties } from 'n8n-workflow';

/** `interruption-level` of APNs. */
export const interruptionLevel: INodeProperties = {
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
	description:
		'How prominently iOS shows the notification. Needs iOS 15. Time Sensitive and Critical also need a capability of the app.',
};

/** `mutable-content` of APNs. */
export const mutableContent: INodeProperties = {
	displayName: 'Mutable Content',
	name: 'mutableContent',
	type: 'boolean',
	default: true,
	description:
		"Whether the app's service extension gets the notification first. Needed for pictures.",
};

/** Subtitle of APNs. */
export const subtitle: INodeProperties = {
	displayName: 'Subtitle',
	name: 'subtitle',
	type: 'string',
	default: '',
	description: 'Line between title and content',
};
