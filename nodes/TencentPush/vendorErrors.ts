import { ownValue } from '../shared/fields/json';
import { responseText } from '../shared/transport/response';

/** Vendors as `vendorName` of channels.ts calls them, and Tencent itself for its own codes. */
export type CodeVendor =
	| 'apns'
	| 'fcm'
	| 'harmony'
	| 'honor'
	| 'huawei'
	| 'meizu'
	| 'oppo'
	| 'tencent'
	| 'vivo'
	| 'xiaomi';

/** What a vendor's code says about one device or one push. */
export interface VendorError {
	/** What happened. */
	meaning: string;
	/** What the app's owner can do. */
	fix: string;
	/** The token can receive nothing any more. Without `certain` this follows from a doubtful meaning. */
	removeFromList?: true;
	/** Read on the vendor's own page, or the same in several independent sources. */
	certain: boolean;
	/** Page or kind of source; docs/api/push-service.md 7.3 says how each was read. */
	source: string;
}

type Codes = Readonly<Record<string, VendorError>>;

const APPLE =
	'developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns';
const GOOGLE = 'firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode';
const HARMONY =
	'developer.huawei.com/consumer/cn/doc/harmonyos-references/push-scenariozed-api-response';
const HUAWEI =
	'developer.huawei.com/consumer/cn/doc/HMSCore-References/https-send-api-0000001050986197';
const MEIZU = 'github.com/MEIZUPUSH, server API';
const TENCENT = 'cloud.tencent.com/document/product/269/117847';
const TENCENT_LOSS = 'www.tencentcloud.com/document/product/1047/71895';
const VIVO = 'several public push servers that read the codes of vivo';
const XIAOMI = 'dev.mi.com/xiaomihyperos/documentation/detail?pId=1560';
const COLLECTED = 'a public collection of vendor codes; the page of the vendor could not be read';

const GONE = {
	fix: 'Remove the device from your list. It returns when the app registers again',
	removeFromList: true,
} as const;
const KEYS = {
	fix: 'Compare keys, certificate and package name in the Push console with those at the vendor',
} as const;
const LATER = { fix: 'Send again later' } as const;
const SLOWER = { fix: 'Send more slowly, or at another time' } as const;
const QUOTA = {
	fix: 'Send less, ask the vendor for a larger quota, or set the category of service messages',
} as const;
const TEXT = { fix: 'Change the title or the content' } as const;
const FIELDS = {
	fix: "Compare the vendor's fields in the push with its documentation",
} as const;
const RIGHTS = { fix: 'Apply to the vendor for this permission, or remove the field' } as const;
const SETTINGS = { fix: 'Nothing to do until the device can get notifications again' } as const;
const SUPPORT = {
	fix: 'If this persists, contact the support of the vendor or of Tencent',
} as const;
const BAD_REQUEST = {
	fix: 'Contact Tencent: the Push Service builds this part of the request',
} as const;

const yes = (source: string) => ({ certain: true, source }) as const;
const no = (source: string) => ({ certain: false, source }) as const;

const tencent: Codes = {
	'-1': {
		meaning: 'No certificate ID is set for the device, or the vendor gave no reason',
		fix: 'Check that the app passes its certificate ID (businessID) to the SDK',
		...no(TENCENT_LOSS),
	},
	'-2': {
		meaning: "The app has not uploaded the vendor's token",
		fix: "Check registerPush in the app and the vendor's configuration",
		...yes(TENCENT_LOSS),
	},
	'0': { meaning: 'Success', fix: 'Nothing to do', ...yes(TENCENT) },
};

