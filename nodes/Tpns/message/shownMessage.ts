import type { JsonObject } from '../../shared/fields/json';
import { isObject } from '../../shared/fields/json';
import type { ShownMessage } from '../../shared/run/preview';
import { shownTime } from '../../shared/run/preview';
import { scheduledTimeOf } from './schedule';

/** What a push says, and when it is sent; a silent push has no text. Source: docs/api/tpns.md 1.1. */
export function readMessage(push: JsonObject): ShownMessage {
	const { title, content } = isObject(push.message) ? push.message : {};
	return {
		...(typeof title === 'string' && { title }),
		...(typeof content === 'string' && { content }),
		when: shownTime(scheduledTimeOf(push)),
	};
}
