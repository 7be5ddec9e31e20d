import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';
import { eachUserWithTags, tagsField } from './userTags';

/** Tags that a user may have. Source: docs/api/push-service.md 3.f. */
const TAGS_PER_USER = 100;

export const replace = defineBatched({
	value: 'replace',
	name: 'Replace on Users',
	action: 'Replace tags of users',
	description: 'Replace all tags of users',
	fields: { users, tags: tagsField(TAGS_PER_USER), options: batchOnly },
	recipients: {
		...eachUserWithTags,
		key: ({ To_Account }) => To_Account,
		lastWins: true,
	},
	limit: USERS_PER_REQUEST,
	request: (_message, userTags) => ({
		path: PATHS.pushService.addTags,
		body: { Replace: 1, UserTags: userTags },
	}),
	outcomes: (answer, userTags) => userOutcomes(answer, userTags),
});