const apns: Codes = {
	'400': {
		meaning: 'APNs refused the request, usually because the token belongs to the other environment',
		fix: 'Compare bundle ID and environment of the certificate with those of the app',
		...yes(APPLE),
	},
	'403': { meaning: 'The certificate or the key is not valid', ...KEYS, ...yes(APPLE) },
	'404': { meaning: 'The request has a wrong path', ...BAD_REQUEST, ...yes(APPLE) },
	'405': { meaning: 'The request has a wrong method', ...BAD_REQUEST, ...yes(APPLE) },
	'410': { meaning: 'The token is no longer active for the app', ...GONE, ...yes(APPLE) },
	'413': {
		meaning: 'The message is larger than 4 KB (5 KB for VoIP)',
		...TEXT,
		...yes(APPLE),
	},
	'429': { meaning: 'Too many pushes to the same token', ...SLOWER, ...yes(APPLE) },
	'500': { meaning: 'Internal error of APNs', ...LATER, ...yes(APPLE) },
	'503': { meaning: 'APNs is not available', ...LATER, ...yes(APPLE) },
	BadCertificate: { meaning: 'The certificate is not valid', ...KEYS, ...yes(APPLE) },
	BadCertificateEnvironment: {
		meaning: 'The certificate is for the other environment',
		...KEYS,
		...yes(APPLE),
	},
	BadDeviceToken: {
		meaning: 'The token is malformed, or belongs to the other environment',
		fix: 'Compare the environment of the certificate with that of the app',
		...yes(APPLE),
	},
	BadTopic: { meaning: 'The bundle ID is not valid', ...KEYS, ...yes(APPLE) },
	DeviceTokenNotForTopic: {
		meaning: 'The token belongs to an app with another bundle ID',
		...KEYS,
		...yes(APPLE),
	},
	ExpiredProviderToken: {
		meaning: 'The signed token is too old',
		...SUPPORT,
		...yes(APPLE),
	},
	ExpiredToken: { meaning: 'The token has expired', ...GONE, ...yes(APPLE) },
	Forbidden: { meaning: 'The request is not allowed', ...KEYS, ...yes(APPLE) },
	InternalServerError: { meaning: 'Internal error of APNs', ...LATER, ...yes(APPLE) },
	InvalidProviderToken: {
		meaning: 'The key, its ID or the team ID is not valid',
		...KEYS,
		...yes(APPLE),
	},
	InvalidPushType: { meaning: 'The push type is not valid', ...BAD_REQUEST, ...yes(APPLE) },
	MissingDeviceToken: { meaning: 'The token is missing', ...BAD_REQUEST, ...yes(APPLE) },
	MissingTopic: { meaning: 'The bundle ID is missing', ...KEYS, ...yes(APPLE) },
	PayloadEmpty: { meaning: 'The message is empty', ...TEXT, ...yes(APPLE) },
	PayloadTooLarge: {
		meaning: 'The message is larger than 4 KB (5 KB for VoIP)',
		...TEXT,
		...yes(APPLE),
	},
	ServiceUnavailable: { meaning: 'APNs is not available', ...LATER, ...yes(APPLE) },
	Shutdown: { meaning: 'APNs is not available', ...LATER, ...yes(APPLE) },
	TooManyRequests: { meaning: 'Too many pushes to the same token', ...SLOWER, ...yes(APPLE) },
	TopicDisallowed: {
		meaning: 'The certificate may not push to this bundle ID',
		...KEYS,
		...yes(APPLE),
	},
	Unregistered: { meaning: 'The token is no longer active for the app', ...GONE, ...yes(APPLE) },
};

