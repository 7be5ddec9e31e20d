import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { apiFamily } from '../../family';
import { listAttributeNames } from './list';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many attribute names',
	description: 'Get the attribute names of the app, at most 10',
	fields: { apiFamily, options: timeoutOnly },
	async run(values, { call }) {
		const names = await listAttributeNames(call, values.apiFamily);
		return names.map((named) => ({ json: { ...named } }));
	},
});
