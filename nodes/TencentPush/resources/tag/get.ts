import { responseText } from '../../../shared/transport/response';
import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { byUser, userOutcomes } from '../../userResults';
import { userAudience, users } from '../perUser';

export const get = defineFoldedOperation<Family, string>({
	value: 'get',
	name: 'Get of Users',
	action: 'Get the tags of users',
	description: 'Get the tags that each user has',
	fields: [familyField, users, parallelOptions],
	audience: userAudience,
	build: familyOf,
	request: (family, accounts) => ({
		path: PATHS[family].getTags,
		body: { To_Account: accounts },
	}),
	outcomes(answer, accounts) {
		const found = byUser(answer.body.UserTags);
		return userOutcomes(answer, accounts, (user) => {
			const tags = found.get(user)?.Tags;
			return { tags: Array.isArray(tags) ? tags.map(responseText) : [] };
		});
	},
});
