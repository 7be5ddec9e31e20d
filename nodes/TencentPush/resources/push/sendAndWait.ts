import { apiFields } from '../../../shared/fields/apiFields';
import { title } from '../../../shared/form/messageText';
import { sendFields } from '../../../shared/form/settings';
import { withPageUrl } from '../../../shared/sendAndWait/customContent';
import { defineSendAndWait } from '../../../shared/sendAndWait/defineSendAndWait';
import { answering, limitWaitTime, message, urlKey } from '../../../shared/sendAndWait/fields';
import { eachUser, usersField } from '../../audience/users';
import { buildPush } from '../../message/buildPush';
import { customContent } from '../../message/notification';
import { askingPushOptions, dataId, sender } from '../../message/options';
import { pushToUsers, rateOf, USERS_PER_REQUEST, usersPerSecond } from './sendToUsers';

export const sendAndWait = defineSendAndWait({
	fields: {
		users: usersField(USERS_PER_REQUEST),
		title,
		message,
		answering,
		urlKey,
		...sendFields,
		customContent,
		options: askingPushOptions({
			request: apiFields([sender, dataId]),
			usersPerSecond,
			limitWaitTime,
		}),
	},
	recipients: eachUser,
	message: (values, context) => ({
		push: {
			body: buildPush(
				{
					messageType: 'notify',
					title: values.title,
					content: values.message,
					contentLabel: 'Message',
					templateId: '',
					templateValues: undefined,
					customContent: withPageUrl(values.customContent, values.urlKey, context.pageUrl),
					options: values.options,
				},
				context,
				values.options.request,
			),
			usersPerSecond: rateOf(values.options.usersPerSecond),
		},
		question: { title: values.title, message: values.message, answering: values.answering },
		limit: values.options.limitWaitTime,
	}),
	...pushToUsers,
});
