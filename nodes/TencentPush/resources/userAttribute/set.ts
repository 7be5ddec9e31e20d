import { group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { attributesField } from '../../audience/attributes';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { users, USERS_PER_REQUEST } from '../perUser';
import { UNKNOWN_ATTRIBUTE } from './unknownAttribute';

const attributes = group(
	{
		given: attributesField(
			'Attributes',
			'attributes',
			'Names and values of at most 50 bytes. Create the names first (Attribute Name: Set). Items with different attributes also share a request.',
			{ required: true },
		),
	},
	({ given }) => {
		if (given) return given;
		throw new FieldError('Attributes', 'is empty', 'Add at least one attribute');
	},
);

export const set = defineBatched({
	value: 'set',
	name: 'Set',
	action: 'Set attributes of users',
	description: 'Set attributes of users. Replaces the values under the same names.',
	fields: { apiFamily, users, attributes, options: batchOnly },
	recipients: {
		from: ['users', 'attributes'],
		of: (values) => values.users.map((user) => ({ To_Account: user, Attrs: values.attributes })),
		key: ({ To_Account }) => To_Account,
		merge: (earlier, later) => ({ ...later, Attrs: { ...earlier.Attrs, ...later.Attrs } }),
		describe: ({ To_Account, Attrs }) => ({ user: To_Account, attributes: Attrs }),
		plural: 'users',
	},
	message: (values) => values.apiFamily,
	limit: USERS_PER_REQUEST,
	bisectOn: [UNKNOWN_ATTRIBUTE],
	request: (family, userAttributes) => ({
		path: PATHS[family].setAttributes,
		body: { UserAttrs: userAttributes },
	}),
	outcomes: (answer, userAttributes) => userOutcomes(answer, userAttributes),
});
