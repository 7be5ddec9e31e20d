import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users } from '../perUser';
import type { UserTags } from './userTags';
import { tagsField, userTagsAudience } from './userTags';

/** Tags that a call adds to a user. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 10;

export const add = defineFoldedOperation<Family, UserTags>({
	value: 'add',
	name: 'Add to Users',
	action: 'Add tags to users',
	description: 'Add tags to users, who keep those that they have',
	fields: [familyField, users, tagsField(TAGS_PER_USER), parallelOptions],
	audience: userTagsAudience(TAGS_PER_USER),
	build: familyOf,
	request: (family, userTags) => ({ path: PATHS[family].addTags, body: { UserTags: userTags } }),
	outcomes: (answer, userTags) =>
		userOutcomes(
			answer,
			userTags.map(({ To_Account }) => To_Account),
		),
});
