import type { INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import { isObject } from '../../../shared/fields/json';
import { callOptions } from '../../../shared/operation/settings';
import type { Parameters } from '../../../shared/operation/types';
import { optionsWith } from '../../../shared/operation/commonFields';

export const BATCH_PATH = '/v3/device/account/batchoperate';
export const QUERY_PATH = '/v3/device/account/query';

/** Entries in a call where the documentation gives no limit: that of the calls which have one. */
const DEFAULT_ENTRIES = 20;
const MOST_ENTRIES = 500;

/** Options of a batch whose size the documentation does not limit. */
export const batchOptions: INodeProperties = optionsWith([
	callOptions.callsAtOnce,
	{
		displayName: 'Entries per Call',
		name: 'entriesPerCall',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_ENTRIES },
		default: DEFAULT_ENTRIES,
		description:
			'Devices or accounts in a call. Tencent documents no limit; a call that TPNS refuses for its size is sent in smaller ones.',
	},
]);

/** What all entries of a batch share: how many go into a call. */
export interface Batch {
	entriesPerCall: number;
}

/** Reads the size of a batch. Throws FieldError. */
export function readBatch({ options }: Parameters): Batch {
	const { entriesPerCall = DEFAULT_ENTRIES } = isObject(options) ? options : {};
	return { entriesPerCall: integer(1, MOST_ENTRIES)(entriesPerCall, 'Entries per Call') };
}
