import { defineBatched } from '../../../shared/run/batched';
import { BATCH_CODES, batchOutcomes } from '../batchOutcomes';
import { BATCH_PATH, deviceBatch } from './batch';

/** Source: docs/api/tpns.md 1.6, `operator_type`. */
const UNBIND_ALL = 4;

export const unbindAllFromDevices = defineBatched({
	...deviceBatch,
	value: 'unbindAllFromDevices',
	name: 'Unbind All From Devices',
	action: 'Unbind all accounts from devices',
	description: 'Unbind all accounts from devices. Takes effect after a moment.',
	request: (_entries, tokens) => ({
		path: BATCH_PATH,
		body: { operator_type: UNBIND_ALL, token_list: tokens },
		acceptCodes: BATCH_CODES,
	}),
	outcomes: (answer, tokens) => batchOutcomes(answer, tokens.length),
});
