import type { FoldedOperation } from '../../shared/run/operation';
import { readDeviceToken } from './token';

/** One device a call: for requests that take a single token. */
export const oneDevice: FoldedOperation<unknown, string>['audience'] = {
	fields: ['device'],
	read: (parameters) => [readDeviceToken(parameters)],
	key: (token) => token,
	describe: (token) => ({ token }),
	limit: 1,
	plural: 'devices',
};
