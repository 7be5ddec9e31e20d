import type { IDataObject } from 'n8n-workflow';
import { defineBatched } from '../../../shared/run/batched';
import { deviceBatch, QUERY_PATH } from './batch';
import { boundOutcomes, QUERY_CODES } from './query';

/** Source: docs/api/tpns.md 1.7, `operator_type`. */
const BY_TOKEN = 2;

export const getAllByDevice = defineBatched({
	...deviceBatch,
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get accounts of devices',
	description: 'List the accounts that are bound to each device',
	request: (_entries, tokens) => ({
		path: QUERY_PATH,
		body: { operator_type: BY_TOKEN, token_list: tokens },
		acceptCodes: QUERY_CODES,
	}),
	outcomes: (answer, tokens) =>
		boundOutcomes(
			answer,
			tokens,
			'token_accounts',
			({ token }, asked) => token === asked,
			(binding) => ({ accounts: (binding?.account_list ?? []) as IDataObject[] }),
		),
});
