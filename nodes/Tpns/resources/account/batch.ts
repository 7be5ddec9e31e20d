import { field } from '../../../shared/fields/field';
import { batchOptions } from '../../../shared/form/settings';
import { accounts } from '../../audience/accounts';
import { eachAccount, eachDevice } from '../../audience/recipients';
import { knownDevices as devices } from '../../audience/token';
import { BISECT_CODES } from '../batchOutcomes';

export const BATCH_PATH = '/v3/device/account/batchoperate';
export const QUERY_PATH = '/v3/device/account/query';

/** Entries in a request where the documentation gives no limit: that of those which have one. */
const DEFAULT_ENTRIES = 20;

const options = batchOptions({
	entriesPerCall: field({
		displayName: 'Entries per Request',
		name: 'entriesPerCall',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500 },
		default: DEFAULT_ENTRIES,
		description:
			'Devices or accounts in a request. Tencent documents no limit. The node splits a request that TPNS refuses for its size.',
	}),
});

/** Items share a request as long as they want the same number of entries in it. */
const batch = {
	message: (values: { options: ReturnType<typeof options.read> }) =>
		values.options.entriesPerCall ?? DEFAULT_ENTRIES,
	limit: (entriesPerRequest: number) => entriesPerRequest,
	bisectOn: BISECT_CODES,
};

/** Devices, as many in a request as the options say. */
export const deviceBatch = { ...batch, fields: { devices, options }, recipients: eachDevice };

/** Accounts, as many in a request as the options say. */
export const accountBatch = { ...batch, fields: { accounts, options }, recipients: eachAccount };
