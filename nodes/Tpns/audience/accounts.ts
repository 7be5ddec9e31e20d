import type { IDataObject } from 'n8n-workflow';
import { field, group } from '../../shared/fields/field';
import { readRequiredList } from '../../shared/fields/list';
import { accountType, withAccountType } from './account';

/** An account as requests take it. The type 0 is the default and left out. */
export interface Account {
	account: string;
	account_type?: number;
}

function accountNamesField(sharing: string) {
	return field(
		{
			displayName: 'Accounts',
			name: 'accounts',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.account }}',
			description: `Account, or a list: an array, or text with commas or line breaks between the accounts. ${sharing}.`,
		},
		readRequiredList,
	);
}

/** Accounts that a push is for, without their type. */
export const accountNames = accountNamesField('Items with the same message are sent in one batch');

/** Accounts, each with the chosen type. Source: docs/api/tpns.md 1.18 I23. */
export const accounts = group(
	{ names: accountNamesField('Items are sent in batches'), accountType },
	(values): Account[] =>
		values.names.map((account) => ({ account, ...withAccountType(values.accountType) })),
);

/** Tells one account from another. */
export function accountKey({ account, account_type: type = 0 }: Account): string {
	return `${type} ${account}`;
}

/** An account in an output. */
export function describeAccount({ account, account_type: type = 0 }: Account): IDataObject {
	return { account, accountType: type };
}
