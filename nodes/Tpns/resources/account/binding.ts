import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import type { Operation } from '../../../shared/run/operation';
import { accountTypeField, otherAccountTypeField } from '../../audience/account';
import type { Account } from '../../audience/accounts';
import { accountKey, accountsField, describeAccount, readAccounts } from '../../audience/accounts';
import { deviceTokenField, readDeviceToken } from '../../audience/token';
import { BATCH_CODES, batchOutcomes, BISECT_CODES } from '../batchOutcomes';
import { parallelOptions } from '../../../shared/form/commonFields';
import { BATCH_PATH } from './batch';

interface Bound {
	token: string;
	accounts: Account[];
}

/** Operator types; 1 is disused and does the same as 2. Source: docs/api/tpns.md 1.6 and I24. */
export const BIND = 2;
export const UNBIND = 3;

/** Devices in a call. Source: docs/api/tpns.md 1.6, `token_accounts`. */
const DEVICES_PER_CALL = 20;

/**
 * An operation that binds accounts to devices, or unbinds them. Items that name the same device
 * are put together, because the last of several bindings would overwrite the others.
 */
export function defineAccountBinding(
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	operatorType: typeof BIND | typeof UNBIND,
): Operation {
	return defineFoldedOperation<null, Bound>({
		...texts,
		fields: [
			deviceTokenField,
			accountsField,
			accountTypeField,
			otherAccountTypeField,
			parallelOptions,
		],
		audience: {
			fields: ['device', 'accounts', 'accountType', 'accountTypeNumber'],
			read: (parameters) => [
				{ token: readDeviceToken(parameters), accounts: readAccounts(parameters) },
			],
			key: ({ token }) => token,
			merge: (one, other) => ({
				token: one.token,
				accounts: distinct([...one.accounts, ...other.accounts]),
			}),
			describe: ({ token, accounts }) => ({ token, accounts: accounts.map(describeAccount) }),
			limit: DEVICES_PER_CALL,
			plural: 'devices',
		},
		build: () => null,
		request: (_message, devices) => ({
			path: BATCH_PATH,
			body: {
				operator_type: operatorType,
				token_accounts: devices.map(({ token, accounts }) => ({ token, account_list: accounts })),
			},
			acceptCodes: BATCH_CODES,
		}),
		outcomes: (answer, devices) =>
			batchOutcomes(answer, devices.length).map((outcome, index) => ({
				...outcome,
				...(operatorType === BIND ? typeWarning(devices[index].accounts) : {}),
			})),
		bisectOn: BISECT_CODES,
	});
}

function distinct(accounts: Account[]): Account[] {
	return [...new Map(accounts.map((account) => [accountKey(account), account])).values()];
}

/** A device keeps one account of each type. Source: docs/api/tpns.md 4.1. */
function typeWarning(accounts: Account[]): { warning?: string } {
	const types = accounts.map(({ account_type: type = 0 }) => type);
	return new Set(types).size === types.length
		? {}
		: { warning: 'A device keeps one account of each type: the last of those given here' };
}