const fcm: Codes = {
	'400': {
		meaning: 'FCM refused a field: token, package name, size, data or time to live',
		...FIELDS,
		...yes(GOOGLE),
	},
	'401': {
		meaning: 'FCM could not authenticate with APNs or Web Push, or the account is not valid',
		...KEYS,
		...yes(GOOGLE),
	},
	'403': { meaning: 'The token belongs to another sender', ...KEYS, ...yes(GOOGLE) },
	'404': { meaning: 'The token is no longer registered', ...GONE, ...yes(GOOGLE) },
	'429': {
		meaning: 'Too many messages to the app, the device or the topic',
		...SLOWER,
		...yes(GOOGLE),
	},
	'500': { meaning: 'Internal error of FCM', ...LATER, ...yes(GOOGLE) },
	'503': { meaning: 'FCM is overloaded', ...LATER, ...yes(GOOGLE) },
	INTERNAL: { meaning: 'Internal error of FCM', ...LATER, ...yes(GOOGLE) },
	INVALID_ARGUMENT: {
		meaning: 'FCM refused a field: token, package name, size, data or time to live',
		...FIELDS,
		...yes(GOOGLE),
	},
	QUOTA_EXCEEDED: {
		meaning: 'Too many messages to the app, the device or the topic',
		...SLOWER,
		...yes(GOOGLE),
	},
	SENDER_ID_MISMATCH: { meaning: 'The token belongs to another sender', ...KEYS, ...yes(GOOGLE) },
	THIRD_PARTY_AUTH_ERROR: {
		meaning: 'FCM could not authenticate with APNs or Web Push',
		...KEYS,
		...yes(GOOGLE),
	},
	UNAVAILABLE: { meaning: 'FCM is overloaded', ...LATER, ...yes(GOOGLE) },
	UNREGISTERED: { meaning: 'The token is no longer registered', ...GONE, ...yes(GOOGLE) },
	UNSPECIFIED_ERROR: { meaning: 'FCM gave no reason', ...SUPPORT, ...yes(GOOGLE) },
};

const huawei: Codes = {
	'502': { meaning: 'The connection to Huawei broke', ...LATER, ...no(COLLECTED) },
	'503': { meaning: 'Huawei limits the rate', ...SLOWER, ...no(COLLECTED) },
	'80000000': { meaning: 'Success', fix: 'Nothing to do', ...yes(HUAWEI) },
	'80100000': {
		meaning: 'Some tokens of the request are not valid',
		fix: 'See the codes of the individual devices',
		...yes(HUAWEI),
	},
	'80100001': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...yes(HUAWEI) },
	'80100003': { meaning: 'The message has a wrong structure', ...FIELDS, ...yes(HUAWEI) },
	'80100004': { meaning: 'The time to live has passed', ...LATER, ...yes(HUAWEI) },
	'80100013': { meaning: 'The collapse key is not valid', ...FIELDS, ...yes(HUAWEI) },
	'80100016': { meaning: 'The text contains words that Huawei blocks', ...TEXT, ...yes(HUAWEI) },
	'80100017': { meaning: 'More than 100 topic messages at once', ...SLOWER, ...yes(HUAWEI) },
	'80100018': {
		meaning: 'The text differs from the one that was reviewed',
		...TEXT,
		...yes(HUAWEI),
	},
	'80200001': { meaning: 'Huawei refused the keys', ...KEYS, ...yes(HUAWEI) },
	'80200003': { meaning: 'The access token has expired', ...LATER, ...yes(HUAWEI) },
	'80200005': { meaning: 'The signed token has expired', ...LATER, ...yes(HUAWEI) },
	'80300002': {
		meaning: 'The app may not push to this token',
		fix: 'Check that Push Kit is enabled (overseas too), and that token and keys are of one app',
		...yes(HUAWEI),
	},
	'80300007': { meaning: 'The token is not valid, or of another app', ...GONE, ...yes(HUAWEI) },
	'80300008': { meaning: 'The message is larger than 4,096 bytes', ...TEXT, ...yes(HUAWEI) },
	'80300010': { meaning: 'Too many tokens in the request', ...BAD_REQUEST, ...yes(HUAWEI) },
	'80300011': { meaning: 'The app may not send high-priority messages', ...RIGHTS, ...yes(HUAWEI) },
	'80300013': {
		meaning: 'The receipt address is wrong, or its certificate has expired',
		fix: 'Set the receipt up again in the console of Huawei',
		...yes(HUAWEI),
	},
	'80600003': { meaning: 'Huawei could not check the keys', ...KEYS, ...yes(HUAWEI) },
	'81000001': { meaning: 'Internal error of Huawei', ...LATER, ...yes(HUAWEI) },
};

