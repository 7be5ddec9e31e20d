import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../shared/fields/list';
import type { Parameters } from '../../shared/run/operation';
import { readAccountType } from './account';

/** An account as requests take it. The type 0 is the default and left out. */
export interface Account {
	account: string;
	account_type?: number;
}

/** Accounts of one type. */
export const accountsField: INodeProperties = {
	displayName: 'Accounts',
	name: 'accounts',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.account }}',
	description:
		'Account, or a list: an array, or text with commas or line breaks between the accounts. Items share calls.',
};

/**
 * The accounts of an item, each with the chosen type. Source: docs/api/tpns.md 1.18 I23.
 *
 * @throws FieldError when there is none, or the type is no number
 */
export function readAccounts(parameters: Parameters): Account[] {
	const type = readAccountType(parameters);
	return readRequiredList(parameters.accounts, accountsField.displayName).map((account) =>
		type === 0 ? { account } : { account, account_type: type },
	);
}

/** Tells one account from another. */
export function accountKey({ account, account_type: type = 0 }: Account): string {
	return `${type} ${account}`;
}

/** An account in an output. */
export function describeAccount({ account, account_type: type = 0 }: Account): IDataObject {
	return { account, accountType: type };
}
