import { apiFields } from '../../../shared/fields/apiFields';
import { field, group, shownWhen } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { title } from '../../../shared/form/messageText';
import { sendFields, sendOptions } from '../../../shared/form/settings';
import { withPageUrl } from '../../../shared/sendAndWait/customContent';
import { defineSendAndWait } from '../../../shared/sendAndWait/defineSendAndWait';
import { answering, limitWaitTime, message, urlKey } from '../../../shared/sendAndWait/fields';
import { accountOptions, accountType, withAccountType } from '../../audience/account';
import { accountNames } from '../../audience/accounts';
import { accountIdentity } from '../../audience/identity';
import { devices } from '../../audience/token';
import { buildPush, customContent } from '../../message/buildPush';
import { askingPushOptions } from '../../message/options';
import { openWebPage } from '../../message/tap';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { accountOutcomes, tokenOutcomes } from './sentPush';

const sendTo = field({
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Accounts', value: 'accounts' },
		{ name: 'Devices', value: 'devices' },
	],
	default: 'devices',
	description: 'What identifies the person',
});

const TO_DEVICES = { sendTo: ['devices'] };
const TO_ACCOUNTS = { sendTo: ['accounts'] };
const ON_IOS = { platform: ['ios'] };

type Recipient = { token: string } | { account: string };

const nameOf = (recipient: Recipient) =>
	'token' in recipient ? recipient.token : recipient.account;

/** Devices or accounts of the person. */
const audience = group(
	{
		sendTo,
		devices: shownWhen(TO_DEVICES, devices),
		accounts: shownWhen(TO_ACCOUNTS, accountNames),
	},
	(values): Recipient[] =>
		values.sendTo === 'devices'
			? values.devices.map((token) => ({ token }))
			: values.accounts.map((account) => ({ account })),
);

/** Recipients of a request: tokens or accounts. Source: docs/api/tpns.md 1.1, `token_list`, `account_list`. */
const RECIPIENTS_PER_REQUEST = 1_000;

export const sendAndWait = defineSendAndWait({
	fields: {
		...appFields,
		audience,
		sendTo,
		accountType: shownWhen(TO_ACCOUNTS, accountType),
		title,
		message,
		answering,
		urlKey: shownWhen(ON_IOS, urlKey),
		...sendFields,
		customContent,
		options: askingPushOptions({ audience: apiFields(accountOptions), limitWaitTime }, sendOptions),
	},
	recipients: {
		from: ['audience'],
		of: (values) => values.audience,
		key: nameOf,
		describe: (recipient) => ({ ...recipient }),
		plural: 'recipients',
	},
	limit: RECIPIENTS_PER_REQUEST,
	message(values, context) {
		const isToAccounts = values.sendTo === 'accounts';
		const push = buildPush({
			platform: values.platform,
			environment: values.environment,
			messageType: 'notify',
			title: values.title,
			content: values.message,
			tap: openWebPage(context.pageUrl),
			customContent:
				values.platform === 'ios'
					? withPageUrl(values.customContent, values.urlKey, context.pageUrl)
					: values.customContent,
			options: { ...values.options, audience: isToAccounts ? values.options.audience : {} },
		});
		return {
			push: isToAccounts
				? { audience_type: 'account_list', ...withAccountType(values.accountType), ...push }
				: { audience_type: 'token_list', ignore_invalid_token: 1, ...push },
			question: { title: values.title, message: values.message, answering: values.answering },
			limit: values.options.limitWaitTime,
		};
	},
	identity: (recipient, push) =>
		isAccountPush(push) ? accountIdentity(push, nameOf(recipient)) : nameOf(recipient),
	request: (push, recipients) => ({
		path: '/v3/push/app',
		body: {
			...push,
			[isAccountPush(push) ? 'account_list' : 'token_list']: recipients.map(nameOf),
		},
	}),
	outcomes: (answer, recipients, push) =>
		isAccountPush(push)
			? accountOutcomes(answer, recipients.map(nameOf))
			: tokenOutcomes(answer, recipients.map(nameOf)),
	// Its form has no Personalization.
	warnings: (push) => pushWarnings(push, ''),
	advice: pushAdvice,
});

function isAccountPush({ audience_type: audienceType }: JsonObject): boolean {
	return audienceType === 'account_list';
}
