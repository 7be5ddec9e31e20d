import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import type { Operation, Outcome, Parameters } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { deviceTokenField, readDeviceToken } from '../../audience/token';
import { parallelOptions } from '../../../shared/form/commonFields';
import { responseText } from '../../../shared/transport/response';

export const PATH = '/v3/device/set_custom_attribute';

interface Change {
	token: string;
	attributes: Record<string, string>;
}

/**
 * An operation that changes attributes of a device.
 *
 * @param command source: docs/api/tpns.md 1.15, `cmd`
 * @param field the field with the attributes
 * @param read reads it as the request's map. Throws FieldError
 */
export function defineChange(
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	command: number,
	field: Operation['fields'][number],
	read: (parameters: Parameters) => Record<string, string>,
): Operation {
	return defineFoldedOperation<null, Change>({
		...texts,
		fields: [deviceTokenField, field, parallelOptions],
		audience: {
			fields: ['device', field.name],
			read: (parameters) => [{ token: readDeviceToken(parameters), attributes: read(parameters) }],
			key: (change) => JSON.stringify(change),
			describe: ({ token }) => ({ token }),
			limit: 1,
			plural: 'devices',
		},
		build: () => null,
		request: (_message, [{ token, attributes }]) => ({
			path: PATH,
			body: { cmd: command, token, attributeInfo: { attributeMap: attributes } },
		}),
		outcomes: (answer, [{ attributes }]) => changed(answer, Object.keys(attributes)),
	});
}

/**
 * TPNS leaves out attributes that the console does not know, and calls that a success all the
 * same. Source: docs/api/tpns.md 1.18 I47.
 */
function changed(answer: Answer, names: string[]): Outcome {
	const list = answer.body.invalidAttribute;
	const invalid = Array.isArray(list) ? list.map(responseText) : [];
	if (invalid.length === 0) return { status: 'accepted' };
	const what = {
		invalidAttributes: invalid,
		fix: 'Create the attributes in the TPNS console, or correct their names',
	};
	return names.every((name) => invalid.includes(name))
		? { status: 'invalid', reason: 'TPNS knows none of the attributes', ...what }
		: { status: 'accepted', warning: `TPNS does not know ${invalid.join(', ')}`, ...what };
}
