import { usersField } from '../audience/users';

/** Users in a request about tags or attributes. Source: docs/api/push-service.md 3.e, 3.f. */
export const USERS_PER_REQUEST = 100;

/** Users of a request about tags or attributes. */
export const users = usersField(USERS_PER_REQUEST, { sharing: 'Items' });
