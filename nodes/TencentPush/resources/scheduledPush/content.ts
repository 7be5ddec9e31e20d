import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { shownWhen } from '../../../shared/fields/shown';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { buildPush } from '../../message/buildPush';
import { chatMessagePlace } from '../../message/chatMessage';
import { messageFields } from '../../message/notification';
import { dataId, optionsField, sender } from '../../message/options';
import { buildPushToUsers } from '../push/sendToUsers';
import { audienceOf, readCondition } from './audience';

/** Fields that say what is sent. */
export const contentFields: INodeProperties[] = [
	...shownWhen({ audience: ['all', 'attributes', 'tags'] }, [chatMessagePlace('added')]),
	...shownWhen({ audience: ['users'] }, [chatMessagePlace('none')]),
	...messageFields,
	optionsField([sender, dataId]),
];

/**
 * `Content` of a scheduled push: a push to named users without them, or a push that selects.
 * Source: docs/api/push-service.md 3.g.
 *
 * @throws FieldError
 */
export function buildContent(parameters: Parameters, context: OperationContext): JsonObject {
	return audienceOf(parameters) === 'users'
		? buildPushToUsers(parameters, context)
		: buildPush(parameters, context, readCondition(parameters, context)).body;
}
