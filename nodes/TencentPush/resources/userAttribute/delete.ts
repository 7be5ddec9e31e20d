import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../../shared/fields/list';
import { parallelOptions } from '../../../shared/form/commonFields';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { readUsers } from '../../audience/users';
import { familyField, familyOf } from '../../family';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { userOutcomes } from '../../userResults';
import { USERS_PER_CALL, users } from '../perUser';
import { UNKNOWN_ATTRIBUTE } from './unknownAttribute';

interface UserAttributeNames {
	To_Account: string;
	Attrs: string[];
}

const attributeNames: INodeProperties = {
	displayName: 'Attribute Names',
	name: 'attributeNames',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. city, level',
	description:
		'Names of the attributes: an array, or text with commas or line breaks. Items share calls whether their names are the same or not.',
};

export const deleteAttributes = defineFoldedOperation<Family, UserAttributeNames>({
	value: 'delete',
	name: 'Delete',
	action: 'Delete attributes of users',
	description: 'Take attributes away from users',
	fields: [familyField, users, attributeNames, parallelOptions],
	audience: {
		fields: ['users', 'attributeNames'],
		read(parameters) {
			const names = [...new Set(readRequiredList(parameters.attributeNames, 'Attribute Names'))];
			return readUsers(parameters).map((user) => ({ To_Account: user, Attrs: names }));
		},
		key: ({ To_Account, Attrs }) => JSON.stringify([To_Account, [...Attrs].sort()]),
		describe: ({ To_Account, Attrs }) => ({ user: To_Account, attributeNames: Attrs }),
		limit: USERS_PER_CALL,
		plural: 'users',
	},
	bisectOn: [UNKNOWN_ATTRIBUTE],
	build: familyOf,
	request: (family, names) => ({
		path: PATHS[family].removeAttributes,
		body: { UserAttrs: names },
	}),
	outcomes: (answer, names) =>
		userOutcomes(
			answer,
			names.map(({ To_Account }) => To_Account),
			() => ({ deleted: true }),
		),
});
