import { randomInt } from 'node:crypto';
import type { JsonObject } from '../../shared/fields/json';

/**
 * A body with a random number of 32 bits, by which the service tells a retry from a new push. It is
 * made once for a request, so that retries keep it. Source: docs/api/push-service.md 3.a,
 * `MsgRandom`.
 *
 * @param name `Random` for group messages
 */
export function withRandom(body: JsonObject, name = 'MsgRandom'): JsonObject {
	return { [name]: randomInt(2 ** 32), ...body };
}
