import { wholeNumber } from '../../shared/fields/byType';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { isObject } from '../../shared/fields/json';
import { quoted } from '../../shared/fields/text';
import { accountType } from './account';

const kind = field({
	displayName: 'Package Contains',
	name: 'packageKind',
	type: 'options',
	options: [
		{ name: 'Accounts', value: 'account' },
		{ name: 'Device Tokens', value: 'token' },
	],
	default: 'account',
	description: 'Kind of entries in the package',
});

/** What the rows of a package are. */
export type PackageKind = ReturnType<typeof kind.read>;

/** What a package holds, and of which type its accounts are. */
export const packageContent = {
	packageKind: kind,
	packageAccountType: shownWhen({ packageKind: ['account'] }, accountType),
};

const uploadId = field(
	{
		displayName: 'Upload ID',
		name: 'uploadId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.uploadId }}',
		description:
			'Upload ID from Audience Package: Upload, or its whole output item, which also says what the package contains',
	},
	(value, name, context) => {
		const output = isObject(value) ? value : { uploadId: value };
		return {
			id: readUploadId(output.uploadId ?? output.upload_id, name),
			kind: 'packageKind' in output ? kind.read(output, context) : undefined,
		};
	},
);

/** The package that a push goes to, from its upload ID or the output of Audience Package: Upload. */
export const uploadedPackage = group({ uploadId, ...packageContent }, (values) => ({
	uploadId: values.uploadId.id,
	packageKind: values.uploadId.kind ?? values.packageKind,
	packageAccountType: values.packageAccountType,
}));

function readUploadId(id: unknown, field: string): number {
	const number = wholeNumber(id);
	if (number !== undefined && number > 0) return number;
	throw new FieldError(
		field,
		(id ?? '') === '' ? 'is empty' : `is ${quoted(id)}`,
		'Enter the upload ID from Audience Package: Upload',
	);
}