const harmony: Codes = {
	'400': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...yes(HARMONY) },
	'401': { meaning: 'Huawei refused the keys', ...KEYS, ...yes(HARMONY) },
	'404': { meaning: 'The address of the project is wrong', ...KEYS, ...yes(HARMONY) },
	'500': { meaning: 'Internal error of Huawei', ...LATER, ...yes(HARMONY) },
	'502': { meaning: 'The connection to Huawei broke', ...LATER, ...yes(HARMONY) },
	'503': { meaning: 'Huawei limits the rate', ...SLOWER, ...yes(HARMONY) },
	'80000000': { meaning: 'Success', fix: 'Nothing to do', ...yes(HARMONY) },
	'80100000': {
		meaning: 'Some tokens of the request are not valid, or lack a right',
		fix: 'See the codes of the individual devices',
		...yes(HARMONY),
	},
	'80100001': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...no(COLLECTED) },
	'80100003': { meaning: 'The message has a wrong structure', ...FIELDS, ...yes(HARMONY) },
	'80100004': { meaning: 'The time to live has passed', ...LATER, ...no(COLLECTED) },
	'80100016': { meaning: 'The text contains words that Huawei blocks', ...TEXT, ...no(COLLECTED) },
	'80100022': { meaning: 'The picture was not reviewed', ...RIGHTS, ...no(COLLECTED) },
	'80200001': { meaning: 'Huawei refused the keys, or the project ID', ...KEYS, ...no(COLLECTED) },
	'80200005': { meaning: 'The signed token has expired', ...LATER, ...no(COLLECTED) },
	'80300002': { meaning: 'The app may not push', ...RIGHTS, ...no(COLLECTED) },
	'80300007': { meaning: 'The token is not valid, or of another app', ...GONE, ...no(COLLECTED) },
	'80300008': { meaning: 'The message is larger than 4,096 bytes', ...TEXT, ...no(COLLECTED) },
	'80300010': { meaning: 'Too many tokens in the request', ...BAD_REQUEST, ...no(COLLECTED) },
	'80300029': { meaning: 'Too many test messages', ...SLOWER, ...no(COLLECTED) },
	'80300030': { meaning: 'Too many tokens for a test message', ...BAD_REQUEST, ...no(COLLECTED) },
	'80300036': {
		meaning: 'The signed token is valid for too long',
		...BAD_REQUEST,
		...no(COLLECTED),
	},
	'80300037': {
		meaning: 'Huawei has blocked the app for a violation',
		...SUPPORT,
		...no(COLLECTED),
	},
	'81000001': { meaning: 'Internal error of Huawei', ...LATER, ...no(COLLECTED) },
};

const honor: Codes = {
	'200': { meaning: 'Success', fix: 'Nothing to do', ...no(COLLECTED) },
	'400': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...no(COLLECTED) },
	'403': { meaning: 'Honor refused the keys', ...KEYS, ...no(COLLECTED) },
	'404': { meaning: 'The address of the service is wrong', ...BAD_REQUEST, ...no(COLLECTED) },
	'500': { meaning: 'Internal error of Honor', ...LATER, ...no(COLLECTED) },
	'502': { meaning: 'The connection to Honor broke', ...LATER, ...no(COLLECTED) },
	'503': { meaning: 'Too many requests in a second', ...SLOWER, ...no(COLLECTED) },
	'80000000': { meaning: 'Success', fix: 'Nothing to do', ...no(COLLECTED) },
	'80100000': {
		meaning: 'Some tokens of the request are not valid',
		fix: 'See the codes of the individual devices',
		...no(COLLECTED),
	},
	'80100003': { meaning: 'The message has a wrong structure', ...FIELDS, ...no(COLLECTED) },
	'80200020': { meaning: 'The receipt ID does not match', ...KEYS, ...no(COLLECTED) },
	'80200022': { meaning: 'The app may not send this kind of message', ...RIGHTS, ...no(COLLECTED) },
	'80200047': {
		meaning: 'The daily quota of test messages is used up',
		...LATER,
		...no(COLLECTED),
	},
	'80200050': { meaning: 'Marketing messages may not have a picture', ...FIELDS, ...no(COLLECTED) },
	'80200056': { meaning: 'The text contains words that Honor blocks', ...TEXT, ...no(COLLECTED) },
	'80300006': { meaning: 'The request has the token twice', ...BAD_REQUEST, ...no(COLLECTED) },
	'80300007': { meaning: 'The token is not valid', ...GONE, ...no(COLLECTED) },
	'80300008': { meaning: 'The message is larger than 4,096 bytes', ...TEXT, ...no(COLLECTED) },
	'80300010': {
		meaning: 'More than 1,000 tokens in the request',
		...BAD_REQUEST,
		...no(COLLECTED),
	},
};

