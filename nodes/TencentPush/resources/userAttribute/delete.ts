import { field } from '../../../shared/fields/field';
import { readRequiredList } from '../../../shared/fields/list';
import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { attributeNameLocator } from '../../audience/attributes';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';
import { UNKNOWN_ATTRIBUTE } from './unknownAttribute';

const attributeNames = field(
	{
		displayName: 'Attribute Names',
		name: 'attributeNames',
		...attributeNameLocator('e.g. city, level'),
		required: true,
		description:
			'Name of the attribute. By Name also takes a list: an array, or text with commas or line breaks. Items with different names also share a request.',
	},
	(value, name) => [...new Set(readRequiredList(value, name))],
);

export const deleteAttributes = defineBatched({
	value: 'delete',
	name: 'Delete',
	action: 'Delete attributes of users',
	description: 'Delete attributes of users',
	fields: { apiFamily, users, attributeNames, options: batchOnly },
	recipients: {
		from: ['users', 'attributeNames'],
		of: (values) =>
			values.users.map((user) => ({ To_Account: user, Attrs: values.attributeNames })),
		key: ({ To_Account, Attrs }) => JSON.stringify([To_Account, [...Attrs].sort()]),
		describe: ({ To_Account, Attrs }) => ({ user: To_Account, attributeNames: Attrs }),
		plural: 'users',
	},
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	bisectOn: [UNKNOWN_ATTRIBUTE],
	request: (family, userAttributes) => ({
		path: PATHS[family].removeAttributes,
		body: { UserAttrs: userAttributes },
	}),
	outcomes: (answer, userAttributes) =>
		userOutcomes(answer, userAttributes, () => ({ deleted: true })),
});
