import { createHmac } from 'node:crypto';
import type {
	IAuthenticateRuleResponseCode,
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
import { tpnsErrors } from '../nodes/Tpns/errors';

/** Service access points. Source: docs/api/tpns.md 1, "Base URLs". */
const HOSTS: Readonly<Record<string, string>> = {
	guangzhou: 'https://api.tpns.tencent.com',
	shanghai: 'https://api.tpns.sh.tencent.com',
	hongKong: 'https://api.tpns.hk.tencent.com',
	singapore: 'https://api.tpns.sgp.tencent.com',
};

/**
 * The `Sign` header of a TPNS request: Base64 of the lower-case hex text (not of the bytes) of
 * HMAC-SHA256 over TimeStamp + Access ID + body. Source: docs/api/tpns.md 2.
 *
 * @param timestamp seconds since 1970, as sent in the `TimeStamp` header
 * @param body the very text or bytes that are sent
 */
export function tpnsSignature(
	timestamp: string,
	accessId: string,
	secretKey: string,
	body: string | Buffer,
): string {
	const hex = createHmac('sha256', secretKey)
		.update(timestamp + accessId, 'utf8')
		.update(body)
		.digest('hex');
	return Buffer.from(hex, 'ascii').toString('base64');
}

/** The only path for which TPNS documents no signature. Source: docs/api/tpns.md 1.3. */
const UPLOAD = '/v3/push/package/upload';

export class TpnsApi implements ICredentialType {
	name = 'tpnsApi';

	displayName = 'Tencent TPNS API';

	icon = {
		light: 'file:../icons/tpns.svg',
		dark: 'file:../icons/tpns.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-tencent-push/n8n-nodes-tencent-push#tpns-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Access ID',
			name: 'accessId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1500001048',
			description:
				'From the TPNS console: Configuration Management > Basic Configuration. One Access ID is one app on one platform.',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Secret Key next to the Access ID in the console',
		},
		{
			displayName: 'Service Access Point',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom' },
				{ name: 'Guangzhou', value: 'guangzhou' },
				{ name: 'Hong Kong (China)', value: 'hongKong' },
				{ name: 'Shanghai', value: 'shanghai' },
				{ name: 'Singapore', value: 'singapore' },
			],
			default: 'guangzhou',
			description: 'The app exists only in this region',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:7800',
			description: 'Address of a proxy or of the emulator. Use https: http is not encrypted.',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Authentication Method',
			name: 'authMethod',
			type: 'options',
			options: [
				{
					name: 'Signature',
					value: 'signature',
					description: 'Signs each request and never sends the key, except in package uploads',
				},
				{
					name: 'Basic',
					value: 'basic',
					description: 'Sends Access ID and Secret Key with each request',
				},
			],
			default: 'signature',
			description: 'Package uploads always use Basic, the only method that TPNS documents for them',
		},
	];

	/**
	 * Settles address, body and authentication of a request, and takes everything off that would lead
	 * it elsewhere. A JSON body is made text once, unless it is text or bytes already, and signed as
	 * it is sent. The key itself is sent only if the credential says Basic, or to the package upload.
	 * Can be applied again to the options that it returned.
	 *
	 * @throws when the request goes to an address that is not the credential's, or its body is not
	 *   known before it is sent and so cannot be signed
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: SignableOptions,
	): Promise<IHttpRequestOptions> => {
		const accessId = String(credentials.accessId ?? '').trim();
		const secretKey = String(credentials.secretKey ?? '').trim();
		const base = HOSTS[String(credentials.region)] ?? String(credentials.baseUrl ?? '');
		const options = resolveAddress(requestOptions, base, Object.values(HOSTS));
		const secrets = requestOptions.attempt?.secrets ?? [];
		const body = serializeBody(options);

		if (credentials.authMethod === 'basic' || new URL(options.url).pathname.endsWith(UPLOAD)) {
			const pair = Buffer.from(`${accessId}:${secretKey}`, 'utf8').toString('base64');
			options.headers = { ...options.headers, Authorization: `Basic ${pair}` };
			secrets.push(pair);
			return options;
		}
		if (body === undefined) {
			throw new Error(
				"A form or file cannot be signed. Send JSON, text or bytes, or set 'Authentication Method' in the credential to Basic.",
			);
		}
		const timestamp = String(Math.floor(Date.now() / 1000));
		const sign = tpnsSignature(timestamp, accessId, secretKey, body);
		options.headers = {
			...options.headers,
			AccessId: accessId,
			TimeStamp: timestamp,
			Sign: sign,
		};
		secrets.push(sign);
		return options;
	};

	/** Asks for the accounts of a token that no device has: no side effect, no stated limit. */
	test: ICredentialTestRequest = {
		request: {
			url: '/v3/device/account/query',
			method: 'POST',
			body: { operator_type: 2, token_list: ['0'.repeat(36)] },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"TPNS refused the request (403). Check that 'Access ID' and 'Secret Key' are of one app, that 'Service Access Point' is where it was created, and that the IP allow-list in the console includes this machine.",
				},
			},
			...failingBodyRules(tpnsErrors, ['ret_code', 'retCode']),
		] as IAuthenticateRuleResponseCode[] | IAuthenticateRuleResponseSuccessBody[],
	};
}
