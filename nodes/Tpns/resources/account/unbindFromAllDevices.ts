import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import type { Account } from '../../audience/accounts';
import { BATCH_CODES, batchOutcomes, BISECT_CODES } from '../batchOutcomes';
import type { Batch } from './batch';
import { BATCH_PATH, accountBatch, accountBatchFields, readBatch } from './batch';

/** Source: docs/api/tpns.md 1.6, `operator_type`. */
const UNBIND_FROM_ALL = 5;

export const unbindFromAllDevices = defineFoldedOperation<Batch, Account>({
	value: 'unbindFromAllDevices',
	name: 'Unbind From All Devices',
	action: 'Unbind accounts from all devices',
	description: 'Unbind accounts from all of their devices; takes effect after a moment',
	fields: accountBatchFields,
	audience: accountBatch,
	build: readBatch,
	request: (_message, accounts) => ({
		path: BATCH_PATH,
		body: { operator_type: UNBIND_FROM_ALL, account_list: accounts },
		acceptCodes: BATCH_CODES,
	}),
	outcomes: (answer, accounts) => batchOutcomes(answer, accounts.length),
	bisectOn: BISECT_CODES,
});
