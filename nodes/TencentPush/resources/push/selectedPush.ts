import type { ApiField } from '../../../shared/fields/apiFields';
import { apiFields } from '../../../shared/fields/apiFields';
import type { Field, Show } from '../../../shared/fields/field';
import { alternatives, shownOnly, shownWhen } from '../../../shared/fields/field';
import { sendFields } from '../../../shared/form/settings';
import { defineSingleRequest } from '../../../shared/run/batched';
import type { Operation, OperationTexts } from '../../../shared/run/operation';
import { responseText } from '../../../shared/transport/response';
import type { Selection } from '../../audience/selection';
import { apiFamily } from '../../family';
import { buildSelectedPush } from '../../message/buildPush';
import { addedChatMessage, chatMessage } from '../../message/chatMessage';
import { notificationAdvice, messageWarnings } from '../../message/limits';
import { notificationData, offlinePush, pushFields, pushType } from '../../message/notification';
import { dataId, lifeTime, pushOptions, sender } from '../../message/options';
import { withRandom } from '../../message/random';
import { PATHS } from '../../paths';

/** With which the form shows what only the Push Service has. */
export const IN_PUSH_SERVICE = { apiFamily: ['pushService'] };

/** With which the form shows what only the older family has. */
const IN_CHAT = { apiFamily: ['chat'] };

const messageType = alternatives<ReturnType<typeof pushType.read | typeof offlinePush.read>>(
	shownWhen(IN_PUSH_SERVICE, pushType),
	shownWhen(IN_CHAT, offlinePush),
);

interface SelectedPush extends OperationTexts {
	/** Whom Tencent selects; undefined for all users. */
	selection: Field<Selection | undefined>;
}

/** A push whose recipients Tencent selects, in both families. It is sent once for equal items. */
export function defineSelectedPush({ selection, ...texts }: SelectedPush): Operation {
	return defineSingleRequest({
		...texts,
		fields: {
			selection,
			chatMessage: shownWhen(IN_CHAT, chatMessage),
			messageType,
			...pushFields,
			...sendFields,
			customContent: notificationData,
			addedChatMessage: shownWhen(IN_PUSH_SERVICE, addedChatMessage),
			apiFamily,
			options: pushOptions({
				sender: apiFields([sender]),
				ofPushService: apiFields([onlyWith({ '/apiFamily': ['pushService'] }, dataId)]),
				ofChat: apiFields([onlyWith({ '/apiFamily': ['chat'] }, lifeTime(0))]),
			}),
		},
		isSend: true,
		message(values, context) {
			const { apiFamily: family, selection: selected, options } = values;
			const body = buildSelectedPush(values, context, {
				...options.sender,
				...(family === 'chat' ? options.ofChat : options.ofPushService),
				...(selected ? { Condition: selected.condition } : {}),
				...(family === 'chat' ? { MsgBody: values.chatMessage } : values.addedChatMessage),
			});
			return { family, body, inWords: selected?.inWords };
		},
		request: ({ family, body }) => ({ path: PATHS[family].push, body: withRandom(body) }),
		audience: ({ body }) => body.Condition,
		outcome: ({ body }, { inWords }) => ({
			status: 'accepted',
			extra: {
				taskId: responseText(body.TaskId),
				...(inWords === undefined ? {} : { condition: inWords.written }),
			},
		}),
		warnings: ({ body }) => messageWarnings(body),
		advice: ({ body }) => notificationAdvice(body.OfflinePushInfo),
	});
}

function onlyWith(show: Show, option: ApiField): ApiField {
	return { ...option, property: shownOnly(show, option.property) };
}
