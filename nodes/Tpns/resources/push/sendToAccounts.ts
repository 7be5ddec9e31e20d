import type { JsonObject } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import {
	accountOptions,
	accountTypeField,
	otherAccountTypeField,
	readAccountType,
} from '../../audience/account';
import { accountsField } from '../../audience/accounts';
import { isSinglePush, singlePush } from '../../audience/singlePush';
import { buildPush, pushFields } from '../../message/buildPush';
import { pushWarnings } from '../../message/warnings';
import { pushIds } from './sentPush';

const options = [singlePush('account', 'account'), ...accountOptions];

/** Accounts in a call. Source: docs/api/tpns.md 1.1, `account_list`. */
const ACCOUNTS_PER_CALL = 1_000;

export const sendToAccounts = defineFoldedOperation<JsonObject, string>({
	value: 'sendToAccounts',
	name: 'Send to Accounts',
	action: 'Send a push to accounts',
	description: 'Send a push to one or more accounts of your app',
	fields: pushFields([accountsField, accountTypeField, otherAccountTypeField], options),
	isSend: true,
	audience: {
		fields: ['accounts'],
		read: (parameters) => readRequiredList(parameters.accounts, accountsField.displayName),
		key: (account) => account,
		describe: (account) => ({ account }),
		limit: (push) => (isSinglePush(push) ? 1 : ACCOUNTS_PER_CALL),
		plural: 'accounts',
	},
	build(parameters) {
		const accountType = readAccountType(parameters);
		return {
			...(accountType === 0 ? {} : { account_type: accountType }),
			...buildPush(parameters, options),
		};
	},
	request: (push, accountList) => ({
		path: '/v3/push/app',
		body: { audience_type: 'account_list', account_list: accountList, ...push },
	}),
	outcomes: (answer) => ({ status: 'accepted', ...pushIds(answer) }),
	warnings: (push) => pushWarnings(push),
});
