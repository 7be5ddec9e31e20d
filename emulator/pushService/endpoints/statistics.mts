import { Type } from 'typebox';
import type { PushServiceApp } from '../app.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { Refusal } from '../errors.mts';
import { lossesOf, statisticsOf } from '../figures.mts';
import type { Push } from '../pushes.mts';
import { instanceTrace } from '../trace.mts';

const day = 86_400;
const mostTaskIds = 5;
const common = { family: 'push', callsPerSecond: 1 } as const;

const text = () => Type.String({ minLength: 1 });
const unixSeconds = () => Type.Integer({ minimum: 0, maximum: 4_294_967_295 });
const range = Type.Object({ StartTime: unixSeconds(), EndTime: unixSeconds() });
const rangeOfTasks = Type.Object({
	...range.properties,
	// Blank, `[]`, for the figures of all pushes together.
	TaskID: Type.Array(Type.String(), { maxItems: mostTaskIds }),
});

/** Statistics, loss analysis and trace: docs/api/push-service.md 3.h. */
export function statisticsEndpoints(app: PushServiceApp): Endpoint[] {
	return [
		...[
			{ name: 'statistics', days: 30, figuresOf: statisticsOf },
			{ name: 'loss', days: 7, figuresOf: lossesOf },
		].flatMap(({ name, days, figuresOf }) => [
			defineEndpoint({
				...common,
				path: `timpush/all_member_push_${name}`,
				body: rangeOfTasks,
				handle({ StartTime, EndTime, TaskID }) {
					const pushes = pushesIn(app, StartTime, EndTime, days).filter(
						({ kind }) => kind !== 'chat',
					);
					if (TaskID.length === 0) {
						const all = pushes.filter(({ kind }) => kind === 'push');
						return { Results: [{ TaskID: '', ...figuresOf(all) }] };
					}
					const asked = pushes.filter(({ id }) => TaskID.includes(id));
					return { Results: asked.map((push) => ({ TaskID: push.id, ...figuresOf([push]) })) };
				},
			}),
			defineEndpoint({
				...common,
				path: `timpush/normal_push_${name}`,
				body: range,
				handle({ StartTime, EndTime }) {
					const pushes = pushesIn(app, StartTime, EndTime, days);
					return figuresOf(pushes.filter(({ kind }) => kind === 'chat'));
				},
			}),
		]),
		defineEndpoint({
			...common,
			path: 'timpush/all_member_push_trace',
			body: Type.Object({ TaskID: text(), UserID: text() }),
			handle({ TaskID, UserID }) {
				const push = recentPush(app, TaskID);
				const deliveries = [...(push?.deliveries.values() ?? [])].filter(
					({ account, device }) =>
						account === UserID || device.userId === UserID || device.registrationId === UserID,
				);
				return { InstanceTrace: deliveries.map((delivery) => instanceTrace(push!, delivery)) };
			},
		}),
		defineEndpoint({
			...common,
			path: 'timpush/normal_push_trace',
			body: Type.Object({ PushID: text() }),
			handle({ PushID }) {
				const push = recentPush(app, PushID);
				const deliveries = push?.kind === 'chat' ? [...push.deliveries.values()] : [];
				return { InstanceTrace: deliveries.map((delivery) => instanceTrace(push!, delivery)) };
			},
		}),
	];
}

function pushesIn(app: PushServiceApp, start: number, end: number, days: number): Push[] {
	if (end < start) throw new Refusal(90001, 'Invalid format of EndTime: it is before StartTime');
	if (end - start > days * day) {
		throw new Refusal(90001, `Invalid format of EndTime: more than ${days} days`);
	}
	return [...app.pushes.all()].filter(
		({ sentAt }) => sentAt >= start * 1000 && sentAt < (end + 1) * 1000,
	);
}

function recentPush({ pushes, clock }: PushServiceApp, id: string): Push | undefined {
	const push = pushes.get(id);
	return push && clock.now() - push.sentAt <= 7 * day * 1000 ? push : undefined;
}
