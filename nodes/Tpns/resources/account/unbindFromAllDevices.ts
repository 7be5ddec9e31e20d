import { defineBatched } from '../../../shared/run/batched';
import { BATCH_CODES, batchOutcomes } from '../batchOutcomes';
import { accountBatch, BATCH_PATH } from './batch';

/** Source: docs/api/tpns.md 1.6, `operator_type`. */
const UNBIND_FROM_ALL = 5;

export const unbindFromAllDevices = defineBatched({
	...accountBatch,
	value: 'unbindFromAllDevices',
	name: 'Unbind From All Devices',
	action: 'Unbind accounts from all devices',
	description: 'Unbind accounts from all of their devices. Takes effect after a moment.',
	request: (_entries, accounts) => ({
		path: BATCH_PATH,
		body: { operator_type: UNBIND_FROM_ALL, account_list: accounts },
		acceptCodes: BATCH_CODES,
	}),
	outcomes: (answer, accounts) => batchOutcomes(answer, accounts.length),
});
