import { endPush } from './taskControl';

export const stop = endPush(
	{
		value: 'stop',
		name: 'Stop',
		action: 'Stop a push',
		description:
			'Stop keeping a push for devices that are offline; Android, pushes to all, to tags and to a list of accounts',
	},
	'/v3/push/stop_push_msg',
	'stopped',
);
