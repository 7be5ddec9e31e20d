import { Type } from 'typebox';
import { wasActiveOn } from './activity.mts';
import { channelStates } from './channelStates.mts';
import { codes, invalid, missing, Refusal } from './codes.mts';
import { defineEndpoint } from './endpoint.mts';
import { camelEnvelope } from './envelope.mts';
import {
	day,
	formatCompactDate,
	monthsBefore,
	parseCompactDate,
	startOfDay,
} from './serverTime.mts';
import { takeStatisticsCall } from './statisticsQuota.mts';

const envelope = camelEnvelope('success');
const period = { startDate: Type.String(), endDate: Type.String() };

/** `v3/statistics/get_push_channel_stat_overview` (docs/api/tpns.md 1.8): the last 6 months. */
export const pushChannelStatOverview = defineEndpoint({
	path: '/v3/statistics/get_push_channel_stat_overview',
	envelope,
	body: Type.Object(period),
	handle(request, call) {
		const days = daysOf(request, monthsBefore(call.now, 6), call.now);
		takeStatisticsCall(call);
		return {
			fields: {
				pushDateChannelStat: days.map((start) => ({
					date: formatCompactDate(start),
					channelDatas: channelStates(
						call,
						[...call.app.pushes.values()].filter((push) => startOfDay(push.dueAt) === start),
					),
				})),
			},
		};
	},
});

/** `v3/statistics/get_device_stat_overview` (docs/api/tpns.md 1.9): the last 3 months. */
export const deviceStatOverview = defineEndpoint({
	path: '/v3/statistics/get_device_stat_overview',
	envelope,
	body: Type.Object(period),
	handle(request, call) {
		const days = daysOf(request, monthsBefore(call.now, 3), call.now);
		takeStatisticsCall(call);
		const devices = [...call.context.devices.ofApp(call.app.accessId)];
		return {
			fields: {
				getDeviceStatOverviewData: days.map((start) => ({
					date: Number(formatCompactDate(start)),
					accuUv: devices.filter((one) => one.registeredAt < start + day).length,
					newUv: devices.filter((one) => startOfDay(one.registeredAt) === start).length,
					activeUv: devices.filter((one) => wasActiveOn(one, start)).length,
				})),
			},
		};
	},
});

/** `v3/statistics/get_push_task_stat_channel` (docs/api/tpns.md 1.12): pushes of 30 days. */
export const pushTaskStatChannel = defineEndpoint({
	path: '/v3/statistics/get_push_task_stat_channel',
	envelope,
	body: Type.Object({ pushId: Type.String({ minLength: 1 }) }),
	handle({ pushId }, call) {
		const push = call.app.pushes.get(pushId);
		takeStatisticsCall(call);
		if (!push || push.dueAt < call.now - 30 * day) {
			throw new Refusal(codes.pushIdNotFound, 'push id does not exist');
		}
		return { fields: { pushStatDataAll: channelStates(call, [push]) } };
	},
});

/** `v3/statistics/get_push_group_stat_channel` (docs/api/tpns.md 1.13): the last 7 days. */
export const pushGroupStatChannel = defineEndpoint({
	path: '/v3/statistics/get_push_group_stat_channel',
	envelope,
	body: Type.Object({
		planId: Type.Optional(Type.String()),
		groupId: Type.Optional(Type.String()),
		groupid: Type.Optional(Type.String()),
		...period,
	}),
	handle(request, call) {
		const group = request.groupId || request.groupid;
		if (!request.planId && !group) throw missing('planId');
		const days = daysOf(request, startOfDay(call.now) - 7 * day, call.now);
		takeStatisticsCall(call);
		const pushes = [...call.app.pushes.values()].filter(
			(push) =>
				days.includes(startOfDay(push.dueAt)) &&
				(request.planId ? push.request.plan_id === request.planId : push.groupId === group),
		);
		return { fields: { pushStatDataAll: channelStates(call, pushes) } };
	},
});

/** The starts of the days from `startDate` to `endDate`, which must lie between the limits. */
function daysOf(
	{ startDate, endDate }: { startDate: string; endDate: string },
	earliest: number,
	now: number,
): number[] {
	const start = parseCompactDate(startDate);
	const end = parseCompactDate(endDate);
	if (start === undefined) throw new Refusal(codes.dateFormat, 'startDate is not yyyyMMdd');
	if (end === undefined) throw new Refusal(codes.dateFormat, 'endDate is not yyyyMMdd');
	if (start < earliest) throw invalid('startDate', 'is too far back');
	if (end < start || end > now) throw invalid('endDate');
	return Array.from({ length: (end - start) / day + 1 }, (_, index) => start + index * day);
}
