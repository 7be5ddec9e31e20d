import { waitingPushId } from '../../pushRecord/pushId';
import { endPush } from './taskControl';

export const cancelScheduled = endPush(
	{
		value: 'cancelScheduled',
		name: 'Cancel Scheduled',
		action: 'Cancel a scheduled push',
		description: 'Cancel a push to all, tags or a package whose time has not come',
	},
	'/v3/push/cancel_timing_task',
	'canceled',
	{ push: waitingPushId },
);
