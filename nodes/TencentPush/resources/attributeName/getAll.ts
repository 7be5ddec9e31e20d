import { isObject } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseNumber, responseText } from '../../../shared/transport/response';
import { apiFamily } from '../../family';
import { PATHS } from '../../paths';
import { accountTypeName } from './accountType';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many attribute names',
	description: 'Get the attribute names of the app, of which there are 10 at most',
	fields: { apiFamily, options: timeoutOnly },
	async run(values, { call }) {
		const { body } = await call({
			path: PATHS[values.apiFamily].getAttributeNames,
			body: {},
		});
		const types = isObject(body.AttrTypes) ? body.AttrTypes : {};
		return Object.entries(isObject(body.AttrNames) ? body.AttrNames : {}).map(([index, name]) => {
			const accountType = accountTypeName(types[index]);
			return {
				json: {
					index: responseNumber(index),
					name: responseText(name),
					...(accountType === undefined ? {} : { accountType }),
				},
			};
		});
	},
});
