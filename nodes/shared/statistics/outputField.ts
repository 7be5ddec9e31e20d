import { field } from '../fields/field';

/** Whether a report comes as one item or by channel. */
export const output = field({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One Item per Channel', value: 'channels' },
		{ name: 'One Summary', value: 'summary' },
	],
	default: 'summary',
	description: 'Whether the numbers of all channels come together or one by one',
});
