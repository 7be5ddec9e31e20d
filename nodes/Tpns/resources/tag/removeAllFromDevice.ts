import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneDevice } from '../../audience/oneDevice';
import { deviceTokenField } from '../../audience/token';
import { batchOutcomes } from '../batchOutcomes';
import { callOnlyOptions } from '../../../shared/form/commonFields';

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
const REMOVE_ALL = 5;

export const removeAllFromDevice = defineFoldedOperation<null, string>({
	value: 'removeAllFromDevice',
	name: 'Remove All From Device',
	action: 'Remove all tags from a device',
	description: 'Remove all custom tags from a device',
	fields: [deviceTokenField, callOnlyOptions],
	audience: oneDevice,
	build: () => null,
	request: (_message, tokens) => ({
		path: '/v3/device/tag',
		body: { operator_type: REMOVE_ALL, token_list: tokens },
	}),
	outcomes: (answer) => batchOutcomes(answer, 1),
});
