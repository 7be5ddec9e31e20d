import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { fetchRecord } from '../../pushRecord/fetch';
import { pushIdField, readPushId } from '../../pushRecord/pushId';
import { simplified } from '../../pushRecord/record';
import { callOnlyOptions, simplifyField } from '../../../shared/form/commonFields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a push',
	description: 'Get state and content of a push of the last month',
	fields: [pushIdField, simplifyField, callOnlyOptions],
	async run(parameters, { call }) {
		const pushId = readPushId(parameters.pushId);
		const record = await fetchRecord(call, pushId);
		if (!record) {
			throw new FieldError(
				'Push',
				`${pushId} is not among the push records`,
				'Check the push ID; TPNS keeps records for a month',
			);
		}
		return [{ json: parameters.simplify === false ? record : simplified(record) }];
	},
});
