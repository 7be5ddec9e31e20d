import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../../shared/fields/json';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';
import { accountTypeField, otherAccountTypeField } from './account';
import { quoted } from '../../shared/fields/text';

/** What the rows of a package are. */
export type PackageKind = 'account' | 'token';

const shownForAccounts = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { packageKind: ['account'], ...field.displayOptions?.show } },
});

/** What a package holds, and for accounts of which type they are. */
export const packageKindFields: INodeProperties[] = [
	{
		displayName: 'Package Of',
		name: 'packageKind',
		type: 'options',
		options: [
			{ name: 'Accounts', value: 'account' },
			{ name: 'Device Tokens', value: 'token' },
		],
		default: 'account',
		description: 'What the rows of the package are',
	},
	shownForAccounts(accountTypeField),
	shownForAccounts(otherAccountTypeField),
];

/** Which package a push goes to. */
export const uploadIdField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.uploadId }}',
	description:
		'Number that Audience Package: Upload gave, or its whole output item, which also says what the package holds',
};

/** What a package holds, as the form says. */
export function readPackageKind(value: unknown): PackageKind {
	return value === 'token' ? 'token' : 'account';
}

/**
 * The package that a push goes to, from its upload ID or the output of Audience Package: Upload.
 *
 * @throws FieldError when it is no positive whole number
 */
export function readPackage(parameters: Parameters): { uploadId: number; kind: PackageKind } {
	const { uploadId: given, packageKind } = parameters;
	const output = isObject(given) ? given : { uploadId: given, packageKind };
	const id = output.uploadId ?? output.upload_id;
	const number = typeof id === 'string' && id.trim() !== '' ? Number(id) : id;
	if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
		throw new FieldError(
			uploadIdField.displayName,
			id === undefined || id === '' ? 'is empty' : `is ${quoted(id)}`,
			'Enter the number that Audience Package: Upload gave',
		);
	}
	return { uploadId: number, kind: readPackageKind(output.packageKind ?? packageKind) };
}
