import type { JsonObject } from '../../shared/fields/json';
import { isObject, objectsIn } from '../../shared/fields/json';
import { EnteredTime } from '../../shared/fields/moment';
import type { ShownMessage } from '../../shared/run/preview';
import { shownTime } from '../../shared/run/preview';

/**
 * What a push or Chat message says, and when it is sent. Source: docs/api/push-service.md 3.a, 3.g
 * and 6.2.
 */
export function readMessage(body: JsonObject): ShownMessage {
	const { SchedAt: time, TaskID: changed } = body;
	const push = isObject(body.Content) ? body.Content : body;
	const { Title, Desc } = isObject(push.OfflinePushInfo) ? push.OfflinePushInfo : {};
	const content = Desc ?? chatText(push);
	// A change may leave the time of a scheduled push as it is.
	const isKept = time === undefined && changed !== undefined;
	return {
		...(typeof Title === 'string' && { title: Title }),
		...(typeof content === 'string' && { content }),
		...(!isKept && { when: shownTime(time instanceof EnteredTime ? time : undefined) }),
	};
}

/** The text of a Chat message without an offline push. */
function chatText({ MsgBody }: JsonObject): unknown {
	return objectsIn(MsgBody)
		.map(({ MsgContent: content }) => (isObject(content) ? content.Text : undefined))
		.find((text) => text !== undefined);
}
