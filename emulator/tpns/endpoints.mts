import { batchOperateAccounts, queryAccounts } from './account.mts';
import { setCustomAttribute } from './attribute.mts';
import type { Endpoint } from './endpoint.mts';
import { pushApp } from './push/endpoint.mts';
import { addPlanPush } from './pushPlan.mts';
import { getPushRecord } from './pushRecord.mts';
import {
	deviceStatOverview,
	pushChannelStatOverview,
	pushGroupStatChannel,
	pushTaskStatChannel,
} from './statistics.mts';
import { bindTags, deleteAllDevices } from './tag.mts';
import { cancelTimingTask, revokePushMsg, stopPushMsg } from './taskControl.mts';
import { getPushListByToken } from './toolbox.mts';

/** Every endpoint with a JSON body; `v3/push/package/upload` is mounted by itself. */
export const endpoints: readonly Endpoint[] = [
	pushApp,
	addPlanPush,
	stopPushMsg,
	revokePushMsg,
	cancelTimingTask,
	bindTags,
	deleteAllDevices,
	batchOperateAccounts,
	queryAccounts,
	setCustomAttribute,
	pushChannelStatOverview,
	deviceStatOverview,
	getPushRecord,
	pushTaskStatChannel,
	pushGroupStatChannel,
	getPushListByToken,
];
