import { defineBatched } from '../../../shared/run/batched';
import { responseNumber } from '../../../shared/transport/response';
import { accountBatch, QUERY_PATH } from './batch';
import { boundOutcomes, QUERY_CODES } from './query';

/** Source: docs/api/tpns.md 1.7, `operator_type`. */
const BY_ACCOUNT = 1;

export const getAllDevices = defineBatched({
	...accountBatch,
	value: 'getAllDevices',
	name: 'Get Many Devices',
	action: 'Get devices of accounts',
	description: 'List the device tokens that are bound to each account',
	request: (_entries, accounts) => ({
		path: QUERY_PATH,
		body: { operator_type: BY_ACCOUNT, account_list: accounts },
		acceptCodes: QUERY_CODES,
	}),
	outcomes: (answer, accounts) =>
		boundOutcomes(
			answer,
			accounts,
			'account_tokens',
			({ account, account_type: type }, asked) =>
				account === asked.account &&
				(type === undefined || responseNumber(type) === (asked.account_type ?? 0)),
			(binding) => ({ tokens: (binding?.token_list ?? []) as string[] }),
		),
});
