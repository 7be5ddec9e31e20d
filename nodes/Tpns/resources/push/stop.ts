import { endPush } from './taskControl';

export const stop = endPush(
	{
		value: 'stop',
		name: 'Stop',
		action: 'Stop push',
		description:
			'Stop delivering a push to devices that are still offline. Android only, for pushes to all devices, tags or a list of accounts.',
	},
	'/v3/push/stop_push_msg',
	'stopped',
);
