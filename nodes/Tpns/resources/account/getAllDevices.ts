import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import type { Account } from '../../audience/accounts';
import { BATCH_CODES, BISECT_CODES } from '../batchOutcomes';
import type { Batch } from './batch';
import { accountBatch, accountBatchFields, QUERY_PATH, readBatch } from './batch';
import { boundOutcomes, QUERY_CODES } from './query';
import { responseNumber } from '../../../shared/transport/response';

/** Source: docs/api/tpns.md 1.7, `operator_type`. */
const BY_ACCOUNT = 1;

export const getAllDevices = defineFoldedOperation<Batch, Account>({
	value: 'getAllDevices',
	name: 'Get Many Devices',
	action: 'Get the devices of accounts',
	description: 'List the device tokens that are bound to each account',
	fields: accountBatchFields,
	audience: accountBatch,
	build: readBatch,
	request: (_message, accounts) => ({
		path: QUERY_PATH,
		body: { operator_type: BY_ACCOUNT, account_list: accounts },
		acceptCodes: [...BATCH_CODES, ...QUERY_CODES],
	}),
	outcomes: (answer, accounts) =>
		boundOutcomes(
			answer,
			accounts.length,
			'account_tokens',
			({ account, account_type: type }, index) =>
				account === accounts[index].account &&
				(type === undefined || responseNumber(type) === (accounts[index].account_type ?? 0)),
			(binding) => ({ tokens: (binding?.token_list ?? []) as string[] }),
		),
	bisectOn: BISECT_CODES,
});
