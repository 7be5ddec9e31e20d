import type { FoldedOperation } from './operation';

/**
 * The audience of a push that goes out once, whoever it reaches: items with the same push share a
 * single call.
 */
export const oneCall: FoldedOperation<unknown, null>['audience'] = {
	fields: [],
	read: () => [null],
	key: () => '',
	describe: () => ({}),
	limit: 1,
	plural: 'pushes',
};
