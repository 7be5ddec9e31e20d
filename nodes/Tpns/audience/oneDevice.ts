import type { Recipients } from '../../shared/run/batched';

/** One device a request: for requests that take a single token. */
export const oneDevice: Recipients<{ device: string }, 'device', string> = {
	from: ['device'],
	of: ({ device }) => [device],
	key: (token) => token,
	describe: (token) => ({ token }),
	plural: 'devices',
};
