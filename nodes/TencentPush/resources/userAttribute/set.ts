import { keyValueField } from '../../../shared/fields/keyValues';
import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { readAttributes } from '../../audience/attributes';
import { readUsers } from '../../audience/users';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { USERS_PER_CALL, users } from '../perUser';
import { UNKNOWN_ATTRIBUTE } from './unknownAttribute';

interface UserAttributes {
	To_Account: string;
	Attrs: Record<string, string>;
}

const attributes = keyValueField(
	'Attributes',
	'attributes',
	'Names and values of at most 50 bytes; the names have to exist (Attribute Name: Set). Items share calls whether their attributes are the same or not.',
	{ required: true },
);

export const set = defineFoldedOperation<Family, UserAttributes>({
	value: 'set',
	name: 'Set',
	action: 'Set attributes of users',
	description: 'Give users attributes, in the place of what they had under the same names',
	fields: [familyField, users, attributes, parallelOptions],
	audience: {
		fields: ['users', 'attributes'],
		read(parameters) {
			const values = readAttributes(parameters.attributes, 'Attributes');
			if (!values) {
				throw new FieldError('Attributes', 'is empty', 'Add at least one attribute');
			}
			return readUsers(parameters).map((user) => ({ To_Account: user, Attrs: values }));
		},
		key: ({ To_Account, Attrs }) => JSON.stringify([To_Account, Object.entries(Attrs).sort()]),
		describe: ({ To_Account, Attrs }) => ({ user: To_Account, attributes: Attrs }),
		limit: USERS_PER_CALL,
		plural: 'users',
	},
	bisectOn: [UNKNOWN_ATTRIBUTE],
	build: familyOf,
	request: (family, userAttributes) => ({
		path: PATHS[family].setAttributes,
		body: { UserAttrs: userAttributes },
	}),
	outcomes: (answer, userAttributes) =>
		userOutcomes(
			answer,
			userAttributes.map(({ To_Account }) => To_Account),
		),
});
