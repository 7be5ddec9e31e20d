import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { BATCH_CODES, batchOutcomes, BISECT_CODES } from '../batchOutcomes';
import type { Batch } from './batch';
import { BATCH_PATH, deviceBatch, deviceBatchFields, readBatch } from './batch';

/** Source: docs/api/tpns.md 1.6, `operator_type`. */
const UNBIND_ALL = 4;

export const unbindAllFromDevices = defineFoldedOperation<Batch, string>({
	value: 'unbindAllFromDevices',
	name: 'Unbind All From Devices',
	action: 'Unbind all accounts from devices',
	description: 'Unbind all accounts from devices; takes effect after a moment',
	fields: deviceBatchFields,
	audience: deviceBatch,
	build: readBatch,
	request: (_message, tokens) => ({
		path: BATCH_PATH,
		body: { operator_type: UNBIND_ALL, token_list: tokens },
		acceptCodes: BATCH_CODES,
	}),
	outcomes: (answer, tokens) => batchOutcomes(answer, tokens.length),
	bisectOn: BISECT_CODES,
});
