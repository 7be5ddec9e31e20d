import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';
import { eachUserWithTags, tagsField } from './userTags';

/** Tags that a user may have, and so may lose. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 100;

export const remove = defineBatched({
	value: 'remove',
	name: 'Remove From Users',
	action: 'Remove tags from users',
	description: 'Remove tags from users',
	fields: { apiFamily, users, tags: tagsField(TAGS_PER_USER), options: batchOnly },
	recipients: eachUserWithTags,
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	request: (family, userTags) => ({ path: PATHS[family].removeTags, body: { UserTags: userTags } }),
	outcomes: (answer, userTags) => userOutcomes(answer, userTags, () => ({ deleted: true })),
});
