import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users } from '../perUser';
import type { UserTags } from './userTags';
import { tagsField, userTagsAudience } from './userTags';

/** Tags that a user may have, and so may lose. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 100;

export const remove = defineFoldedOperation<Family, UserTags>({
	value: 'remove',
	name: 'Remove From Users',
	action: 'Remove tags from users',
	description: 'Take tags away from users',
	fields: [familyField, users, tagsField(TAGS_PER_USER), parallelOptions],
	audience: userTagsAudience(TAGS_PER_USER),
	build: familyOf,
	request: (family, userTags) => ({ path: PATHS[family].removeTags, body: { UserTags: userTags } }),
	outcomes: (answer, userTags) =>
		userOutcomes(
			answer,
			userTags.map(({ To_Account }) => To_Account),
			() => ({ deleted: true }),
		),
});
