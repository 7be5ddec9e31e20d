import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { userAudience, users } from '../perUser';

export const removeAll = defineFoldedOperation<Family, string>({
	value: 'removeAll',
	name: 'Remove All From Users',
	action: 'Remove all tags from users',
	description: 'Take every tag away from users',
	fields: [familyField, users, parallelOptions],
	audience: userAudience,
	build: familyOf,
	request: (family, accounts) => ({
		path: PATHS[family].removeAllTags,
		body: { To_Account: accounts },
	}),
	outcomes: (answer, accounts) => userOutcomes(answer, accounts, () => ({ deleted: true })),
});
