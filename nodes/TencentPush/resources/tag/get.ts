import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { responseText } from '../../../shared/transport/response';
import { eachUser } from '../../audience/users';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { byUser, userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';

export const get = defineBatched({
	value: 'get',
	name: 'Get by User',
	action: 'Get tags of users',
	description: 'Get the tags that each user has',
	fields: { apiFamily, users, options: batchOnly },
	recipients: eachUser,
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	request: (family, accounts) => ({
		path: PATHS[family].getTags,
		body: { To_Account: accounts },
	}),
	outcomes(answer, accounts) {
		const found = byUser(answer.body, 'UserTags', accounts);
		return userOutcomes(answer, accounts, (user) => {
			const tags = found(user)?.Tags;
			return { tags: Array.isArray(tags) ? tags.map(responseText) : [] };
		});
	},
});
