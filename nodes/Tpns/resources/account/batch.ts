import type { INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import { isObject } from '../../../shared/fields/json';
import { callOptions } from '../../../shared/form/settings';
import type { FoldedOperation, Parameters } from '../../../shared/run/operation';
import { accountTypeField, otherAccountTypeField } from '../../audience/account';
import type { Account } from '../../audience/accounts';
import { accountKey, accountsField, describeAccount, readAccounts } from '../../audience/accounts';
import { deviceTokensField, readDeviceTokens } from '../../audience/token';
import { optionsWith } from '../../../shared/form/commonFields';

export const BATCH_PATH = '/v3/device/account/batchoperate';
export const QUERY_PATH = '/v3/device/account/query';

/** Entries in a call where the documentation gives no limit: that of the calls which have one. */
const DEFAULT_ENTRIES = 20;
const MOST_ENTRIES = 500;

/** Options of a batch whose size the documentation does not limit. */
const batchOptions: INodeProperties = optionsWith([
	callOptions.callsAtOnce,
	{
		displayName: 'Entries per Call',
		name: 'entriesPerCall',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_ENTRIES },
		default: DEFAULT_ENTRIES,
		description:
			'Devices or accounts in a call. Tencent documents no limit; a call that TPNS refuses for its size is sent in smaller ones.',
	},
]);

/** What all entries of a batch share: how many go into a call. */
export interface Batch {
	entriesPerCall: number;
}

/** Reads the size of a batch. Throws FieldError. */
export function readBatch({ options }: Parameters): Batch {
	const { entriesPerCall = DEFAULT_ENTRIES } = isObject(options) ? options : {};
	return { entriesPerCall: integer(1, MOST_ENTRIES)(entriesPerCall, 'Entries per Call') };
}

/** Devices, as many in a call as the options say. */
export const deviceBatch: FoldedOperation<Batch, string>['audience'] = {
	fields: ['devices'],
	read: readDeviceTokens,
	key: (token) => token,
	describe: (token) => ({ token }),
	limit: ({ entriesPerCall }) => entriesPerCall,
	plural: 'devices',
};

/** Fields of an operation on devices. */
export const deviceBatchFields: INodeProperties[] = [deviceTokensField, batchOptions];

/** Accounts, as many in a call as the options say. */
export const accountBatch: FoldedOperation<Batch, Account>['audience'] = {
	fields: ['accounts', 'accountType', 'accountTypeNumber'],
	read: readAccounts,
	key: accountKey,
	describe: describeAccount,
	limit: ({ entriesPerCall }) => entriesPerCall,
	plural: 'accounts',
};

/** Fields of an operation on accounts. */
export const accountBatchFields: INodeProperties[] = [
	accountsField,
	accountTypeField,
	otherAccountTypeField,
	batchOptions,
];
