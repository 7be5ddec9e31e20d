import type { FoldedOperation } from '../../shared/run/operation';
import { readUsers, usersField } from '../audience/users';

/** Users in a call about tags or attributes. Source: docs/api/push-service.md 3.e, 3.f. */
export const USERS_PER_CALL = 100;

/** Users of a call about tags or attributes. */
export const users = usersField(USERS_PER_CALL);

/** The audience of a call that names users and nothing else of the item. */
export const userAudience: FoldedOperation<unknown, string>['audience'] = {
	fields: ['users'],
	read: readUsers,
	key: (user) => user,
	describe: (user) => ({ user }),
	limit: USERS_PER_CALL,
	plural: 'users',
};
