import type { ErrorTable } from '../shared/transport/apiError';

const MANUAL = 'docs/api/tpns.md 1.17';
const ELSEWHERE = 'docs/api/tpns.md 4.3';

/** All documented codes of the TPNS REST API. Source: docs/api/tpns.md 1.17 and 4.3. */
export const tpnsErrors: ErrorTable = {
	'1008001': {
		title: 'TPNS could not parse the request',
		cause: 'A field has the wrong type, often one that was added as JSON',
		fix: 'Compare the request with the API reference',
		seenInRequest: true,
		source: MANUAL,
	},
	'1008002': {
		title: 'A required parameter is missing',
		fix: 'Fill the field that the message names',
		seenInRequest: true,
		source: MANUAL,
	},
	'1008003': {
		title: 'TPNS did not accept the signature',
		cause: 'The Secret Key does not belong to the Access ID, or the clock of this machine is off',
		fix: "Copy 'Access ID' and 'Secret Key' again from the console (Configuration Management > Basic Configuration), and check the time of this machine",
		credential: true,
		source: MANUAL,
	},
	'1008004': {
		title: 'An internal service of TPNS did not answer',
		fix: 'Retry later. For a push, check the push records first',
		retryable: true,
		source: MANUAL,
	},
	'1008006': {
		title: 'The device token is not valid',
		cause: 'The app was removed, or the token belongs to another app or region',
		fix: 'Remove the token from your list',
		member: true,
		removeFromList: true,
		source: MANUAL,
	},
	'1008007': {
		title: 'A parameter is not valid',
		fix: 'Correct the field that the message names',
		seenInRequest: true,
		source: MANUAL,
	},
	'1008011': {
		title: 'The file could not be uploaded',
		fix: 'Check that it is a .zip, .txt or .csv of at most 100 MB and retry',
		source: MANUAL,
	},
	'1008012': {
		title: 'The uploaded file is empty',
		fix: 'Upload a file with at least one row',
		source: MANUAL,
	},
	'1008013': {
		title: 'The push certificate could not be parsed',
		fix: 'Upload the certificate again in the console',
		source: MANUAL,
	},
	'1008015': {
		title: 'There is no push with this ID',
		cause: 'The push is too old for this request, or belongs to another app or region',
		fix: 'Check the push ID. Statistics cover the last 30 days',
		source: MANUAL,
	},
	'1008016': {
		title: 'TPNS did not accept a date',
		cause:
			'A date has the wrong format, or the period is outside the days that this request covers',
		fix: 'Check the format of the dates, or choose a shorter or more recent period',
		source: MANUAL,
	},
	'1008019': {
		title: "Tencent's content check rejected the text",
		fix: 'Change the title or content',
		source: MANUAL,
	},
	'1008020': {
		title: 'The certificate belongs to another app',
		cause: 'Its bundle ID differs from that of the app',
		fix: 'Upload the right certificate in the console',
		source: MANUAL,
	},
	'1008021': {
		title: 'The .p12 certificate cannot be read',
		fix: 'Export the certificate again and upload it in the console',
		source: MANUAL,
	},
	'1008022': {
		title: 'The password of the .p12 certificate is wrong',
		fix: 'Upload the certificate with its password in the console',
		source: MANUAL,
	},
	'1008023': {
		title: 'The iOS push certificate has expired',
		fix: 'Renew the certificate and upload it in the console',
		source: MANUAL,
	},
	'1008025': {
		title: 'The app already exists',
		fix: 'Use the existing app',
		source: MANUAL,
	},
	'1008026': {
		title: 'Part of the batch failed',
		fix: 'See the individual results',
		batch: 'partial',
		source: MANUAL,
	},
	'1008027': {
		title: 'The whole batch failed',
		fix: 'See the individual results',
		batch: 'total',
		source: MANUAL,
	},
	'1008028': {
		title: 'Too many requests',
		cause:
			'TPNS allows 1 push a second to all devices, tags or packages, 200 statistics requests an hour and 200 push plans a day',
		fix: 'Send less often. The node retries rate limits, but not a spent hourly or daily quota',
		retryable: true,
		nothingAccepted: { waitMs: 1000 },
		source: MANUAL,
	},
	'1008029': {
		title: 'The device token is not valid',
		cause:
			'The app was removed, the token expired (90 days offline), or it belongs to another app or region',
		fix: 'Remove the token from your list',
		member: true,
		removeFromList: true,
		source: MANUAL,
	},
	'1008030': {
		title: 'The app is not paid for',
		fix: 'Renew the app in the console',
		credential: true,
		source: MANUAL,
	},
	'1008031': {
		title: 'The resources of the app were terminated',
		fix: 'Renew the app in the console',
		credential: true,
		source: MANUAL,
	},
	'1008035': {
		title: 'TPNS does not know this Access ID at this service access point',
		cause: 'The Access ID is wrong, or the app belongs to another region',
		fix: "Check 'Access ID', and set 'Service Access Point' in the credential to that of the app",
		credential: true,
		source: MANUAL,
	},
	'1010001': {
		title: 'The app has no resources',
		cause: 'The app was never bought or is not deployed in this region',
		fix: 'Check the app in the console',
		credential: true,
		source: ELSEWHERE,
	},
	'10010005': {
		title: 'The push target does not exist',
		cause: 'No device matches the tokens, accounts, tags or package',
		fix: 'Check the audience',
		member: true,
		source: MANUAL,
	},
	'10010012': {
		title: 'The push time is not allowed',
		cause: 'It is more than 10 minutes in the past, or more than 90 days ahead',
		fix: 'Choose a time within the next 90 days',
		source: MANUAL,
	},
	'10010018': {
		title: 'TPNS treated this push as a duplicate',
		cause: 'TPNS got a push with the same target and text within the last hour',
		fix: 'This push was not sent. Change the text or wait an hour',
		source: MANUAL,
	},
	'10030002': {
		title: "'Access ID' and 'Secret Key' do not match",
		fix: 'Copy both again from the console',
		credential: true,
		source: ELSEWHERE,
	},
	'10030009': {
		title: 'The app does not exist at this service access point',
		cause: 'The app belongs to another region',
		fix: "Set 'Service Access Point' in the credential to that of the app",
		credential: true,
		source: ELSEWHERE,
	},
	'10110008': {
		title: 'The token or account is not registered',
		cause: 'No device is bound to it in this app',
		fix: 'Check that the app has registered the device, or remove the entry from your list',
		member: true,
		removeFromList: true,
		source: MANUAL,
	},
};
