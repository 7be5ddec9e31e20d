import type { IDataObject } from 'n8n-workflow';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { BATCH_CODES, BISECT_CODES } from '../batchOutcomes';
import type { Batch } from './batch';
import { deviceBatch, deviceBatchFields, QUERY_PATH, readBatch } from './batch';
import { boundOutcomes, QUERY_CODES } from './query';

/** Source: docs/api/tpns.md 1.7, `operator_type`. */
const BY_TOKEN = 2;

export const getAllByDevice = defineFoldedOperation<Batch, string>({
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get the accounts of devices',
	description: 'List the accounts that are bound to each device',
	fields: deviceBatchFields,
	audience: deviceBatch,
	build: readBatch,
	request: (_message, tokens) => ({
		path: QUERY_PATH,
		body: { operator_type: BY_TOKEN, token_list: tokens },
		acceptCodes: [...BATCH_CODES, ...QUERY_CODES],
	}),
	outcomes: (answer, tokens) =>
		boundOutcomes(
			answer,
			tokens.length,
			'token_accounts',
			({ token }, index) => token === tokens[index],
			(binding) => ({ accounts: (binding?.account_list ?? []) as IDataObject[] }),
		),
	bisectOn: BISECT_CODES,
});
