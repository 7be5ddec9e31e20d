import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { eachUser } from '../../audience/users';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';

export const removeAll = defineBatched({
	value: 'removeAll',
	name: 'Remove All From Users',
	action: 'Remove all tags from users',
	description: 'Remove all tags from users',
	fields: { apiFamily, users, options: batchOnly },
	recipients: eachUser,
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	request: (family, accounts) => ({
		path: PATHS[family].removeAllTags,
		body: { To_Account: accounts },
	}),
	outcomes: (answer, accounts) => userOutcomes(answer, accounts, () => ({ deleted: true })),
});