const xiaomi: Codes = {
	'-1': { meaning: 'Unknown error of Xiaomi', ...SUPPORT, ...no(XIAOMI) },
	'0': { meaning: 'Success', fix: 'Nothing to do', ...yes(XIAOMI) },
	'1': {
		meaning: 'Internal error of Xiaomi, or in loss reports a token that is not valid',
		...SUPPORT,
		...no(TENCENT_LOSS),
	},
	'10001': { meaning: 'Internal error of Xiaomi', ...LATER, ...yes(XIAOMI) },
	'10002': { meaning: 'Xiaomi is busy', ...LATER, ...yes(XIAOMI) },
	'10003': { meaning: 'Internal error of Xiaomi', ...LATER, ...yes(XIAOMI) },
	'10008': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...yes(XIAOMI) },
	'10012': { meaning: 'The request is not valid', ...BAD_REQUEST, ...yes(XIAOMI) },
	'10016': { meaning: 'A required parameter is missing', ...FIELDS, ...yes(XIAOMI) },
	'10017': { meaning: 'A parameter has a value that is not valid', ...FIELDS, ...yes(XIAOMI) },
	'10027': { meaning: 'Too many requests', ...SLOWER, ...yes(XIAOMI) },
	'10029': { meaning: 'Xiaomi cannot find the device', ...GONE, ...yes(XIAOMI) },
	'10031': { meaning: 'Xiaomi has blocked the app', ...SUPPORT, ...yes(XIAOMI) },
	'10034': { meaning: 'The daily message quota is used up', ...QUOTA, ...yes(XIAOMI) },
	'10036': { meaning: 'The app may not do this', ...RIGHTS, ...yes(XIAOMI) },
	'10037': { meaning: 'The request came too late', ...LATER, ...yes(XIAOMI) },
	'10041': { meaning: 'The title or the content breaks the rules', ...TEXT, ...no(COLLECTED) },
	'20209': { meaning: 'The topic is not valid', ...BAD_REQUEST, ...yes(XIAOMI) },
	'20301': { meaning: 'The message could not be sent', ...SUPPORT, ...yes(XIAOMI) },
	'20607': { meaning: 'Internal error of Xiaomi', ...LATER, ...yes(XIAOMI) },
	'21301': { meaning: 'Xiaomi refused the keys', ...KEYS, ...yes(XIAOMI) },
	'21302': { meaning: 'Xiaomi refused the keys', ...KEYS, ...yes(XIAOMI) },
	'21303': { meaning: 'The request is restricted', ...RIGHTS, ...yes(XIAOMI) },
	'21305': { meaning: 'A required parameter is missing', ...FIELDS, ...yes(XIAOMI) },
	'22000': { meaning: 'The app is not valid', ...KEYS, ...yes(XIAOMI) },
	'22006': { meaning: 'The app ID is not valid', ...KEYS, ...yes(XIAOMI) },
	'22007': { meaning: 'The app key is not valid', ...KEYS, ...yes(XIAOMI) },
	'22022': { meaning: 'The package name is not valid', ...KEYS, ...yes(XIAOMI) },
	'22102': { meaning: 'The notification could not be sent', ...SUPPORT, ...yes(XIAOMI) },
	'26003': { meaning: 'Internal error of Xiaomi', ...LATER, ...yes(XIAOMI) },
	'26004': { meaning: 'Too many broadcasts', ...SLOWER, ...yes(XIAOMI) },
	'26006': {
		meaning: 'The message waits for a review',
		fix: 'Approve it in the console of Xiaomi',
		...yes(XIAOMI),
	},
	'27001': {
		meaning: 'The notification channel does not exist, or does not fit the message',
		fix: "Check 'Xiaomi Channel ID' against the channels in the console of Xiaomi",
		...yes(XIAOMI),
	},
	'65003': {
		meaning: 'The device was not found, mostly because it is offline',
		...LATER,
		...yes(XIAOMI),
	},
	'65009': { meaning: 'The content is too long', ...TEXT, ...yes(XIAOMI) },
	'65014': { meaning: 'Too many extra values', ...FIELDS, ...yes(XIAOMI) },
	'65015': { meaning: 'The extra values are too long', ...FIELDS, ...yes(XIAOMI) },
	'65028': { meaning: 'The message was not found', ...SUPPORT, ...yes(XIAOMI) },
	'65029': { meaning: 'Internal error of Xiaomi', ...LATER, ...yes(XIAOMI) },
	'66007': { meaning: 'The token is not valid', ...GONE, ...no(COLLECTED) },
	'200001': { meaning: 'The daily message quota is used up', ...QUOTA, ...no(COLLECTED) },
	'200002': { meaning: 'Too many requests in a second', ...SLOWER, ...no(COLLECTED) },
};

