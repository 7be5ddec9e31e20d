import { timeoutOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { device } from '../../audience/token';
import { batchOutcomes } from '../batchOutcomes';
import { tags, tagWarning } from './tags';

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
const REPLACE = 6;

export const replaceOnDevice = defineBatched({
	value: 'replaceOnDevice',
	name: 'Replace on Device',
	action: 'Replace the tags of a device',
	description:
		'Replace the custom tags of a device. When every tag is written key:value, only tags with the same keys are replaced.',
	fields: { device, tags, options: timeoutOnly },
	recipients: {
		from: ['device', 'tags'],
		of: (values) => [{ token: values.device, tags: values.tags }],
		key: (tagged) => JSON.stringify(tagged),
		describe: (tagged) => ({ ...tagged }),
		plural: 'devices',
	},
	limit: 1,
	request: (_message, [tagged]) => ({
		path: '/v3/device/tag',
		body: { operator_type: REPLACE, token_list: [tagged.token], tag_list: tagged.tags },
	}),
	outcomes: (answer, [tagged]) => ({
		...batchOutcomes(answer, 1)[0],
		...tagWarning(tagged.tags),
	}),
});
