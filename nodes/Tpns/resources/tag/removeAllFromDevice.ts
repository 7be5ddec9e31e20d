import { timeoutOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { oneDevice } from '../../audience/recipients';
import { device } from '../../audience/token';
import { batchOutcomes } from '../batchOutcomes';

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
const REMOVE_ALL = 5;

export const removeAllFromDevice = defineBatched({
	value: 'removeAllFromDevice',
	name: 'Remove All From Device',
	action: 'Remove all tags from device',
	description: 'Remove all custom tags from a device',
	fields: { device, options: timeoutOnly },
	recipients: oneDevice,
	limit: 1,
	request: (_message, tokens) => ({
		path: '/v3/device/tag',
		body: { operator_type: REMOVE_ALL, token_list: tokens },
	}),
	outcomes: (answer) => batchOutcomes(answer, 1),
});
