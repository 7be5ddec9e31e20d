import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { oneDevice } from '../../audience/recipients';
import { device } from '../../audience/token';
import { PATH } from './change';

/** Source: docs/api/tpns.md 1.15, `cmd`. */
const QUERY = 5;

export const get = defineBatched({
	value: 'get',
	name: 'Get',
	action: 'Get user attributes',
	description: 'Get the attributes of a device',
	fields: { device, options: batchOnly },
	recipients: oneDevice,
	limit: 1,
	request: (_message, [token]) => ({ path: PATH, body: { cmd: QUERY, token } }),
	outcomes({ body }) {
		const info = isObject(body.attributeInfo) ? body.attributeInfo : {};
		return {
			status: 'accepted',
			extra: { attributes: (info.attributeMap ?? {}) as IDataObject },
		};
	},
});
