import { attributes } from './attributes';
import { defineChange } from './change';

const UPDATE = 2;

export const update = defineChange(
	{
		value: 'update',
		name: 'Update',
		action: 'Update user attributes',
		description: 'Change attributes that a device has',
	},
	UPDATE,
	attributes,
);
