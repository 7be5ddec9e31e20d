import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { codes, Refusal } from '../codes.mts';
import { defineEndpoint, type TpnsCall } from '../endpoint.mts';
import { snakeEnvelope } from '../envelope.mts';
import { formatCompactDate } from '../serverTime.mts';
import { type Audience, checkAudience } from './audience.mts';
import { launch } from './lifecycle.mts';
import { isBulk, type Push } from './push.mts';
import { type PushRequest, pushRequest } from './request.mts';
import { checkRules } from './rules.mts';
import { dueTimes } from './schedule.mts';

const repeatWindow = 3_600_000;

const messageParts = Type.Object({
	message: Type.Object({
		android: Type.Optional(Type.Object({ custom_content: Type.Optional(Type.Unknown()) })),
		ios: Type.Optional(
			Type.Object({
				custom_content: Type.Optional(Type.Unknown()),
				custom: Type.Optional(Type.Unknown()),
			}),
		),
	}),
});

/**
 * `v3/push/app` (docs/api/tpns.md 1.1): to one device or account, up to 1,000 of them, tags, a
 * package, or all; at once, at a time within 90 days, or in a loop.
 */
export const pushApp = defineEndpoint({
	path: '/v3/push/app',
	envelope: snakeEnvelope('NO_ERROR'),
	body: pushRequest,
	isUnprocessable: hasCustomContentObject,
	handle(request, call) {
		checkRules(request, call);
		const audience = checkAudience(request, call);
		const due = dueTimes(request, call.now, call.tpns.settings);
		checkRates(request, call);

		const pushes = due
			? due.map((dueAt) => createPush(request, audience, call, dueAt))
			: [createPush(request, audience, call)];
		const ids = pushes.map((push) => push.pushId);
		return {
			fields: {
				seq: request.seq ?? 0,
				push_id: request.loop_param ? ids : ids[0],
				invalid_targe_list: audience.invalidTokens,
				environment: request.environment ?? 'product',
				result: '{}',
			},
		};
	},
});

function hasCustomContentObject(body: unknown): boolean {
	if (!Value.Check(messageParts, body)) return false;
	const { android, ios } = body.message;
	const contents = [android?.custom_content, ios?.custom_content, ios?.custom];
	return contents.some((content) => typeof content === 'object' && content !== null);
}

function createPush(
	request: PushRequest,
	audience: Audience,
	call: TpnsCall,
	dueAt?: number,
): Push {
	const { app, now, tpns } = call;
	const push: Push = {
		pushId: tpns.newPushId(),
		accessId: app.accessId,
		request,
		createdAt: now,
		dueAt: dueAt ?? now,
		scheduled: dueAt !== undefined,
		collapseId: isBulk(request) ? (request.collapse_id ?? tpns.newCollapseId()) : 0,
		groupId: request.group_id ?? `tpns_${formatCompactDate(now)}`,
		status: 'PUSH_INIT',
		targets: audience.listed,
		counts: new Map(),
		callOff: () => {},
	};
	app.pushes.set(push.pushId, push);
	launch(push, audience, call);
	return push;
}

function checkRates(request: PushRequest, { app, now, tpns: { settings } }: TpnsCall): void {
	if (!isBulk(request)) return;
	const text = JSON.stringify([request.message_type, request.environment, request.message]);
	const isFull = request.audience_type === 'all';
	const last = app.fullPushes.get(text) ?? -Infinity;
	if (isFull && settings.repeatGuard && now - last < repeatWindow) {
		throw new Refusal(codes.repeatedPush, 'the same push to all was made within the hour');
	}
	const pause = settings.spacing - settings.spacingTolerance;
	if (!app.bulkPushes.take(now, pause) && settings.rates) {
		throw new Refusal(codes.rateLimit, 'more than 1 push to many a second');
	}
	if (isFull) app.fullPushes.set(text, now);
}
