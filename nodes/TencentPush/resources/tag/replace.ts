import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users } from '../perUser';
import type { UserTags } from './userTags';
import { tagsField, userTagsAudience } from './userTags';

/** Tags that a user may have. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 100;

export const replace = defineFoldedOperation<null, UserTags>({
	value: 'replace',
	name: 'Replace on Users',
	action: 'Replace the tags of users',
	description: 'Give users exactly these tags and take all others away',
	fields: [users, tagsField(TAGS_PER_USER), parallelOptions],
	audience: userTagsAudience(TAGS_PER_USER),
	build: () => null,
	request: (_message, userTags) => ({
		path: PATHS.pushService.addTags,
		body: { Replace: 1, UserTags: userTags },
	}),
	outcomes: (answer, userTags) =>
		userOutcomes(
			answer,
			userTags.map(({ To_Account }) => To_Account),
		),
});
