import type { INodeProperties } from 'n8n-workflow';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneCall } from '../../../shared/run/oneCall';
import type { Operation, OperationContext, Parameters } from '../../../shared/run/operation';
import { notificationWarnings } from '../../message/limits';
import type { Push } from '../../message/buildPush';
import { withRandom } from '../../message/random';
import { PATHS } from '../../paths';
import { responseText } from '../../../shared/transport/response';

interface Broadcast {
	value: string;
	name: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Throws FieldError. */
	build(parameters: Parameters, context: OperationContext): Push;
}

/** A push whose recipients Tencent selects: items with the same push send it once. */
export function defineBroadcast(broadcast: Broadcast): Operation {
	return defineFoldedOperation<Push, null>({
		...broadcast,
		isSend: true,
		audience: oneCall,
		request: ({ family, body }) => ({ path: PATHS[family].push, body: withRandom(body) }),
		outcomes: ({ body }, _members, { condition }) => ({
			status: 'accepted',
			taskId: responseText(body.TaskId),
			...(condition === undefined ? {} : { condition }),
		}),
		warnings: ({ body }) => notificationWarnings(body.OfflinePushInfo),
	});
}
