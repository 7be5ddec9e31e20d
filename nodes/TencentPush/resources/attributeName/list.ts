import { isObject } from '../../../shared/fields/json';
import type { Call } from '../../../shared/transport/request';
import { responseNumber, responseText } from '../../../shared/transport/response';
import type { Family } from '../../paths';
import { PATHS } from '../../paths';
import { accountTypeName } from './accountType';

/** A name of an attribute of the app. */
export interface AttributeName {
	/** Its place, from 0 to 9. */
	index: number;
	name: string;
	/** Kind of account that has the attribute; only in answers that tell. */
	accountType?: string;
}

/**
 * The attribute names of the app, of which there are 10 at most. Throws CallFailure. Source:
 * docs/api/push-service.md 3.d, `get_attr_name`.
 */
export async function listAttributeNames(call: Call, family: Family): Promise<AttributeName[]> {
	const { body } = await call({ path: PATHS[family].getAttributeNames, body: {} });
	const types = isObject(body.AttrTypes) ? body.AttrTypes : {};
	return Object.entries(isObject(body.AttrNames) ? body.AttrNames : {}).map(([index, name]) => {
		const accountType = accountTypeName(types[index]);
		return {
			index: responseNumber(index),
			name: responseText(name),
			...(accountType === undefined ? {} : { accountType }),
		};
	});
}
