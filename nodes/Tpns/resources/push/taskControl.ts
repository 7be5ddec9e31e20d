import type { Field, Fields } from '../../../shared/fields/field';
import { timeoutOnly } from '../../../shared/form/settings';
import type { Operation, OperationTexts } from '../../../shared/run/operation';
import { defineOperation } from '../../../shared/run/perItem';
import { pushId } from '../../pushRecord/pushId';

const MISSING_PARAMETER = '1008002';

/**
 * An operation that ends a push. Tencent documents the field both as `pushId` and as `pushid`; the
 * second is tried when the server misses the first. Source: docs/api/tpns.md 1.18 I8 and 3.1.
 *
 * @param done name of the output field that says it was done
 */
export function endPush(
	texts: OperationTexts,
	path: string,
	done: string,
	{ notices = {}, push = pushId }: { notices?: Fields; push?: Field<string> } = {},
): Operation {
	return defineOperation({
		...texts,
		fields: { ...notices, pushId: push, options: timeoutOnly },
		async run({ pushId }, { call }) {
			const answer = await call({ path, body: { pushId }, acceptCodes: [MISSING_PARAMETER] });
			if (answer.code === MISSING_PARAMETER) await call({ path, body: { pushid: pushId } });
			return [{ json: { pushId, [done]: true } }];
		},
	});
}
