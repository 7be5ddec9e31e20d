import type { INodeProperties } from 'n8n-workflow';
import { defineOperation } from '../../../shared/run/defineOperation';
import type { Operation } from '../../../shared/run/operation';
import { pushIdField, readPushId } from '../../pushRecord/pushId';
import { callOnlyOptions } from '../../../shared/form/commonFields';

const MISSING_PARAMETER = '1008002';

/**
 * An operation that ends a push. Tencent documents the field both as `pushId` and as `pushid`; the
 * second is tried when the server misses the first. Source: docs/api/tpns.md 1.18 I8 and 3.1.
 *
 * @param done name of the output field that says it was done
 */
export function endPush(
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	path: string,
	done: string,
	notices: INodeProperties[] = [],
): Operation {
	return defineOperation({
		...texts,
		fields: [...notices, pushIdField, callOnlyOptions],
		async run(parameters, { call }) {
			const pushId = readPushId(parameters.pushId);
			const answer = await call({ path, body: { pushId }, acceptCodes: [MISSING_PARAMETER] });
			if (answer.code === MISSING_PARAMETER) await call({ path, body: { pushid: pushId } });
			return [{ json: { pushId, [done]: true } }];
		},
	});
}