const oppo: Codes = {
	'-2': { meaning: 'OPPO limits the rate', ...SLOWER, ...no(COLLECTED) },
	'-1': { meaning: 'OPPO is not available', ...LATER, ...no(COLLECTED) },
	'11': { meaning: 'OPPO refused the keys', ...KEYS, ...no(COLLECTED) },
	'12': { meaning: 'The request has a wrong method', ...BAD_REQUEST, ...no(COLLECTED) },
	'13': { meaning: 'Too many requests', ...SLOWER, ...no(COLLECTED) },
	'14': { meaning: 'The app key is not valid', ...KEYS, ...no(COLLECTED) },
	'15': { meaning: 'The app key is missing', ...KEYS, ...no(COLLECTED) },
	'16': { meaning: 'The signature is not valid', ...KEYS, ...no(COLLECTED) },
	'17': { meaning: 'The signature is missing', ...KEYS, ...no(COLLECTED) },
	'18': { meaning: 'The timestamp is missing', ...BAD_REQUEST, ...no(COLLECTED) },
	'19': { meaning: 'The timestamp is not valid', ...BAD_REQUEST, ...no(COLLECTED) },
	'25': { meaning: 'The request is not UTF-8', ...BAD_REQUEST, ...no(COLLECTED) },
	'26': { meaning: 'OPPO has blocked the address of the sender', ...SUPPORT, ...no(COLLECTED) },
	'27': { meaning: 'The app may not do this', ...RIGHTS, ...no(COLLECTED) },
	'28': { meaning: 'The app is disabled', ...KEYS, ...no(COLLECTED) },
	'29': { meaning: 'The access token is missing', ...KEYS, ...no(COLLECTED) },
	'30': { meaning: 'The app may not push through the API', ...RIGHTS, ...no(COLLECTED) },
	'31': { meaning: 'The data does not exist', ...SUPPORT, ...no(COLLECTED) },
	'32': { meaning: 'The message was already sent', ...SUPPORT, ...no(COLLECTED) },
	'33': { meaning: 'The daily message quota is used up', ...QUOTA, ...no(COLLECTED) },
	'40': { meaning: 'A required parameter is missing', ...FIELDS, ...no(COLLECTED) },
	'41': {
		meaning: 'A parameter is not valid: format, length or blocked words',
		...TEXT,
		...no(COLLECTED),
	},
	'42': { meaning: 'The daily quota of stored messages is used up', ...QUOTA, ...no(COLLECTED) },
	'55': { meaning: 'Too many requests', ...SLOWER, ...no(COLLECTED) },
	'67': {
		meaning: 'The category is wrong',
		fix: "Check 'OPPO Category' against the categories in the console of OPPO",
		...no(COLLECTED),
	},
	'69': { meaning: 'OPPO limits the app', ...SLOWER, ...no(COLLECTED) },
	'10000': { meaning: 'The token is not valid', ...GONE, ...no(COLLECTED) },
};

