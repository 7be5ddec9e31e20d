import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { oneDevice } from '../../audience/recipients';
import { device } from '../../audience/token';
import { PATH } from './change';

/** Source: docs/api/tpns.md 1.15, `cmd`. */
const DELETE_ALL = 4;

export const deleteAll = defineBatched({
	value: 'deleteAll',
	name: 'Delete All',
	action: 'Delete all user attributes',
	description: 'Delete all attributes of a device',
	fields: { device, options: batchOnly },
	recipients: oneDevice,
	limit: 1,
	request: (_message, [token]) => ({ path: PATH, body: { cmd: DELETE_ALL, token } }),
	outcomes: () => ({ status: 'accepted', extra: { deleted: true } }),
});
