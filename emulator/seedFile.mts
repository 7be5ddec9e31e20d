import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { TpnsState } from './tpns/state.mts';

const seedFile = Type.Object(
	{
		/** TPNS apps besides the two that always exist. */
		apps: Type.Optional(
			Type.Array(
				Type.Object({
					accessId: Type.String({ minLength: 1 }),
					secretKey: Type.String({ minLength: 1 }),
					platform: Type.Enum(['android', 'ios', 'harmony']),
					attributes: Type.Optional(Type.Array(Type.String())),
				}),
			),
		),
		devices: Type.Optional(
			Type.Array(
				Type.Object({
					token: Type.String({ minLength: 1, maxLength: 36 }),
					/** Default: the first app. */
					accessId: Type.Optional(Type.String()),
					accounts: Type.Optional(Type.Array(Type.String())),
					tags: Type.Optional(Type.Array(Type.String())),
					attributes: Type.Optional(Type.Record(Type.String(), Type.String())),
				}),
			),
		),
	},
	{ additionalProperties: false },
);

/** Adds the apps and devices that a JSON file names. Throws with the first thing wrong in it. */
export function applySeedFile(path: string, tpns: TpnsState): void {
	const seed: unknown = JSON.parse(readFileSync(path, 'utf8'));
	if (!Value.Check(seedFile, seed)) {
		const [error] = Value.Errors(seedFile, seed);
		throw new Error(`${path}${error.instancePath}: ${error.message}`);
	}
	for (const app of seed.apps ?? []) tpns.addApp(app);
	const { clock, devices } = tpns.context;
	for (const { token, accessId, accounts = [], tags = [], attributes = {} } of seed.devices ?? []) {
		const device = tpns.addDevice({ token }, accessId);
		for (const account of accounts) devices.bindAccount(device, account, 0, clock.now());
		for (const tag of tags) device.tags.add(tag);
		for (const [name, value] of Object.entries(attributes)) device.attributes.set(name, value);
	}
}
