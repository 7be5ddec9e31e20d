import { waitingPushId } from '../../pushRecord/pushId';
import { endPush } from './taskControl';

export const cancelScheduled = endPush(
	{
		value: 'cancelScheduled',
		name: 'Cancel Scheduled',
		action: 'Cancel scheduled push',
		description: 'Cancel a scheduled push to all devices, tags or a package before it is sent',
	},
	'/v3/push/cancel_timing_task',
	'canceled',
	{ push: waitingPushId },
);
