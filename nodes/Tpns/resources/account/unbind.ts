import { defineAccountBinding, UNBIND } from './binding';

export const unbind = defineAccountBinding(
	{
		value: 'unbind',
		name: 'Unbind',
		action: 'Unbind accounts from device',
		description: 'Unbind some accounts from a device. Takes effect after a moment.',
	},
	UNBIND,
);
