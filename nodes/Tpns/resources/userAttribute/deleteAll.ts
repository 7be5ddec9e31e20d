import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneDevice } from '../../audience/oneDevice';
import { deviceTokenField } from '../../audience/token';
import { parallelOptions } from '../../../shared/form/commonFields';
import { PATH } from './change';

/** Source: docs/api/tpns.md 1.15, `cmd`. */
const DELETE_ALL = 4;

export const deleteAll = defineFoldedOperation<null, string>({
	value: 'deleteAll',
	name: 'Delete All',
	action: 'Delete all user attributes',
	description: 'Delete all attributes of a device',
	fields: [deviceTokenField, parallelOptions],
	audience: oneDevice,
	build: () => null,
	request: (_message, [token]) => ({ path: PATH, body: { cmd: DELETE_ALL, token } }),
	outcomes: () => ({ status: 'accepted', deleted: true }),
});
