import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { integer } from '../../shared/fields/apiFields';
import { responseNumber } from '../../shared/transport/response';

/** Named account types. Source: docs/api/tpns.md 4.1. */
const ACCOUNT_TYPES: ReadonlyArray<[value: number, name: string]> = [
	[1007, 'Alipay'],
	[1013, 'Baidu'],
	[0, 'Default'],
	[1009, 'Douban'],
	[1005, 'Email'],
	[1010, 'Facebook'],
	[1012, 'Google'],
	[993, 'IDFA'],
	[994, 'IDFA MD5'],
	[1000, 'IMEI'],
	[1001, 'IMEI MD5'],
	[1014, 'JD'],
	[1015, 'LinkedIn'],
	[995, 'MAC Address'],
	[996, 'MAC Address MD5'],
	[997, 'OAID'],
	[998, 'OAID MD5'],
	[1002, 'Phone'],
	[990, 'QIMEI'],
	[991, 'QQ Number'],
	[992, 'QQ Number MD5'],
	[1004, 'QQ OpenID'],
	[1006, 'Sina Weibo'],
	[989, 'TAID'],
	[1008, 'Taobao'],
	[1011, 'Twitter'],
	[1003, 'WeChat OpenID'],
	[999, 'WeChat UnionID'],
];

/** Value of the list that leads to a number of the user's own. */
const OTHER = -1;

/** Kind of the account, as a list. */
export const accountTypeField: INodeProperties = {
	displayName: 'Account Type',
	name: 'accountType',
	type: 'options',
	options: [
		...ACCOUNT_TYPES.map(([value, name]) => ({ name, value })),
		{ name: 'Other', value: OTHER, description: 'Type 1 to 16, or one that is not in the list' },
	].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: 0,
	description: 'Kind of account that the app bound to the device',
};

/** Number of an account type that the list does not have. */
export const otherAccountTypeField: INodeProperties = {
	displayName: 'Account Type Number',
	name: 'accountTypeNumber',
	type: 'number',
	default: 1,
	typeOptions: { minValue: 0 },
	description: 'Number of the account type, e.g. 1 to 16 for types of your own',
	displayOptions: { show: { accountType: [OTHER] } },
};

/**
 * The account type that was chosen.
 *
 * @throws FieldError when it is no whole number from 0 up
 */
export function readAccountType(parameters: Record<string, unknown>): number {
	const { accountType, accountTypeNumber } = parameters;
	if (accountType === undefined || accountType === '') return 0;
	return responseNumber(accountType) === OTHER
		? integer(0)(accountTypeNumber, otherAccountTypeField.displayName)
		: integer(0)(accountType, accountTypeField.displayName);
}

/** Which devices of an account get the push. Source: docs/api/tpns.md 1.1, `account_push_type`. */
export const accountOptions: ApiField[] = [
	{
		api: 'account_push_type',
		read: integer(0, 1),
		property: {
			displayName: 'Devices of the Account',
			name: 'accountPushType',
			type: 'options',
			options: [
				{ name: 'All', value: 1 },
				{ name: 'Latest', value: 0 },
			],
			default: 0,
			description: 'Which devices of an account get the push: the one that bound it last, or all',
		},
	},
];
