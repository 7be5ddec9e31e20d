import type { INodeProperties } from 'n8n-workflow';
import { previewOnlyField, withoutAudienceOptions } from '../../../shared/form/settings';
import { packageKindFields } from '../../audience/package';
import { pushFields } from '../../message/buildPush';
import { scheduleFields } from '../../message/schedule';
import { packagePushOptions } from '../../message/toPackage';

const shownFor = (name: string, value: string | boolean) => (field: INodeProperties) => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { [name]: [value], ...field.displayOptions?.show },
	},
});

/** Entries of an item. */
export const rowsField: INodeProperties = {
	displayName: 'Account or Device Token',
	name: 'rows',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.account }}',
	description:
		'Account or token of each item, or a list: an array, or text with commas or line breaks. One that comes again is left out.',
};

const source: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'Binary File', value: 'binary', description: 'A .zip, .txt or .csv file of each item' },
		{
			name: 'Input Items',
			value: 'items',
			description: 'A value of each item, all in one package',
		},
	],
	default: 'items',
	description: 'Where the accounts or tokens come from',
};

const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input binary field containing the file to be uploaded',
	description:
		'File of at most 100 MB: .txt or .csv with one column in UTF-8, or a .zip with one such file',
};

const fileName: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring-sale.txt',
	description:
		"Name that the package has in the TPNS console, with .zip, .txt or .csv at its end; empty is the file's own, or one after the kind of the package",
};

const pushAfterUpload: INodeProperties = {
	displayName: 'Push After Upload',
	name: 'pushAfterUpload',
	type: 'boolean',
	default: false,
	description:
		'Whether to send a push to the package at once. Its fields are read from the first item.',
};

/** Fields of an upload, with those of a push that may follow it. */
export const uploadFields: INodeProperties[] = [
	...packageKindFields,
	source,
	shownFor('source', 'items')(rowsField),
	shownFor('source', 'binary')(binaryField),
	fileName,
	pushAfterUpload,
	...pushFields([], packagePushOptions, scheduleFields)
		.filter((field) => field !== previewOnlyField)
		.map((field) =>
			field.name === 'options'
				? withoutAudienceOptions(field)
				: shownFor('pushAfterUpload', true)(field),
		),
	previewOnlyField,
];
