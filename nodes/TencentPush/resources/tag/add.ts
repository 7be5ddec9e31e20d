import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';
import { eachUserWithTags, tagsField } from './userTags';

/** Tags that a request adds to a user. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 10;

export const add = defineBatched({
	value: 'add',
	name: 'Add to Users',
	action: 'Add tags to users',
	description: 'Add tags to users. Existing tags stay.',
	fields: { apiFamily, users, tags: tagsField(TAGS_PER_USER), options: batchOnly },
	recipients: eachUserWithTags,
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	request: (family, userTags) => ({ path: PATHS[family].addTags, body: { UserTags: userTags } }),
	outcomes: (answer, userTags) => userOutcomes(answer, userTags),
});
