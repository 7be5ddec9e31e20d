import { apiFields } from '../../../shared/fields/apiFields';
import type { FieldContext, ValuesOf } from '../../../shared/fields/field';
import { shownWhen } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { buildPush, buildSelectedPush } from '../../message/buildPush';
import { addedChatMessage } from '../../message/chatMessage';
import type { NotificationValues } from '../../message/notification';
import { notificationData, pushFields, pushType } from '../../message/notification';
import { dataId, sender } from '../../message/options';
import { selected, selectionFields, TYPES } from './audience';

/** What is sent, and what a tap on it does. */
export const contentFields = { messageType: pushType, ...pushFields };

/** What goes with it. */
export const addedFields = {
	customContent: notificationData,
	addedChatMessage: shownWhen({ audience: ['all', 'attributes', 'tags'] }, addedChatMessage),
};

/** Options of a scheduled push that are fields of its request. */
export const requestOptions = { request: apiFields([sender, dataId]) };

interface ContentValues extends ValuesOf<
	typeof contentFields & typeof addedFields & typeof selectionFields
> {
	readonly audience: keyof typeof TYPES;
	readonly options: NotificationValues['options'] & { readonly request?: JsonObject };
}

/**
 * `Content` of a scheduled push: a push to named users without them, or a push that selects.
 * Source: docs/api/push-service.md 3.g.
 *
 * @throws FieldError
 */
export function buildContent(values: ContentValues, context: FieldContext): JsonObject {
	const { request } = values.options;
	if (values.audience === 'users') return buildPush(values, context, request);
	return buildSelectedPush(values, context, {
		...request,
		...selected(values),
		...values.addedChatMessage,
	});
}
