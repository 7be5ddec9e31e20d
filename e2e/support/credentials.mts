import type { Emulator } from '../../emulator/server.mts';
import type { CredentialInput } from '../n8n/types.mts';

/** The emulator's first TPNS app; the example of Tencent's manual. */
export const tpnsApp = {
	accessId: '1500001048',
	secretKey: '1452fcebae9f3115ba794fb0fff2fd73',
};

/** The emulator's first Chat app, as its console would show it. */
export function chatApp({ pushService }: Emulator) {
	const { sdkAppId, secretKey, administrators } = pushService.identity;
	return { sdkAppId: String(sdkAppId), secretKey, identifier: administrators[0] };
}

export const CALLBACK_TOKEN = 'callback-token-of-e2e';

export function tpnsCredential({ url }: Emulator): CredentialInput {
	return {
		name: 'TPNS (emulator)',
		type: 'tpnsApi',
		data: { ...tpnsApp, region: 'custom', baseUrl: url, authMethod: 'signature' },
	};
}

export function chatCredential(emulator: Emulator): CredentialInput {
	return {
		name: 'Tencent Chat (emulator)',
		type: 'tencentChatApi',
		data: {
			...chatApp(emulator),
			region: 'custom',
			baseUrl: emulator.url,
			callbackToken: CALLBACK_TOKEN,
		},
	};
}

/** For n8n's Postgres node. */
export function postgresCredential({ port }: { port: number }): CredentialInput {
	return {
		name: 'PostgreSQL',
		type: 'postgres',
		data: {
			host: '127.0.0.1',
			port,
			database: 'postgres',
			user: 'postgres',
			password: '',
			maxConnections: 20,
			allowUnauthorizedCerts: false,
			ssl: 'disable',
			sshTunnel: false,
		},
	};
}
