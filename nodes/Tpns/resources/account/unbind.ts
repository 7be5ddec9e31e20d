import { defineAccountBinding, UNBIND } from './binding';

export const unbind = defineAccountBinding(
	{
		value: 'unbind',
		name: 'Unbind',
		action: 'Unbind accounts from a device',
		description: 'Unbind some accounts from a device; takes effect after a moment',
	},
	UNBIND,
);
