import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import type { Operation, OperationTexts } from '../../../shared/run/operation';
import type { Account } from '../../audience/accounts';
import { accountKey, accounts, describeAccount } from '../../audience/accounts';
import { device } from '../../audience/token';
import { BATCH_CODES, batchOutcomes, BISECT_CODES } from '../batchOutcomes';
import { BATCH_PATH } from './batch';

/** Operator types; 1 is disused and does the same as 2. Source: docs/api/tpns.md 1.6 and I24. */
export const BIND = 2;
export const UNBIND = 3;

/** Devices in a request. Source: docs/api/tpns.md 1.6, `token_accounts`. */
const DEVICES_PER_REQUEST = 20;

/**
 * An operation that binds accounts to devices, or unbinds them. Items that name the same device
 * are put together, because the last of several bindings would overwrite the others.
 */
export function defineAccountBinding(
	texts: OperationTexts,
	operatorType: typeof BIND | typeof UNBIND,
): Operation {
	return defineBatched({
		...texts,
		fields: { device, accounts, options: batchOnly },
		recipients: {
			from: ['device', 'accounts'],
			of: (values) => [{ token: values.device, accounts: values.accounts }],
			key: ({ token }) => token,
			merge: (one, other) => ({
				token: one.token,
				accounts: distinct([...one.accounts, ...other.accounts], operatorType),
			}),
			describe: (bound) => ({
				token: bound.token,
				accounts: bound.accounts.map(describeAccount),
			}),
			plural: 'devices',
		},
		limit: DEVICES_PER_REQUEST,
		request: (_message, devices) => ({
			path: BATCH_PATH,
			body: {
				operator_type: operatorType,
				token_accounts: devices.map((bound) => ({
					token: bound.token,
					account_list: bound.accounts,
				})),
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

/** Each account once; of those to bind the last of each type, which is what a device keeps. */
function distinct(all: Account[], operatorType: number): Account[] {
	const keyOf = (account: Account) =>
		operatorType === BIND ? String(account.account_type ?? 0) : accountKey(account);
	return [...new Map(all.map((account) => [keyOf(account), account])).values()];
}

/** A device keeps one account of each type. Source: docs/api/tpns.md 4.1. */
function typeWarning(all: Account[]): { warning?: string } {
	const types = all.map(({ account_type: type = 0 }) => type);
	return new Set(types).size === types.length
		? {}
		: { warning: 'A device keeps only the last of several accounts of one type' };
}
