import type { IDataObject } from 'n8n-workflow';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { deviceTokenField, readDeviceToken } from '../../audience/token';
import { batchOutcomes } from '../batchOutcomes';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { readTags, tagsField, tagWarning } from './tags';

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
const REPLACE = 6;

interface Tagged {
	token: string;
	tags: string[];
}

export const replaceOnDevice = defineFoldedOperation<null, Tagged>({
	value: 'replaceOnDevice',
	name: 'Replace on Device',
	action: 'Replace the tags of a device',
	description:
		'Replace the custom tags of a device. When every tag is written key:value, only tags with the same keys are replaced.',
	fields: [deviceTokenField, tagsField, callOnlyOptions],
	audience: {
		fields: ['device', 'tags'],
		read: (parameters) => [{ token: readDeviceToken(parameters), tags: readTags(parameters) }],
		key: (tagged) => JSON.stringify(tagged),
		describe: ({ token, tags }) => ({ token, tags }) as IDataObject,
		limit: 1,
		plural: 'devices',
	},
	build: () => null,
	request: (_message, [{ token, tags }]) => ({
		path: '/v3/device/tag',
		body: { operator_type: REPLACE, token_list: [token], tag_list: tags },
	}),
	outcomes: (answer, [{ tags }]) => ({ ...batchOutcomes(answer, 1)[0], ...tagWarning(tags) }),
});
