import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { byUser, userOutcomes } from '../../userResults';
import { userAudience, users } from '../perUser';

export const get = defineFoldedOperation<Family, string>({
	value: 'get',
	name: 'Get',
	action: 'Get the attributes of users',
	description: 'Get the attributes that each user has',
	fields: [familyField, users, parallelOptions],
	audience: userAudience,
	build: familyOf,
	request: (family, accounts) => ({
		path: PATHS[family].getAttributes,
		body: { To_Account: accounts },
	}),
	outcomes(answer, accounts) {
		const found = byUser(answer.body.UserAttrs);
		return userOutcomes(answer, accounts, (user) => {
			const attributes = found.get(user)?.Attrs;
			return { attributes: isObject(attributes) ? (attributes as IDataObject) : {} };
		});
	},
});
