import { Type } from 'typebox';
import { codes, invalid, missing, Refusal } from './codes.mts';
import { type Answer, defineEndpoint } from './endpoint.mts';
import { camelEnvelope } from './envelope.mts';

const mostBytes = 50;

const command = { add: 1, update: 2, delete: 3, deleteAll: 4, query: 5 };

/**
 * `v3/device/set_custom_attribute` (docs/api/tpns.md 1.15): a device's custom attributes. Keys that
 * were not created in the console come back in `invalidAttribute`, with code 0. A deletion's sample
 * sends the value too; what an empty one does is not said.
 */
export const setCustomAttribute = defineEndpoint({
	path: '/v3/device/set_custom_attribute',
	envelope: camelEnvelope('save success'),
	body: Type.Object({
		cmd: Type.Integer({ minimum: 1, maximum: 5 }),
		token: Type.String({ minLength: 1, maxLength: 36 }),
		attributeInfo: Type.Optional(
			Type.Object({
				attributeMap: Type.Optional(Type.Record(Type.String(), Type.String())),
			}),
		),
	}),
	handle({ cmd, token, attributeInfo }, { app, context, received, tpns }): Answer {
		const device = context.devices.byToken(app.accessId, token);
		if (!device) throw new Refusal(codes.tokenNotValid, 'token is not valid');
		const { attributes } = device;
		if (cmd === command.query) {
			return {
				message: 'success',
				fields: { attributeInfo: { attributeMap: Object.fromEntries(attributes) } },
			};
		}
		if (cmd === command.deleteAll) {
			attributes.clear();
			return { fields: { invalidAttribute: [] } };
		}
		const map = attributeInfo?.attributeMap;
		if (!map) throw missing('attributeInfo.attributeMap');
		const entries = Object.entries(map);
		if (entries.flat().some((text) => Buffer.byteLength(text) > mostBytes)) {
			throw invalid('attributeInfo.attributeMap', `has a text of more than ${mostBytes} bytes`);
		}
		if (cmd === command.delete) {
			received.withoutExample = entries
				.filter(([, value]) => value === '')
				.map(([name]) => `attributeInfo.attributeMap.${name}`);
		}
		const { attributeDeletion } = tpns.settings;
		for (const [name, value] of entries) {
			if (!app.attributes.has(name)) continue;
			if (cmd !== command.delete) attributes.set(name, value);
			else if (attributeDeletion === 'byName' || attributes.get(name) === value) {
				attributes.delete(name);
			}
		}
		const invalidAttribute = Object.keys(map).filter((name) => !app.attributes.has(name));
		return { fields: { invalidAttribute } };
	},
});
