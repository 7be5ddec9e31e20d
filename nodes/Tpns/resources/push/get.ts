import { FieldError } from '../../../shared/fields/fieldError';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { fetchRecord } from '../../pushRecord/fetch';
import { pushId } from '../../pushRecord/pushId';
import { describeRecord, pushRecordOutput } from '../../pushRecord/record';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get push',
	description: 'Get status and content of a push of the last month',
	fields: { pushId, output: pushRecordOutput, options: timeoutOnly },
	async run({ pushId, output }, { call, context }) {
		const record = await fetchRecord(call, pushId);
		if (!record) {
			throw new FieldError(
				'Push',
				`${pushId} is not among the push records`,
				'Check the push ID. TPNS keeps records for a month',
			);
		}
		return [{ json: output((isSimple) => describeRecord(record, isSimple, context.timezone)) }];
	},
});
