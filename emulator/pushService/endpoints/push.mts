import { Type } from 'typebox';
import type { PushServiceApp } from '../app.mts';
import { overwrite } from '../deliver.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { Refusal } from '../errors.mts';
import { offlinePushInfo } from '../fields/offlinePushInfo.mts';
import {
	allMemberPushBody,
	batchBody,
	batchCodes,
	pushBody,
	pushCodes,
} from '../fields/pushBodies.mts';
import { sendAllMemberPush, sendBatch, sendPush } from '../send.mts';

const day = 86_400_000;
const failureFields = { TaskId: '' };
const size = { bytes: 10 * 1024, code: 90056 } as const;

/** Sending and revoking: docs/api/push-service.md 3.a, 3.b, 3.c and 6.1. */
export function pushEndpoints(app: PushServiceApp): Endpoint[] {
	return [
		defineEndpoint({
			path: 'timpush/push',
			family: 'push',
			body: pushBody,
			codes: pushCodes,
			size,
			failureFields,
			handle: (body) => sendPush(app, body),
		}),
		defineEndpoint({
			path: 'all_member_push/im_push',
			family: 'push',
			body: allMemberPushBody,
			codes: pushCodes,
			failureFields,
			handle: (body) => sendAllMemberPush(app, body),
		}),
		defineEndpoint({
			path: 'timpush/batch',
			family: 'push',
			body: batchBody,
			codes: batchCodes,
			failureFields,
			handle: (body) => sendBatch(app, body),
		}),
		revokeEndpoint(app),
	];
}

function revokeEndpoint(app: PushServiceApp): Endpoint {
	let lastRevoke = -Infinity;
	return defineEndpoint({
		path: 'timpush/revoke',
		family: 'push',
		body: Type.Object({
			TaskId: Type.String({ minLength: 1 }),
			OfflinePushInfo: Type.Optional(offlinePushInfo),
		}),
		handle({ TaskId, OfflinePushInfo }) {
			const now = app.clock.now();
			if (app.settings.frequencyLimits && now - lastRevoke < 1000) throw new Refusal(90051);
			lastRevoke = now;
			const push = app.pushes.get(TaskId);
			if (!push || push.kind !== 'push') throw new Refusal(90049);
			if (push.revokedAt !== undefined) throw new Refusal(90050);
			if (now - push.sentAt > day) throw new Refusal(90052);
			if (!OfflinePushInfo) throw new Refusal(90053);
			push.revokedAt = now;
			overwrite(app, push, app.templates.apply(OfflinePushInfo));
		},
	});
}
