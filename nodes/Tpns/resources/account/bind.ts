import { BIND, defineAccountBinding } from './binding';

export const bind = defineAccountBinding(
	{
		value: 'bind',
		name: 'Bind',
		action: 'Bind accounts to device',
		description: 'Replace the accounts of a device. Takes effect after a moment.',
	},
	BIND,
);
