import { attributes } from './attributes';
import { defineChange } from './change';

const ADD = 1;

export const add = defineChange(
	{
		value: 'add',
		name: 'Add',
		action: 'Add user attributes',
		description: 'Add attributes to a device',
	},
	ADD,
	attributes,
);
