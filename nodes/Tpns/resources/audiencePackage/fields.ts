import { allShownWhen, field, shownWhen } from '../../../shared/fields/field';
import { readRequiredList } from '../../../shared/fields/list';
import { previewOnly, requestOption, timeoutOnly } from '../../../shared/form/settings';
import { packageContent } from '../../audience/package';
import { customContent } from '../../message/buildPush';
import { packageMessageFields, packageOptions } from '../../message/toPackage';
import { appFields } from '../../message/text';

/** Fields of an upload, with those of a push that may follow it. */
export const uploadFields = {
	...packageContent,
	source: field({
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description: 'A .zip, .txt or .csv file in each item',
			},
			{
				name: 'Input Items',
				value: 'items',
				description: 'A value of each item, all in one package',
			},
		],
		default: 'items',
		description: 'Where the accounts or tokens come from',
	}),
	rows: shownWhen(
		{ source: ['items'] },
		field(
			{
				displayName: 'Account or Device Token',
				name: 'rows',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. {{ $json.account }}',
				description:
					'Account or token of each item, or a list: an array, or text with commas or line breaks. Duplicates are left out.',
			},
			readRequiredList,
		),
	),
	binaryField: shownWhen(
		{ source: ['binary'] },
		field({
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input binary field containing the file to be uploaded',
			description:
				'File of at most 100 MB: .txt or .csv with one column in UTF-8, or a .zip with one such file',
		}),
	),
	fileName: field({
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-sale.txt',
		description:
			"Name that the package has in the TPNS console, ending in .zip, .txt or .csv. Empty: the file's own name, or a name for the kind of package.",
	}),
	pushAfterUpload: field({
		displayName: 'Push After Upload',
		name: 'pushAfterUpload',
		type: 'boolean',
		default: false,
		description: 'Whether to send a push to the package at once',
	}),
	...allShownWhen({ pushAfterUpload: [true] }, { ...appFields, ...packageMessageFields }),
	previewOnly,
	customContent: shownWhen({ pushAfterUpload: [true] }, customContent),
	options: shownWhen({ pushAfterUpload: [true] }, packageOptions(requestOption)),
	ownOptions: shownWhen({ pushAfterUpload: [false] }, timeoutOnly),
};
