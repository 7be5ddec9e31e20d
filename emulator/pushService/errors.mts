/**
 * The codes that this part of the emulator answers with, and the text it sends as `ErrorInfo`.
 * Source: docs/api/push-service.md 7.1 and 7.2; 90002–90010 are the message format codes that 3.a
 * and 6 list by number, 10010 is the group API's code for a group that does not exist.
 */
export const errorTexts = {
	10010: 'The group does not exist.',
	60003: 'Failed to parse the JSON of the request.',
	60007: 'The REST API is called too frequently.',
	60009: 'The requested resource does not exist.',
	60010: 'Only an App administrator may call the REST API.',
	60012: 'The SDKAppID is missing in the request URL.',
	60016: 'The SDKAppID has been disabled.',
	60025: 'One of sdkappid, identifier, usersig and contenttype is invalid.',
	60026: 'The domain does not match the region of the SDKAppID.',
	70001: 'The UserSig has expired.',
	70003: 'The UserSig is illegal.',
	70009: 'UserSig verification failed: it was not made with the key of this SDKAppID.',
	70013: 'The identifier in the request does not match the UserSig.',
	70014: 'The SDKAppID in the request does not match the UserSig.',
	70020: 'The SDKAppID does not exist.',
	70050: 'UserSig verification failed too often; try again later.',
	70107: 'The account does not exist.',
	90001: 'Failed to parse the JSON of the request, or a field is invalid.',
	90002: 'An element of MsgBody is invalid.',
	90003: 'To_Account is missing or not a string.',
	90005: 'MsgRandom is missing or not an integer.',
	90007: 'MsgBody is not an array.',
	90009: 'The request needs an App administrator.',
	90010: 'MsgContent is missing or invalid.',
	90018: 'Too many accounts in the request.',
	90020: 'A tag is longer than 50 bytes.',
	90022: 'The same tag is in TagsOr and TagsAnd.',
	90024: 'Pushes must be more than 1 second apart.',
	90026: 'The offline storage time is invalid; the most is 7 days.',
	90032: 'Too many tags in a condition, or for a user in a request that adds tags.',
	90033: 'The attribute is invalid.',
	90035: 'The attribute or tag is bound to the other type of account.',
	90039: 'Tag and attribute conditions cannot be combined.',
	90040: 'A tag is empty.',
	90045: 'The push feature is not enabled for this SDKAppID.',
	90047: 'The number of pushes of the day has reached its limit.',
	90049: 'The TaskId is invalid, or there is no record of the push.',
	90050: 'The push has been revoked before.',
	90051: 'Pushes must not be revoked more than once a second.',
	90052: 'The push is more than 24 hours old.',
	90053: 'OfflinePushInfo is missing.',
	90056: 'The request is larger than 10 KB.',
	90057: 'DataId is longer than 64 bytes.',
	90104: 'Invalid parameters.',
	90105: 'Internal error of the scheduled task.',
	90106: 'The task has been dispatched.',
	90107: 'The task is being dispatched.',
	91000: 'Internal error of the service.',
	93000: 'The message is larger than 12 KB.',
} as const;

export type ErrorCode = keyof typeof errorTexts;

/** Thrown to refuse a request. `info` replaces the code's own text. */
export class Refusal extends Error {
	readonly code: ErrorCode;

	constructor(code: ErrorCode, info: string = errorTexts[code]) {
		super(info);
		this.code = code;
	}
}

/** One entry of `ErrorList`: what went wrong for one account of an accepted request. */
export interface AccountError {
	To_Account: string;
	ErrorCode: number;
	ErrorInfo?: string;
}

/** Words the failure of one account. */
export function accountError(
	account: string,
	code: ErrorCode,
	info: string = errorTexts[code],
): AccountError {
	return { To_Account: account, ErrorCode: code, ErrorInfo: info };
}
