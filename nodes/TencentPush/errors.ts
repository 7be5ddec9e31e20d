import type { ErrorTable } from '../shared/transport/apiError';

const PUSH = 'docs/api/push-service.md 7.1';
const PUBLIC = 'docs/api/push-service.md 7.2';
const MESSAGES = 'docs/api/push-service.md 7.2, message APIs';

const CREDENTIAL = {
	fix: "Compare 'SDKAppID', 'Secret Key', 'Administrator' and 'Region' in the credential with the console",
	credential: true,
	source: PUBLIC,
} as const;

/** Refused before anything was done, so that even a push may be repeated after a second. */
const TOO_FREQUENT = {
	fix: 'Send less often. The node has already waited and retried',
	nothingAccepted: { waitMs: 1_000 },
} as const;

const WRONG_SECRET = {
	cause:
		'The Secret Key is an old one, belongs to another app, or is the appKey of the push client',
	fix: 'Copy the SecretKey of this SDKAppID from the Chat console again',
	credential: true,
	source: PUBLIC,
} as const;

const BAD_MESSAGE = {
	fix: 'Compare the message with the Chat message formats',
	seenInRequest: true,
	source: MESSAGES,
} as const;

/** All documented codes of the Push Service and Chat message APIs. Source: docs/api/push-service.md 7. */
export const pushServiceErrors: ErrorTable = {
	'10010': {
		title: 'There is no group with this ID',
		fix: 'Check the group ID. A disbanded group no longer exists',
		member: true,
		removeFromList: true,
		source: MESSAGES,
	},
	'20001': { title: 'Chat could not read the request', ...BAD_MESSAGE },
	'20002': {
		title: 'The signature of the sender is not valid',
		...WRONG_SECRET,
		source: MESSAGES,
	},
	'20003': {
		title: 'The sender or the recipient does not exist',
		cause: 'The UserID was never imported and has never logged in',
		fix: "Check the UserID and 'Sender Account'",
		member: true,
		source: MESSAGES,
	},
	'20004': {
		title: "Tencent's internal network failed",
		fix: 'Retry later',
		retryable: true,
		source: MESSAGES,
	},
	'20005': {
		title: 'Chat had an internal error',
		fix: 'Retry later',
		retryable: true,
		source: MESSAGES,
	},
	'20006': {
		title: 'A webhook of the app blocked the message',
		fix: "Check the webhook that Chat calls before sending, or skip it with 'Forbidden Callbacks'",
		member: true,
		source: MESSAGES,
	},
	'60002': {
		title: 'Tencent could not parse the HTTP request',
		fix: 'Check whether a proxy changes requests on their way',
		source: PUBLIC,
	},
	'60003': {
		title: 'Tencent could not parse the JSON of the request',
		fix: 'Compare the request with the API reference',
		seenInRequest: true,
		source: PUBLIC,
	},
	'60004': { title: 'The administrator account or its UserSig was not accepted', ...CREDENTIAL },
	'60005': { title: 'The administrator account or its UserSig was not accepted', ...CREDENTIAL },
	'60007': { title: 'Too many requests in a short time', ...TOO_FREQUENT, source: PUBLIC },
	'60008': {
		title: 'The service did not finish in time',
		fix: 'Retry later',
		retryable: true,
		source: PUBLIC,
	},
	'60009': {
		title: 'The API has no such path',
		cause: "The region does not offer this function yet, or 'Base URL' has a wrong path",
		fix: "Check 'Region' and 'Base URL' in the credential",
		source: PUBLIC,
	},
	'60010': {
		title: 'The account is not an administrator of the app',
		cause: 'Only an app administrator may use the API, by default "administrator"',
		fix: "Enter an app administrator as 'Administrator' in the credential",
		credential: true,
		source: PUBLIC,
	},
	'60012': { title: 'The SDKAppID is missing', ...CREDENTIAL },
	'60014': {
		title: 'The service did not finish in time',
		fix: 'Retry later',
		retryable: true,
		source: PUBLIC,
	},
	'60015': {
		title: 'The UserID has the wrong type',
		fix: 'Enter the UserID as text',
		source: PUBLIC,
	},
	'60016': {
		title: 'The SDKAppID is disabled',
		fix: "Enable the app in the Chat console, or use another app's credential",
		credential: true,
		source: PUBLIC,
	},
	'60018': { title: 'Too many requests in a short time', ...TOO_FREQUENT, source: PUBLIC },
	'60019': { title: 'Too many requests in a short time', ...TOO_FREQUENT, source: PUBLIC },
	'60020': {
		title: 'The edition of the app has expired or is not paid for',
		fix: 'Renew it in the console',
		credential: true,
		source: PUBLIC,
	},
	'60021': {
		title: 'The app does not accept requests from the address of this machine',
		fix: 'Add the public IP address of this machine to the allow-list in the console',
		credential: true,
		source: PUBLIC,
	},
	'60025': {
		title: 'SDKAppID, administrator or UserSig has the wrong format',
		...CREDENTIAL,
	},
	'60026': {
		title: 'The app belongs to another region',
		cause: 'An app exists only in the region in which it was created',
		fix: "Set 'Region' in the credential to the region in which the SDKAppID was created",
		credential: true,
		source: PUBLIC,
	},
	'60027': {
		title: 'The app does not include this function',
		cause: 'A Push app has no Chat messages, and a Chat app without Push has no pushes',
		fix: "Buy the function in the console, or use another app's credential. Older Chat editions need the API family Chat (Older)",
		everyCall: true,
		source: PUBLIC,
	},
	'60028': {
		title: 'The trial app has used up its quota for 24 hours',
		fix: 'Wait 24 hours, or buy an edition',
		everyCall: true,
		source: PUBLIC,
	},
	'70001': {
		title: 'The UserSig has expired',
		cause: 'The clock of this machine is more than a day slow',
		fix: 'Correct the clock of this machine. The node has already retried with a new UserSig',
		credential: true,
		source: PUBLIC,
	},
	'70003': { title: 'The UserSig is not valid', ...WRONG_SECRET },
	'70009': { title: 'The UserSig was not made with the Secret Key of this app', ...WRONG_SECRET },
	'70013': { title: 'The UserSig belongs to another administrator', ...CREDENTIAL },
	'70014': { title: 'The UserSig belongs to another SDKAppID', ...CREDENTIAL },
	'70016': { title: 'The region does not know the SDKAppID or its key', ...CREDENTIAL },
	'70020': { title: 'The region does not know the SDKAppID or its key', ...CREDENTIAL },
	'70050': {
		title: 'Too many wrong UserSigs: Tencent accepts none for now',
		fix: "Correct 'Secret Key' in the credential, then retry later",
		credential: true,
		source: PUBLIC,
	},
	'70051': {
		title: 'The account is on a block-list of Tencent',
		fix: 'Contact Tencent Cloud support',
		credential: true,
		source: PUBLIC,
	},
	'70107': {
		title: 'The account does not exist',
		cause:
			'The UserID was never imported and has never logged in, or a reinstalled app has a new Registration ID',
		fix: 'Remove it from your list, or import the account into Chat',
		member: true,
		removeFromList: true,
		source: PUBLIC,
	},
	'70169': {
		title: 'The account service did not finish in time',
		fix: 'Retry later',
		retryable: true,
		source: PUBLIC,
	},
	'70398': {
		title: 'The app has reached the account limit of its edition',
		fix: 'Delete accounts or buy a larger edition',
		source: PUBLIC,
	},
	'70402': {
		title: 'A parameter is not valid',
		fix: 'Correct the field that the message names',
		seenInRequest: true,
		source: PUBLIC,
	},
	'70500': {
		title: 'The account service had an internal error',
		fix: 'Retry later',
		retryable: true,
		source: PUBLIC,
	},
	'80001': {
		title: 'The text contains words that Tencent blocks',
		fix: 'Change the text, or the word filter in the console',
		source: PUBLIC,
	},
	'80002': {
		title: 'The message is larger than 12 KB',
		fix: 'Shorten the message or its data',
		source: PUBLIC,
	},
	'90001': {
		title: 'A field of the request is not valid',
		fix: 'Correct the field that the message names',
		seenInRequest: true,
		source: PUSH,
	},
	'90002': { title: 'The elements of the Chat message are not valid', ...BAD_MESSAGE },
	'90003': {
		title: 'The recipient is missing, or does not exist',
		fix: 'Check the UserID of the recipient',
		member: true,
		source: MESSAGES,
	},
	'90005': {
		title: 'The random number of the request is missing',
		cause: "'Additional JSON' replaced MsgRandom",
		fix: "Remove MsgRandom from 'Additional JSON'",
		source: PUSH,
	},
	'90007': { title: 'The elements of the Chat message are not a list', ...BAD_MESSAGE },
	'90009': {
		title: 'The account is not an administrator of the app',
		cause: 'Only an app administrator may use the API, by default "administrator"',
		fix: "Enter an app administrator as 'Administrator' in the credential",
		credential: true,
		source: PUSH,
	},
	'90010': { title: 'An element of the Chat message has no valid content', ...BAD_MESSAGE },
	'90012': {
		title: 'The request has more than 500 users',
		fix: 'The node splits longer lists. Report this with the execution',
		source: MESSAGES,
	},
	'90018': {
		title: 'The request has too many users',
		fix: 'The node splits longer lists. Report this with the execution',
		source: PUSH,
	},
	'90020': { title: 'A tag is longer than 50 bytes', fix: 'Shorten the tag', source: PUSH },
	'90022': {
		title: "A tag is in both 'Any of These Tags' and 'All of These Tags'",
		fix: 'Remove it from one of them',
		source: PUSH,
	},
	'90024': {
		title: 'Two pushes to all users, tags or attributes came within a second',
		...TOO_FREQUENT,
		source: PUSH,
	},
	'90026': {
		title: 'The storage time is longer than 7 days',
		fix: "Enter at most 604800 seconds in 'Keep for Offline Users'",
		source: PUSH,
	},
	'90031': {
		title: 'SyncOtherMachine is not a number',
		fix: "Remove SyncOtherMachine from 'Additional JSON'",
		source: MESSAGES,
	},
	'90032': {
		title: 'More than 10 tags in a condition or in a request that adds tags',
		fix: 'Enter at most 10 tags',
		source: PUSH,
	},
	'90033': {
		title: 'The app does not have this attribute, or refuses the change',
		cause:
			'Create the attribute name first. It must be new, and its account type cannot be changed later',
		fix: 'Check the names with Attribute Name: Get Many. Add a missing one with Attribute Name: Set',
		source: PUSH,
	},
	'90035': {
		title: 'The attribute or tag belongs to the other type of account',
		cause: 'Each tag and attribute is for either UserIDs or Registration IDs',
		fix: 'Use another tag or attribute for this type of account',
		member: true,
		source: PUSH,
	},
	'90039': {
		title: 'The condition has both tags and attributes',
		fix: 'Use either tags or attributes in a push',
		source: PUSH,
	},
	'90040': { title: 'A tag is empty', fix: 'Remove the empty tag', source: PUSH },
	'90044': {
		title: 'The storage time (MsgLifeTime) is not a number',
		fix: "Remove MsgLifeTime from 'Additional JSON'",
		source: MESSAGES,
	},
	'90045': {
		title: 'The push function of the app is switched off',
		fix: 'Switch it on in the console (Push Service > Access Settings)',
		everyCall: true,
		source: PUSH,
	},
	'90047': {
		title: 'The daily quota of pushes to all users, tags and attributes is spent',
		cause: 'A free or trial app has 10 a day, a standard or premium one 100',
		fix: 'Send again tomorrow, raise the quota in the console, or use Send to Users, which has no daily quota',
		everyCall: true,
		source: PUSH,
	},
	'90048': {
		title: 'The account does not exist',
		fix: 'Remove it from your list, or import the account into Chat',
		member: true,
		removeFromList: true,
		source: MESSAGES,
	},
	'90049': {
		title: 'There is no push with this task ID',
		cause: 'Only pushes to all users, tags and attributes can be revoked, not those to named users',
		fix: 'Check the Task ID: "batch_" marks a push to named users',
		source: PUSH,
	},
	'90050': {
		title: 'The push is already revoked',
		fix: 'Nothing to do',
		source: PUSH,
	},
	'90051': { title: 'Two pushes were revoked within a second', ...TOO_FREQUENT, source: PUSH },
	'90052': {
		title: 'The push is more than 24 hours old',
		fix: 'Nothing to do: a push can be revoked for 24 hours only',
		source: PUSH,
	},
	'90053': {
		title: 'The replacement notification is missing',
		fix: "Enter 'Title' and 'Content'",
		source: PUSH,
	},
	'90056': {
		title: 'The request is larger than 10 KB',
		fix: "Shorten the texts or 'Custom Content'",
		source: PUSH,
	},
	'90057': { title: 'The Data ID is longer than 64 bytes', fix: 'Shorten it', source: PUSH },
	'90104': {
		title: 'The scheduled push was not accepted',
		cause: 'The scheduled push does not exist, it has another audience, or a field is not valid',
		fix: 'Correct the field that the message names',
		seenInRequest: true,
		source: PUSH,
	},
	'90105': {
		title: 'The scheduler had an internal error',
		fix: 'Retry later',
		retryable: true,
		source: PUSH,
	},
	'90106': {
		title: 'The scheduled push was already sent',
		fix: 'It can no longer be changed. Push: Revoke may stop or replace its push',
		source: PUSH,
	},
	'90107': {
		title: 'The scheduled push is being sent',
		fix: 'It can no longer be changed. Push: Revoke may stop or replace its push',
		source: PUSH,
	},
	'90992': {
		title: 'Chat had an internal error',
		fix: 'Retry later',
		retryable: true,
		source: MESSAGES,
	},
	'91000': {
		title: 'The service had an internal error',
		fix: 'Retry later',
		retryable: true,
		source: PUSH,
	},
	'93000': {
		title: 'The message is larger than 12 KB',
		fix: 'Shorten the message or its data',
		source: MESSAGES,
	},
};
