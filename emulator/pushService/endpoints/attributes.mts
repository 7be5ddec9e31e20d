import { Type } from 'typebox';
import type { AccountType } from '../accounts.mts';
import type { PushServiceApp } from '../app.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { Refusal } from '../errors.mts';
import { textUpTo } from '../fields/basics.mts';
import { account, accountList, perAccount } from '../perAccount.mts';

const attributeName = () =>
	Type.Refine(
		textUpTo(50),
		(name) => name !== '',
		() => 'must not be empty',
	);
const index = () => Type.String({ pattern: '^[0-9]$' });
const onlyIndexes = { additionalProperties: false };

/** Attribute names and user attributes of both families: docs/api/push-service.md 3.d, 3.e, 6.1. */
export function attributeEndpoints(app: PushServiceApp): Endpoint[] {
	return [...attributeFamily(app, 'timpush/'), ...attributeFamily(app, 'all_member_push/im_')];
}

function attributeFamily(app: PushServiceApp, prefix: string): Endpoint[] {
	const common = { family: 'push' as const, callsPerSecond: 100 };
	return [
		defineEndpoint({
			...common,
			path: `${prefix}set_attr_name`,
			body: Type.Object({
				AttrNames: Type.Record(index(), attributeName(), { ...onlyIndexes, minProperties: 1 }),
				AttrTypes: Type.Optional(Type.Record(index(), Type.Enum([0, 1]), onlyIndexes)),
			}),
			handle: ({ AttrNames, AttrTypes }) => app.attributeNames.set(AttrNames, AttrTypes),
		}),
		defineEndpoint({
			...common,
			path: `${prefix}get_attr_name`,
			body: Type.Object({}),
			handle: () => app.attributeNames.describe(),
		}),
		defineEndpoint({
			...common,
			path: `${prefix}set_attr`,
			body: Type.Object({
				UserAttrs: Type.Array(
					Type.Object({
						...account,
						Attrs: Type.Record(Type.String(), textUpTo(50), { minProperties: 1 }),
					}),
					{ minItems: 1 },
				),
			}),
			handle({ UserAttrs }) {
				UserAttrs.forEach(({ Attrs }) => requireNames(app, Object.keys(Attrs)));
				return perAccount(app, UserAttrs, ({ type, attributes }, { Attrs }) => {
					requireType(app, type, Object.keys(Attrs));
					for (const [name, value] of Object.entries(Attrs)) attributes.set(name, value);
				}).answer;
			},
		}),
		defineEndpoint({
			...common,
			path: `${prefix}get_attr`,
			body: accountList(),
			handle({ To_Account }) {
				const { results, answer } = perAccount(app, To_Account, ({ id, attributes }) => ({
					To_Account: id,
					Attrs: Object.fromEntries(attributes),
				}));
				return { UserAttrs: results, ...answer };
			},
		}),
		defineEndpoint({
			...common,
			path: `${prefix}remove_attr`,
			body: Type.Object({
				UserAttrs: Type.Array(
					Type.Object({ ...account, Attrs: Type.Array(Type.String(), { minItems: 1 }) }),
					{ minItems: 1 },
				),
			}),
			handle({ UserAttrs }) {
				UserAttrs.forEach(({ Attrs }) => requireNames(app, Attrs));
				return perAccount(app, UserAttrs, ({ attributes }, { Attrs }) => {
					Attrs.forEach((name) => attributes.delete(name));
				}).answer;
			},
		}),
	];
}

function requireNames({ attributeNames }: PushServiceApp, names: readonly string[]): void {
	const unknown = names.find((name) => attributeNames.typeOf(name) === undefined);
	if (unknown !== undefined) throw new Refusal(90033, `attrName:${unknown} does not exist`);
}

function requireType(
	{ attributeNames }: PushServiceApp,
	type: AccountType,
	names: readonly string[],
): void {
	if (names.some((name) => attributeNames.typeOf(name) !== type)) throw new Refusal(90035);
}