const vivo: Codes = {
	'0': { meaning: 'Success', fix: 'Nothing to do', ...yes(VIVO) },
	'10000': { meaning: 'vivo refused the keys', ...KEYS, ...yes(VIVO) },
	'10043': { meaning: 'Push is switched off for the app', ...RIGHTS, ...no(COLLECTED) },
	'10045': {
		meaning: 'The app is under review and may send test messages only',
		fix: 'Wait for the review of vivo',
		...no(COLLECTED),
	},
	'10050': { meaning: 'The token is missing', ...BAD_REQUEST, ...no(COLLECTED) },
	'10051': { meaning: 'The message kind is not supported', ...FIELDS, ...no(COLLECTED) },
	'10054': { meaning: 'The reminder is not valid', ...FIELDS, ...no(COLLECTED) },
	'10055': { meaning: 'The title is missing', ...TEXT, ...no(COLLECTED) },
	'10056': { meaning: 'The title is longer than 40 characters', ...TEXT, ...no(COLLECTED) },
	'10057': { meaning: 'The content is missing', ...TEXT, ...no(COLLECTED) },
	'10058': { meaning: 'The content is longer than 100 characters', ...TEXT, ...no(COLLECTED) },
	'10059': { meaning: 'The time to live is not valid', ...FIELDS, ...no(COLLECTED) },
	'10060': { meaning: 'The click action is not valid', ...FIELDS, ...no(COLLECTED) },
	'10067': { meaning: 'The custom values are not valid', ...FIELDS, ...no(COLLECTED) },
	'10070': {
		meaning: 'The daily quota of operational messages is used up',
		...QUOTA,
		...yes(VIVO),
	},
	'10071': { meaning: 'vivo does not show messages at this time of day', ...LATER, ...yes(VIVO) },
	'10072': { meaning: 'Too many messages in a second', ...SLOWER, ...yes(VIVO) },
	'10073': { meaning: 'The daily quota of system messages is used up', ...QUOTA, ...yes(VIVO) },
	'10082': { meaning: 'The app may not send system messages', ...RIGHTS, ...no(COLLECTED) },
	'10085': { meaning: 'vivo treats the text as a test', ...TEXT, ...yes(VIVO) },
	'10094': { meaning: 'The access token is of another app', ...KEYS, ...no(COLLECTED) },
	'10095': { meaning: 'The notification ID is not valid', ...FIELDS, ...no(COLLECTED) },
	'10096': {
		meaning: 'The category is wrong',
		fix: "Enter 'Vivo Category' in upper case, as in vivo's list, e.g. IM or SUBSCRIPTION",
		...yes(VIVO),
	},
	'10097': {
		meaning: 'The category does not fit the message kind',
		fix: "Compare 'Vivo Category' with 'Vivo Message Kind'",
		...no(COLLECTED),
	},
	'10103': { meaning: 'The text contains words that vivo blocks', ...TEXT, ...no(COLLECTED) },
	'10104': { meaning: 'vivo treats the text as a test', ...TEXT, ...yes(VIVO) },
	'10200': { meaning: 'The app ID is missing', ...KEYS, ...no(COLLECTED) },
	'10201': { meaning: 'The app key is missing', ...KEYS, ...no(COLLECTED) },
	'10202': { meaning: 'The app key is not valid', ...KEYS, ...no(COLLECTED) },
	'10205': { meaning: 'The app does not exist', ...KEYS, ...no(COLLECTED) },
	'10206': { meaning: 'The signature is not valid', ...KEYS, ...no(COLLECTED) },
	'10207': { meaning: 'The timestamp is not valid', ...BAD_REQUEST, ...no(COLLECTED) },
	'10302': {
		meaning: 'The token is not valid: unknown, uninstalled, or no test device',
		...GONE,
		...yes(VIVO),
	},
	'10311': {
		meaning: 'The device cannot get pushes now: notifications are off, or it is inactive',
		...SETTINGS,
		...no(COLLECTED),
	},
};

