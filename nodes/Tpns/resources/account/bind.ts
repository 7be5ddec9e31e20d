import { BIND, defineAccountBinding } from './binding';

export const bind = defineAccountBinding(
	{
		value: 'bind',
		name: 'Bind',
		action: 'Bind accounts to a device',
		description:
			'Bind accounts to a device in place of those that it has; takes effect after a moment',
	},
	BIND,
);
