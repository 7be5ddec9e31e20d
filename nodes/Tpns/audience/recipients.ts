import type { Recipients } from '../../shared/run/batched';
import { recipientsIn } from '../../shared/run/batched';
import type { Account } from './accounts';
import { accountKey, describeAccount } from './accounts';

/** One device a request: for requests that take a single token. */
export const oneDevice: Recipients<{ device: string }, 'device', string> = {
	from: ['device'],
	of: ({ device }) => [device],
	key: (token) => token,
	describe: (token) => ({ token }),
	plural: 'devices',
};

/** The devices of an item, each on its own. */
export const eachDevice = recipientsIn('devices', { as: 'token', plural: 'devices' });

/** The accounts of an item, each on its own. */
export const eachAccount: Recipients<{ accounts: Account[] }, 'accounts', Account> = {
	from: ['accounts'],
	of: ({ accounts }) => accounts,
	key: accountKey,
	describe: describeAccount,
	plural: 'accounts',
};
