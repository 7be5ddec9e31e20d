import { createHash } from 'node:crypto';

export interface CallbackQuery {
	sdkAppId: number;
	command: string;
	/** Token authentication is off when empty. */
	token?: string;
	/** Unix seconds. */
	requestTime: number;
	clientIp?: string;
	optPlatform?: string;
}

/** The lowercase hex SHA-256 of token and time. docs/api/push-service.md 5.1 */
export function signCallback(token: string, requestTime: number): string {
	return createHash('sha256').update(`${token}${requestTime}`).digest('hex');
}

/** The address of a callback: the customer's URL with Tencent's query. docs/api/push-service.md 5.1 */
export function callbackUrl(
	url: string,
	{
		sdkAppId,
		command,
		token = '',
		requestTime,
		clientIp = '127.0.0.1',
		optPlatform = 'RESTAPI',
	}: CallbackQuery,
): URL {
	const address = new URL(url);
	const query = new URLSearchParams({
		SdkAppid: String(sdkAppId),
		CallbackCommand: command,
		contenttype: 'json',
		ClientIP: clientIp,
		OptPlatform: optPlatform,
	});
	if (token) {
		query.set('RequestTime', String(requestTime));
		query.set('Sign', signCallback(token, requestTime));
	}
	address.search = query.toString();
	return address;
}
