import { delimiter, dirname } from 'node:path';

/** n8n's modules that are of no use here, and some of which call out. */
const disabledModules = [
	'mcp-registry',
	'instance-ai',
	'agents',
	'chat-hub',
	'mcp',
	'insights',
	'source-control',
	'external-secrets',
	'ldap',
	'sso-oidc',
	'sso-saml',
	'otel',
	'quick-connect',
	'workflow-builder',
	'dynamic-credentials',
	'token-exchange',
];

/** n8n 1.x refuses to start with a module name that it does not know. */
const modulesOf1x = ['insights', 'external-secrets'];

/** Settings that keep n8n on this machine: no outbound call, loopback only. */
function quietSettings(version: string): NodeJS.ProcessEnv {
	const modules = version.startsWith('1.')
		? disabledModules.filter((name) => modulesOf1x.includes(name))
		: disabledModules;
	return {
		DB_TYPE: 'sqlite',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_SECURE_COOKIE: 'false',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_DISABLED_MODULES: modules.join(','),
		...(version.startsWith('1.') ? { N8N_EXPRESSION_ENGINE: 'legacy' } : {}),
	};
}

/** Settings of the user's own n8n, npm and Node, which must not leak into the one under test. */
const notInherited = /^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|CREDENTIALS|NODES|NODE|npm)_/i;

/** The whole environment of an n8n process; `env` comes last and wins. */
export function n8nEnvironment(options: {
	version: string;
	userFolder: string;
	env?: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
		...quietSettings(options.version),
		N8N_USER_FOLDER: options.userFolder,
		...options.env,
	};
}
