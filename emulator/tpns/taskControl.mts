import { Type } from 'typebox';
import { codes, invalid, missing, Refusal } from './codes.mts';
import { defineEndpoint, type TpnsCall } from './endpoint.mts';
import { snakeEnvelope } from './envelope.mts';
import { end, withdraw } from './push/lifecycle.mts';
import { isBulk, type Push } from './push/push.mts';

const body = Type.Object({
	pushId: Type.Optional(Type.String()),
	pushid: Type.Optional(Type.String()),
});

const envelope = snakeEnvelope('success');

/**
 * `v3/push/stop_push_msg` (docs/api/tpns.md 3.1): ends offline delivery. Android only, for pushes
 * to all, to tags and to a list of accounts.
 */
export const stopPushMsg = defineEndpoint({
	path: '/v3/push/stop_push_msg',
	envelope,
	body,
	handle(request, call) {
		const push = findPush(request, call);
		if (call.app.platform !== 'android') throw invalid('pushId', 'is not of an Android push');
		if (!['all', 'tag', 'account_list'].includes(push.request.audience_type)) {
			throw invalid('pushId', 'is of a push that cannot be stopped');
		}
		end(push, 'PUSH_DELETED_PUSH_MSG');
		return { fields: { result: '{}' } };
	},
});

/** `v3/push/revoke_push_msg` (docs/api/tpns.md 3.1): takes a push back from the phones. */
export const revokePushMsg = defineEndpoint({
	path: '/v3/push/revoke_push_msg',
	envelope,
	body,
	handle(request, call) {
		const push = findPush(request, call);
		if (!call.tpns.settings.revokeAvailable) throw invalid('pushId', ': recall is not available');
		end(push, 'PUSH_REVOKED');
		withdraw(push, call);
		return { fields: { result: '{}' } };
	},
});

/**
 * `v3/push/cancel_timing_task` (docs/api/tpns.md 3.1): cancels a push to all, to tags or to a
 * package whose time has not come.
 */
export const cancelTimingTask = defineEndpoint({
	path: '/v3/push/cancel_timing_task',
	envelope,
	body,
	handle(request, call) {
		const push = findPush(request, call);
		const waits = push.status === 'PUSH_INIT' || push.status === 'PUSH_WAIT';
		if (!isBulk(push.request) || !push.scheduled || !waits) {
			throw invalid('pushId', 'is not of a scheduled push that waits for its time');
		}
		end(push, 'PUSH_CANCELED');
		return { fields: { result: '{}' } };
	},
});

function findPush(
	{ pushId, pushid }: { pushId?: string; pushid?: string },
	{ app, tpns: { settings } }: TpnsCall,
): Push {
	const id = { either: pushId ?? pushid, pushId, pushid }[settings.taskControlKey];
	if (!id) throw missing(settings.taskControlKey === 'pushid' ? 'pushid' : 'pushId');
	const push = app.pushes.get(id);
	if (!push) throw new Refusal(codes.pushIdNotFound, 'push id does not exist');
	return push;
}
