import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneDevice } from '../../audience/oneDevice';
import { deviceTokenField } from '../../audience/token';
import { parallelOptions } from '../../../shared/form/commonFields';
import { PATH } from './change';

/** Source: docs/api/tpns.md 1.15, `cmd`. */
const QUERY = 5;

export const get = defineFoldedOperation<null, string>({
	value: 'get',
	name: 'Get',
	action: 'Get user attributes',
	description: 'Get the attributes of a device',
	fields: [deviceTokenField, parallelOptions],
	audience: oneDevice,
	build: () => null,
	request: (_message, [token]) => ({ path: PATH, body: { cmd: QUERY, token } }),
	outcomes({ body }) {
		const info = isObject(body.attributeInfo) ? body.attributeInfo : {};
		return { status: 'accepted', attributes: (info.attributeMap ?? {}) as IDataObject };
	},
});
