import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { readApiFields } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isObject, mergeJson, readJsonObject } from '../../shared/fields/json';
import { shownWhen } from '../../shared/fields/shown';
import { previewOnlyField } from '../../shared/form/settings';
import type { OperationContext, Parameters } from '../../shared/run/operation';
import { familyField, familyOf } from '../family';
import type { Family } from '../paths';
import { buildChatMessage, chatMessagePlace } from './chatMessage';
import { checkPushSize } from './limits';
import { buildNotification, messageFields } from './notification';
import { dataId, lifeTime, optionsField, sender } from './options';

/** A push without its random number. */
export interface Push {
	family: Family;
	body: JsonObject;
	/** Whom the condition selects, in words. */
	condition?: string;
}

const pushServiceOptions: ApiField[] = [sender, dataId];
const chatOptions: ApiField[] = [sender, lifeTime(0)];

/**
 * Fields of a push to everybody, tags or attributes.
 *
 * @param audience fields that say who gets it, in both families
 * @param pushServiceAudience further ones that only the Push Service has
 */
export function pushFields(
	audience: INodeProperties[],
	pushServiceAudience: INodeProperties[] = [],
): INodeProperties[] {
	return [
		familyField,
		...audience,
		...shownWhen({ apiFamily: ['pushService'] }, pushServiceAudience),
		...shownWhen({ apiFamily: ['chat'] }, [chatMessagePlace('first')]),
		...shownWhen({ apiFamily: ['pushService'] }, [chatMessagePlace('added')]),
		...messageFields,
		optionsField([sender, onlyIn('pushService', dataId), onlyIn('chat', lifeTime(0))]),
		previewOnlyField,
	];
}

/**
 * A push to everybody or to those whom a condition selects. Source: docs/api/push-service.md 3.a
 * and 6.1.
 *
 * @throws FieldError
 */
export function buildPush(
	parameters: Parameters,
	context: OperationContext,
	condition?: JsonObject,
): Push {
	const family = familyOf(parameters);
	const options = isObject(parameters.options) ? parameters.options : {};
	const notification = buildNotification(parameters);
	const body: JsonObject = {
		From_Account: context.identity.administrator,
		...readApiFields(options, family === 'chat' ? chatOptions : pushServiceOptions),
		...(condition ? { Condition: condition } : {}),
		...(family === 'chat' ? { MsgBody: buildChatMessage(parameters) } : addedMessage(parameters)),
		...(notification ? { OfflinePushInfo: notification } : {}),
	};
	const merged = mergeJson(body, readJsonObject(options.additionalJson, 'Additional JSON'));
	checkPushSize(merged);
	return { family, body: merged };
}

/** An option that only one of the families has. */
function onlyIn(family: Family, option: ApiField): ApiField {
	const [property] = shownWhen({ '/apiFamily': [family] }, [option.property]);
	return { ...option, property };
}

function addedMessage(parameters: Parameters): JsonObject {
	if (parameters.addChatMessage !== true) return {};
	return {
		MsgBody: buildChatMessage(parameters),
		OnlineOnlyFlag: parameters.storeChatMessage === false ? 1 : 0,
	};
}
