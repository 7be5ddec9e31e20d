import type { Field } from '../../../shared/fields/field';
import { batchOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import type { Operation, OperationTexts, Outcome } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { responseText } from '../../../shared/transport/response';
import { device } from '../../audience/token';

export const PATH = '/v3/device/set_custom_attribute';

/**
 * An operation that changes attributes of a device.
 *
 * @param command source: docs/api/tpns.md 1.15, `cmd`
 * @param attributes the field with the attributes, read as the request's map
 */
export function defineChange(
	texts: OperationTexts,
	command: number,
	attributes: Field<Record<string, string>>,
): Operation {
	return defineBatched({
		...texts,
		fields: { device, attributes, options: batchOnly },
		recipients: {
			from: ['device', 'attributes'],
			of: (values) => [{ token: values.device, attributes: values.attributes }],
			key: ({ token }) => token,
			merge: (earlier, later) => ({
				...later,
				attributes: { ...earlier.attributes, ...later.attributes },
			}),
			describe: ({ token }) => ({ token }),
			plural: 'devices',
		},
		limit: 1,
		request: (_message, [change]) => ({
			path: PATH,
			body: {
				cmd: command,
				token: change.token,
				attributeInfo: { attributeMap: change.attributes },
			},
		}),
		outcomes: (answer, [change]) => changed(answer, Object.keys(change.attributes)),
	});
}

/**
 * TPNS leaves out attributes that the console does not know, and calls that a success nevertheless.
 * Source: docs/api/tpns.md 1.18 I47.
 */
function changed({ body }: Answer, names: string[]): Outcome {
	const list = body.invalidAttribute;
	const invalid = Array.isArray(list) ? list.map(responseText) : [];
	if (invalid.length === 0) return { status: 'accepted' };
	const what = {
		fix: 'Create the attributes in the TPNS console, or correct their names',
		extra: { invalidAttributes: invalid },
	};
	return names.every((name) => invalid.includes(name))
		? { status: 'invalid', reason: 'TPNS knows none of the attributes', ...what }
		: { status: 'accepted', warning: `TPNS does not know ${invalid.join(', ')}`, ...what };
}
