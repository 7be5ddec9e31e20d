import type { ApiField } from '../../shared/fields/apiFields';
import { byName } from '../../shared/fields/apiFields';
import { field, group, neverMissing, shownWhen } from '../../shared/fields/field';

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

/** The type of accounts, as the API takes it: 0 is the default. */
export const accountType = group(
	{
		chosen: field({
			displayName: 'Account Type',
			name: 'accountType',
			type: 'options',
			options: byName([
				...ACCOUNT_TYPES.map(([value, name]) => ({ name, value })),
				{
					name: 'Other',
					value: OTHER,
					description: 'Type 1 to 16, or one that is not in the list',
				},
			]),
			default: 0,
			description: 'Kind of account that the app bound to the device',
		}),
		number: shownWhen(
			{ accountType: [OTHER] },
			neverMissing(
				field({
					displayName: 'Account Type Number',
					name: 'accountTypeNumber',
					type: 'number',
					default: 1,
					typeOptions: { minValue: 0 },
					description: 'Number of the account type, e.g. 1 to 16 for types of your own',
				}),
			),
		),
	},
	(values) => (values.chosen === OTHER ? values.number : values.chosen),
);

/** The request field of an account type; the default is left out. */
export function withAccountType(type: number): { account_type?: number } {
	return type === 0 ? {} : { account_type: type };
}

/** Which devices of an account get the push. Source: docs/api/tpns.md 1.1, `account_push_type`. */
export const accountOptions: ApiField[] = [
	{
		api: 'account_push_type',
		property: {
			displayName: 'Devices of the Account',
			name: 'accountPushType',
			type: 'options',
			options: [
				{ name: 'All', value: 1 },
				{ name: 'Latest', value: 0 },
			],
			default: 0,
			description: 'Devices of an account that get the push: the one that bound it last, or all',
		},
	},
];
