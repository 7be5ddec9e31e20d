import { ADD, defineBinding } from './binding';

export const addToDevices = defineBinding(
	{
		value: 'addToDevices',
		name: 'Add to Devices',
		action: 'Add tags to devices',
		description: 'Add each of the tags to each of the devices, at most 100 tags per device',
	},
	ADD,
);
