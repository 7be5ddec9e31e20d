import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { NewApp } from './app.mts';
import { settingsSchema, type TpnsSettings } from './settings.mts';
import type { TpnsState } from './state.mts';

const newApp = Type.Object({
	accessId: Type.String({ minLength: 1 }),
	secretKey: Type.String({ minLength: 1 }),
	platform: Type.Enum(['android', 'ios', 'harmony']),
	attributes: Type.Optional(Type.Array(Type.String())),
});

const newDevice = Type.Object({
	token: Type.String({ minLength: 1, maxLength: 36 }),
	accessId: Type.Optional(Type.String()),
	account: Type.Optional(Type.String()),
	accountType: Type.Optional(Type.Integer({ minimum: 0 })),
	vendor: Type.Optional(
		Type.Enum(['xiaomi', 'huawei', 'honor', 'meizu', 'oppo', 'vivo', 'google', 'samsung', 'apple']),
	),
	environment: Type.Optional(Type.Enum(['product', 'dev'])),
	attended: Type.Optional(Type.Boolean()),
});

const newContacts = Type.Object({
	count: Type.Integer({ minimum: 1, maximum: 200_000 }),
	unknownTokens: Type.Optional(Type.Integer({ minimum: 0 })),
	accessId: Type.Optional(Type.String()),
});

const closed = { additionalProperties: false };

/** The TPNS part of `/_emulator`: settings, apps, devices and contacts. */
export function registerTpnsControl(instance: FastifyInstance, tpns: TpnsState): void {
	const app = instance.withTypeProvider<TypeBoxTypeProvider>();

	app.get('/_emulator/tpns/settings', () => tpns.settings);
	app.patch(
		'/_emulator/tpns/settings',
		{ schema: { body: Type.Partial(settingsSchema, closed) } },
		(request) => Object.assign(tpns.settings, request.body as Partial<TpnsSettings>),
	);
	app.post('/_emulator/tpns/apps', { schema: { body: newApp } }, (request, reply) => {
		const { accessId, platform } = tpns.addApp(request.body as NewApp);
		return reply.code(201).send({ accessId, platform });
	});
	app.post('/_emulator/tpns/devices', { schema: { body: newDevice } }, (request, reply) => {
		const { accessId, account, accountType = 0, ...body } = request.body;
		const device = tpns.addDevice(body, accessId);
		const { devices, clock } = tpns.context;
		if (account !== undefined) devices.bindAccount(device, account, accountType, clock.now());
		return reply.code(201).send({ id: device.id, accessId: device.accessId, token: device.token });
	});
	app.post('/_emulator/tpns/contacts', { schema: { body: newContacts } }, (request, reply) =>
		reply.code(201).send(tpns.addContacts(request.body)),
	);
}
