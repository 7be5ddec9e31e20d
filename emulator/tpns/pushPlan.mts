import { Type } from 'typebox';
import { codes, Refusal } from './codes.mts';
import { defineEndpoint } from './endpoint.mts';
import { planEnvelope } from './envelope.mts';

/** `v3/push/plan/add_plan_push` (docs/api/tpns.md 1.2): makes a plan, at most 200 a day. */
export const addPlanPush = defineEndpoint({
	path: '/v3/push/plan/add_plan_push',
	envelope: planEnvelope,
	body: Type.Object({
		planName: Type.String({ minLength: 1, maxLength: 60 }),
		planDescribe: Type.String({ minLength: 1, maxLength: 300 }),
	}),
	handle({ planName, planDescribe }, { app, now, tpns }) {
		if (tpns.settings.quotas && !app.planQuota.take(now)) {
			throw new Refusal(codes.rateLimit, 'more than 200 plans a day');
		}
		const plan = { planId: tpns.newPlanId(), planName, planDescribe, createdAt: now };
		app.plans.set(plan.planId, plan);
		const seconds = Math.floor(now / 1000);
		return {
			fields: {
				result: {
					planId: plan.planId,
					planName,
					planDescribe,
					planPushSource: 'api',
					createdAt: seconds,
					updateAt: seconds,
				},
			},
		};
	},
});
