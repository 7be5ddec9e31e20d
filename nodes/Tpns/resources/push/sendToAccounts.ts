import { apiFields } from '../../../shared/fields/apiFields';
import { sendFields, sendOptions } from '../../../shared/form/settings';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { accountOptions, accountType, withAccountType } from '../../audience/account';
import { accountNames } from '../../audience/accounts';
import { accountIdentity } from '../../audience/identity';
import { isSinglePush, singlePush } from '../../audience/singlePush';
import { buildPush, customContent, messageFields } from '../../message/buildPush';
import { pushOptions } from '../../message/options';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { accountOutcomes } from './sentPush';

/** Accounts in a request. Source: docs/api/tpns.md 1.1, `account_list`. */
const ACCOUNTS_PER_REQUEST = 1_000;

export const sendToAccounts = defineBatched({
	value: 'sendToAccounts',
	name: 'Send to Accounts',
	action: 'Send push to accounts',
	description: 'Send a push to one or more accounts of your app',
	isSend: true,
	fields: {
		...appFields,
		accounts: accountNames,
		accountType,
		...messageFields,
		...sendFields,
		customContent,
		options: pushOptions(
			{ audience: apiFields([singlePush('account'), ...accountOptions]) },
			sendOptions,
		),
	},
	recipients: recipientsIn('accounts', { as: 'account', plural: 'accounts' }),
	identity: (account, push) => accountIdentity(push, account),
	message: (values) => ({ ...withAccountType(values.accountType), ...buildPush(values) }),
	limit: (push) => (isSinglePush(push) ? 1 : ACCOUNTS_PER_REQUEST),
	request: (push, accounts) => ({
		path: '/v3/push/app',
		body: { audience_type: 'account_list', account_list: accounts, ...push },
	}),
	outcomes: accountOutcomes,
	warnings: pushWarnings,
	advice: pushAdvice,
});
