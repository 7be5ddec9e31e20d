import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { eachUser } from '../../audience/users';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { byUser, userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';

export const get = defineBatched({
	value: 'get',
	name: 'Get',
	action: 'Get attributes of users',
	description: 'Get the attributes that each user has',
	fields: { apiFamily, users, options: batchOnly },
	recipients: eachUser,
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	request: (family, accounts) => ({
		path: PATHS[family].getAttributes,
		body: { To_Account: accounts },
	}),
	outcomes(answer, accounts) {
		const found = byUser(answer.body, 'UserAttrs', accounts);
		return userOutcomes(answer, accounts, (user) => {
			const attributes = found(user)?.Attrs;
			return { attributes: isObject(attributes) ? (attributes as IDataObject) : {} };
		});
	},
});
