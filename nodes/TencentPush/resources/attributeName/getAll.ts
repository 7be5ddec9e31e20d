import { isObject } from '../../../shared/fields/json';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { familyField, familyOf } from '../../family';
import { PATHS } from '../../paths';
import { accountTypeName } from './accountType';
import { responseNumber, responseText } from '../../../shared/transport/response';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many attribute names',
	description: 'Get the attribute names of the app, of which there are 10 at most',
	fields: [familyField, callOnlyOptions],
	async run(parameters, { call }) {
		const { body } = await call({
			path: PATHS[familyOf(parameters)].getAttributeNames,
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
