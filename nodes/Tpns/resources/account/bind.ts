import { defineAccountBinding } from './binding';

/** Type 1 is disused and does the same as 2. Source: docs/api/tpns.md 1.18 I24. */
const OVERWRITE = 2;

export const bind = defineAccountBinding(
	{
		value: 'bind',
		name: 'Bind',
		action: 'Bind accounts to a device',
		description:
			'Bind accounts to a device in place of those that it has; takes effect after a moment',
	},
	OVERWRITE,
);
