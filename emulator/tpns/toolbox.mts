import { Type } from 'typebox';
import { codes, Refusal } from './codes.mts';
import { defineEndpoint } from './endpoint.mts';
import { camelEnvelope, wireInteger } from './envelope.mts';
import { startOfDay } from './serverTime.mts';

/** `v3/toolbox/getPushListByToken` (docs/api/tpns.md 1.14): today's pushes to a device. */
export const getPushListByToken = defineEndpoint({
	path: '/v3/toolbox/getPushListByToken',
	envelope: camelEnvelope('success'),
	body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 36 }) }),
	handle({ token }, { app, context, now, received, tpns }) {
		const device = context.devices.byToken(app.accessId, token);
		if (!device) throw new Refusal(codes.tokenNotValid, 'token is not valid');
		if (tpns.settings.quotas && !app.statisticsQuota(received.path).take(now)) {
			throw new Refusal(codes.rateLimit, 'more than 200 requests an hour');
		}
		const today = startOfDay(now);
		const pushes = [...app.pushes.values()].filter(
			(push) => push.dueAt >= today && push.dueAt <= now && push.targets.includes(device),
		);
		return {
			fields: {
				pushTaskList: pushes.map((push) => ({
					pushId: wireInteger(push.pushId),
					pushTime: Math.floor(push.dueAt / 1000),
					pushTargetType: `${push.request.audience_type.toUpperCase()}_PUSH`,
				})),
			},
		};
	},
});
