import { Type, type Static } from 'typebox';
import type { Device } from '../devices.mts';
import { batchCode } from './batch.mts';
import { codes, invalidToken, missing } from './codes.mts';
import { defineEndpoint, type TpnsCall } from './endpoint.mts';
import { camelEnvelope, snakeEnvelope } from './envelope.mts';

const account = Type.Object({
	account: Type.String({ minLength: 1 }),
	account_type: Type.Optional(Type.Integer({ minimum: 0 })),
});
const accounts = Type.Array(account, { minItems: 1 });
const tokens = Type.Array(Type.String({ minLength: 1, maxLength: 36 }), { minItems: 1 });

type Account = Static<typeof account>;

const mostTokenAccounts = 20;

const batchBody = Type.Object({
	operator_type: Type.Integer({ minimum: 1, maximum: 5 }),
	account_list: Type.Optional(accounts),
	token_list: Type.Optional(tokens),
	token_accounts: Type.Optional(
		Type.Array(
			Type.Object({ token: Type.String({ minLength: 1, maxLength: 36 }), account_list: accounts }),
			{ minItems: 1, maxItems: mostTokenAccounts },
		),
	),
	// Printed as a row of its own, but belongs to each account (docs/api/tpns.md I23).
	account_type: Type.Optional(Type.Integer({ minimum: 0 })),
});

/** One item of a batch: its result code, and what it does when its moment comes. */
interface Step {
	result: number;
	apply(): void;
}

/**
 * `v3/device/account/batchoperate` (docs/api/tpns.md 1.6): 2 overwrites a token's accounts, 3
 * unbinds accounts from a token, 4 all accounts from tokens, 5 all tokens from accounts; 1 does
 * what 2 does. The answer has a code for each item; the changes show after a moment.
 */
export const batchOperateAccounts = defineEndpoint({
	path: '/v3/device/account/batchoperate',
	envelope: snakeEnvelope('NO_ERROR'),
	body: batchBody,
	handle(body, call) {
		const { context, received, tpns } = call;
		if (body.account_type !== undefined) received.ignoredFields = ['account_type'];
		const steps = stepsOf(body, call);
		context.clock.after(tpns.settings.asyncDelay, () => {
			for (const step of steps) step.apply();
		});
		const results = steps.map((step) => step.result);
		return { ...batchCode(results), fields: { result: results.map(String) } };
	},
});

/**
 * `v3/device/account/query` (docs/api/tpns.md 1.7): 1 gives the tokens of accounts, 2 the accounts
 * of tokens.
 */
export const queryAccounts = defineEndpoint({
	path: '/v3/device/account/query',
	envelope: camelEnvelope('success'),
	body: Type.Object({
		operator_type: Type.Integer({ minimum: 1, maximum: 2 }),
		account_list: Type.Optional(accounts),
		token_list: Type.Optional(tokens),
	}),
	handle(body, { app, context: { devices } }) {
		if (body.operator_type === 1) {
			if (!body.account_list) throw missing('account_list');
			const found = body.account_list.map(({ account: name, account_type: type = 0 }) => ({
				account: name,
				token_list: devices.ofAccount(app.accessId, name, type).map((device) => device.token),
			}));
			const results = found.map(({ token_list: list }) => resultOf(list.length > 0));
			return {
				...batchCode(results),
				fields: {
					result: results.map(String),
					account_tokens: found.filter(({ token_list: list }) => list.length > 0),
				},
			};
		}
		if (!body.token_list) throw missing('token_list');
		const known = body.token_list.map((token) => devices.byToken(app.accessId, token));
		const results = known.map((device) => resultOf(device !== undefined));
		return {
			...batchCode(results),
			fields: {
				result: results.map(String),
				token_accounts: known.filter((device) => device !== undefined).map(accountsOf),
			},
		};
	},
});

function resultOf(isFound: boolean): number {
	return isFound ? codes.ok : codes.tokenOrAccountNotFound;
}

function accountsOf({ token, accounts: bound }: Device) {
	return { token, account_list: bound.map(({ account: name }) => ({ account: name })) };
}

function stepsOf(body: Static<typeof batchBody>, call: TpnsCall): Step[] {
	const {
		context: { devices },
		now,
	} = call;
	switch (body.operator_type) {
		case 4:
			if (!body.token_list) throw missing('token_list');
			return body.token_list.map((token) =>
				onDevice(call, token, (device) => unbindAll(call, device)),
			);
		case 5:
			if (!body.account_list) throw missing('account_list');
			return body.account_list.map((one) => ofAccount(call, one));
		default:
			if (!body.token_accounts) throw missing('token_accounts');
			return body.token_accounts.map(({ token, account_list: list }) =>
				onDevice(call, token, (device) => {
					if (body.operator_type !== 3) unbindAll(call, device);
					for (const { account: name, account_type: type = 0 } of list) {
						if (body.operator_type === 3) devices.unbindAccount(device, name, type);
						else devices.bindAccount(device, name, type, now);
					}
				}),
			);
	}
}

function onDevice(
	{ app, context }: TpnsCall,
	token: string,
	change: (device: Device) => void,
): Step {
	const device = context.devices.byToken(app.accessId, token);
	if (!device) return { result: invalidToken, apply: () => {} };
	return { result: codes.ok, apply: () => change(device) };
}

function ofAccount({ app, context: { devices } }: TpnsCall, one: Account): Step {
	const { account: name, account_type: type = 0 } = one;
	const bound = devices.ofAccount(app.accessId, name, type);
	if (bound.length === 0) return { result: codes.tokenOrAccountNotFound, apply: () => {} };
	return {
		result: codes.ok,
		apply: () => bound.forEach((device) => devices.unbindAccount(device, name, type)),
	};
}

function unbindAll({ context: { devices } }: TpnsCall, device: Device): void {
	for (const { account: name, type } of [...device.accounts]) {
		devices.unbindAccount(device, name, type);
	}
}
