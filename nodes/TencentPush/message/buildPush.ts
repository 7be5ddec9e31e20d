import type { FieldContext } from '../../shared/fields/field';
import type { JsonObject } from '../../shared/fields/json';
import { checkPushSize } from './limits';
import type { NotificationValues } from './notification';
import { withNotification } from './notification';

/**
 * A push without its recipients and random number. Source: docs/api/push-service.md 3.a, 3.b, 6.1.
 *
 * @param request further fields of the request
 * @throws FieldError
 */
export function buildPush(
	values: NotificationValues,
	{ identity }: FieldContext,
	request: JsonObject = {},
): JsonObject {
	return withNotification({ From_Account: identity.administrator, ...request }, values);
}

/** The same for a push whose recipients Tencent selects, which has a limit of its own. */
export function buildSelectedPush(...push: Parameters<typeof buildPush>): JsonObject {
	const body = buildPush(...push);
	checkPushSize(body);
	return body;
}