const meizu: Codes = {
	'200': { meaning: 'Success', fix: 'Nothing to do', ...yes(MEIZU) },
	'201': { meaning: 'The app may not push', ...RIGHTS, ...yes(MEIZU) },
	'500': { meaning: 'Internal error of Meizu', ...LATER, ...yes(MEIZU) },
	'501': { meaning: 'Internal error of Meizu', ...LATER, ...yes(MEIZU) },
	'513': { meaning: 'The message could not be sent', ...SUPPORT, ...yes(MEIZU) },
	'518': { meaning: 'The push exceeds the configured rate', ...SLOWER, ...yes(MEIZU) },
	'519': { meaning: 'Meizu is overloaded', ...LATER, ...yes(MEIZU) },
	'520': {
		meaning: 'Collapsed: too many messages to the device in a minute',
		...SLOWER,
		...yes(MEIZU),
	},
	'1001': { meaning: 'Internal error of Meizu', ...LATER, ...yes(MEIZU) },
	'1003': { meaning: 'Meizu is busy', ...LATER, ...yes(MEIZU) },
	'1005': { meaning: 'A parameter of the request is not valid', ...FIELDS, ...yes(MEIZU) },
	'1006': { meaning: 'Meizu refused the keys', ...KEYS, ...yes(MEIZU) },
	'110000': { meaning: 'The app ID is not valid', ...KEYS, ...yes(MEIZU) },
	'110001': { meaning: 'The app key is not valid', ...KEYS, ...yes(MEIZU) },
	'110002': {
		meaning: 'The device is not subscribed, or has switched notifications off',
		...SETTINGS,
		...yes(MEIZU),
	},
	'110003': { meaning: 'The token is not valid', ...GONE, ...yes(MEIZU) },
	'110004': { meaning: 'A required parameter is missing', ...FIELDS, ...yes(MEIZU) },
	'110009': { meaning: 'Meizu has blocked the app', ...SUPPORT, ...yes(MEIZU) },
	'110010': { meaning: 'Too many requests', ...SLOWER, ...yes(MEIZU) },
	'110019': { meaning: 'The daily message quota is used up', ...QUOTA, ...yes(MEIZU) },
	'110031': { meaning: 'The package name is not valid', ...KEYS, ...yes(MEIZU) },
	'110033': { meaning: 'The app secret is not valid', ...KEYS, ...yes(MEIZU) },
	'110051': { meaning: "The app's message quota is used up", ...QUOTA, ...yes(MEIZU) },
	'110053': { meaning: 'The quota of in-app messages is used up', ...QUOTA, ...yes(MEIZU) },
};

/**
 * Codes that vendors give for a push that did not get through, in callbacks (`ErrCode`), loss reports
 * and traces: by vendor, then by code. Names of APNs and FCM stand beside their numbers, because no
 * page says which of the two Tencent passes on. Source: docs/api/push-service.md 7.3.
 */
export const vendorErrors: Readonly<Record<CodeVendor, Codes>> = {
	apns,
	fcm,
	harmony,
	honor,
	huawei,
	meizu,
	oppo,
	tencent,
	vivo,
	xiaomi,
};

/**
 * What a vendor's code means: `vendor` as `vendorName` names it, `code` as number or text. Codes that
 * the vendor does not have are looked up among those of Tencent itself. Undefined when nobody
 * documents the code.
 */
export function vendorError(vendor: string, code: unknown): VendorError | undefined {
	const key = responseText(code);
	const codes: Codes = ownValue(vendorErrors, vendor) ?? {};
	return ownValue(codes, key) ?? ownValue(tencent, key);
}

/** What a vendor's code means, as outputs say it. */
export interface VendorExplanation {
	/** Missing where nobody documents the code. */
	vendorReason?: string;
	fix?: string;
	removeFromList: boolean;
}

/** Explains the code of a push that did not get through, see `vendorError`. */
export function explainVendorCode(vendor: string, code: unknown): VendorExplanation {
	const known = vendorError(vendor, code);
	if (!known) return { removeFromList: false };
	return {
		vendorReason: known.certain ? known.meaning : `${known.meaning} (not certain)`,
		fix: known.fix,
		removeFromList: known.removeFromList === true,
	};
}
