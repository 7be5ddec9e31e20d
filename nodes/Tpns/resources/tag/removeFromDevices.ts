import { defineBinding, REMOVE } from './binding';

export const removeFromDevices = defineBinding(
	{
		value: 'removeFromDevices',
		name: 'Remove From Devices',
		action: 'Remove tags from devices',
		description: 'Remove each of the tags from each of the devices',
	},
	REMOVE,
);
