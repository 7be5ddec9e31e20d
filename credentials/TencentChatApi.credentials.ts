import { randomInt } from 'node:crypto';
import type {
	IAuthenticateRuleResponseSuccessBody,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import type { SignableOptions } from '../nodes/shared/transport/authenticate';
import { resolveAddress, serializeBody } from '../nodes/shared/transport/authenticate';
import { failingBodyRules } from '../nodes/shared/transport/credentialRules';
import { pushServiceErrors } from '../nodes/TencentPush/errors';
import { signedBy, signerOf } from '../nodes/TencentPush/userSig';

/** Addresses of the regions. Source: docs/api/push-service.md 1.1. */
const HOSTS: Readonly<Record<string, string>> = {
	china: 'https://console.tim.qq.com',
	frankfurt: 'https://adminapiger.im.qcloud.com',
	jakarta: 'https://adminapiidn.im.qcloud.com',
	mumbai: 'https://adminapiind.im.qcloud.com',
	riyadh: 'https://adminapiksa.im.qcloud.com',
	seoul: 'https://adminapikr.im.qcloud.com',
	siliconValley: 'https://adminapiusa.im.qcloud.com',
	singapore: 'https://adminapisgp.im.qcloud.com',
	tokyo: 'https://adminapijpn.im.qcloud.com',
};

/** `random` is an unsigned number of 32 bits. Source: docs/api/push-service.md 1.2. */
const RANDOM_BELOW = 2 ** 32;

export class TencentChatApi implements ICredentialType {
	name = 'tencentChatApi';

	displayName = 'Tencent Push Service API';

	icon = {
		light: 'file:../icons/tencentPush.svg',
		dark: 'file:../icons/tencentPush.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-tencent-push/n8n-nodes-tencent-push#push-service-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'SDKAppID',
			name: 'sdkAppId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1400000000',
			description: 'Number of the app, from the Chat console',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The SecretKey next to the SDKAppID in the console. The appKey of the push client is a different value.',
		},
		{
			displayName: 'Administrator',
			name: 'identifier',
			type: 'string',
			default: 'administrator',
			required: true,
			description: 'UserID that sends the requests. Must be an app administrator.',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'China', value: 'china' },
				{ name: 'Custom', value: 'custom' },
				{ name: 'Frankfurt', value: 'frankfurt' },
				{ name: 'Jakarta', value: 'jakarta' },
				{ name: 'Mumbai', value: 'mumbai' },
				{ name: 'Riyadh', value: 'riyadh' },
				{ name: 'Seoul', value: 'seoul' },
				{ name: 'Silicon Valley', value: 'siliconValley' },
				{ name: 'Singapore', value: 'singapore' },
				{ name: 'Tokyo', value: 'tokyo' },
			],
			default: 'china',
			description: 'The app exists only in this region',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:7800',
			description:
				'Address of a backup domain, a proxy or the emulator. Use https: http is not encrypted.',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Callback Token',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the Tencent Push Service Trigger: token from the callback authentication in the console. Leave empty if authentication is off there.',
		},
	];

	/**
	 * Settles address, query and body of a request, and takes everything off that would lead it
	 * elsewhere. The UserSig is the kept one, and `random` is new each time. Can be applied again to
	 * the options that it returned.
	 *
	 * @throws when the request goes to an address that is not the credential's
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: SignableOptions,
	): Promise<IHttpRequestOptions> => {
		const signer = signerOf(credentials);
		const base = HOSTS[String(credentials.region)] ?? String(credentials.baseUrl ?? '');
		const options = resolveAddress(requestOptions, base, Object.values(HOSTS));
		const { userSig, signature } = await signedBy(signer);
		const { attempt } = requestOptions;
		attempt?.secrets.push(userSig, signature);
		const query = {
			sdkappid: String(signer.sdkAppId),
			identifier: signer.identifier,
			usersig: userSig,
			random: String(randomInt(RANDOM_BELOW)),
			contenttype: 'json',
		};
		options.url = withoutQuery(options.url, Object.keys(query));
		options.qs = { ...options.qs, ...query };
		if (attempt) attempt.url = `${options.url}?${new URLSearchParams(query).toString()}`;
		serializeBody(options);
		return options;
	};

	/** Reads the attribute names of the app: no side effect, 100 a second. */
	test: ICredentialTestRequest = {
		request: { url: '/v4/timpush/get_attr_name', method: 'POST', body: {} },
		rules: failingBodyRules(pushServiceErrors, [
			'ErrorCode',
		]) as IAuthenticateRuleResponseSuccessBody[],
	};
}

/** An address without some of its query, as it stands in one copied from Tencent's debug tool. */
function withoutQuery(address: string, names: string[]): string {
	const url = new URL(address);
	for (const name of names) url.searchParams.delete(name);
	return url.href;
}
