import { type Product, readProduct } from '../emulator/reference.mts';
import type { Account } from './run.mts';

interface Question {
	/** Environment variable that answers it. */
	variable: string;
	asks: string;
	isSecret?: boolean;
	/** Answer when nothing is given. */
	otherwise?: string;
}

interface Credential {
	id: Question;
	key: Question;
	more: Question[];
	region: Question;
	data(answers: Record<string, string>): Account['credential'];
}

const credentials: Record<Product, Credential> = {
	tpns: {
		id: { variable: 'TPNS_ACCESS_ID', asks: 'TPNS Access ID' },
		key: { variable: 'TPNS_SECRET_KEY', asks: 'TPNS Secret Key', isSecret: true },
		more: [],
		region: { variable: 'TPNS_REGION', asks: 'TPNS region', otherwise: 'guangzhou' },
		data: ({ TPNS_ACCESS_ID: accessId, TPNS_SECRET_KEY: secretKey }) => ({
			accessId,
			secretKey,
			authMethod: 'signature',
		}),
	},
	'push-service': {
		id: { variable: 'PUSH_SERVICE_SDK_APP_ID', asks: 'SDKAppID' },
		key: {
			variable: 'PUSH_SERVICE_SECRET_KEY',
			asks: 'Secret Key of the SDKAppID',
			isSecret: true,
		},
		more: [
			{
				variable: 'PUSH_SERVICE_ADMINISTRATOR',
				asks: 'Administrator',
				otherwise: 'administrator',
			},
		],
		region: { variable: 'PUSH_SERVICE_REGION', asks: 'Push Service region', otherwise: 'china' },
		data: (answers) => ({
			sdkAppId: answers.PUSH_SERVICE_SDK_APP_ID,
			secretKey: answers.PUSH_SERVICE_SECRET_KEY,
			identifier: answers.PUSH_SERVICE_ADMINISTRATOR,
			callbackToken: '',
		}),
	},
};

/** Names of the environment variables, for the help text. */
export const variables = Object.values(credentials).flatMap(({ id, key, more, region }) =>
	[id, key, ...more, region].map(({ variable }) => variable),
);

/** Asks a person; `isSecret` hides what is typed. */
export type Ask = (
	message: string,
	options: { isSecret: boolean; otherwise?: string },
) => Promise<string>;

/** Whether the environment has the ID of a product's app. */
export function isGiven(product: Product, environment: NodeJS.ProcessEnv): boolean {
	return Boolean(environment[credentials[product].id.variable]);
}

/**
 * The account of a product, from the environment, and the rest from `ask`. `secrets` is what must not
 * show in a report. Throws when the region does not exist.
 */
export async function readAccount(
	product: Product,
	environment: NodeJS.ProcessEnv,
	ask: Ask,
	baseUrl?: string,
): Promise<Account & { secrets: string[] }> {
	const { id, key, more, region, data } = credentials[product];
	const answers: Record<string, string> = {};
	const questions = [id, key, ...more, ...(baseUrl === undefined ? [region] : [])];
	for (const { variable, asks, isSecret = false, otherwise } of questions) {
		answers[variable] = environment[variable] || (await ask(asks, { isSecret, otherwise }));
	}
	const { hosts } = readProduct(product);
	const target = baseUrl ?? hosts[answers[region.variable]];
	if (target === undefined) {
		throw new Error(`${region.variable} must be one of ${Object.keys(hosts).join(', ')}`);
	}
	return {
		product,
		target: target.replace(/\/$/, ''),
		credential: data(answers),
		secrets: [answers[id.variable], answers[key.variable]],
	};
}
