import { apiFields } from '../../../shared/fields/apiFields';
import { title } from '../../../shared/form/messageText';
import { previewOnly } from '../../../shared/form/settings';
import { withPageUrl } from '../../../shared/sendAndWait/customContent';
import { defineSendAndWait } from '../../../shared/sendAndWait/defineSendAndWait';
import { answering, limitWaitTime, message, urlKey } from '../../../shared/sendAndWait/fields';
import { eachUser, usersField } from '../../audience/users';
import { android } from '../../message/android';
import { buildPush } from '../../message/buildPush';
import { harmony } from '../../message/harmony';
import { ios } from '../../message/ios';
import { customContent } from '../../message/notification';
import { dataId, pushOptions, sender } from '../../message/options';
import { USERS_PER_SECOND } from '../../paths';
import { pushToUsers, USERS_PER_REQUEST, usersPerSecond } from './sendToUsers';

export const sendAndWait = defineSendAndWait({
	fields: {
		users: usersField(USERS_PER_REQUEST),
		title,
		message,
		answering,
		customContent,
		urlKey,
		ios,
		android,
		harmony,
		options: pushOptions({ request: apiFields([sender, dataId]), usersPerSecond, limitWaitTime }),
		previewOnly,
	},
	recipients: eachUser,
	message: (values, context) => ({
		push: {
			body: buildPush(
				{
					messageType: 'notify',
					title: values.title,
					content: values.message,
					otherLanguages: [],
					templateId: '',
					templateValues: undefined,
					customContent: withPageUrl(values.customContent, values.urlKey, context.pageUrl),
					ios: values.ios,
					android: values.android,
					harmony: values.harmony,
					options: values.options,
				},
				context,
				values.options.request,
			),
			usersPerSecond: values.options.usersPerSecond ?? USERS_PER_SECOND,
		},
		question: { title: values.title, message: values.message, answering: values.answering },
		limit: values.options.limitWaitTime,
	}),
	...pushToUsers,
});
