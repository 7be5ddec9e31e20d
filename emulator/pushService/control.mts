import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { type CallbackSettings, callbackSettingsSchema } from '../callbacks/settings.mts';
import type { NewDevice } from '../devices.mts';
import { describePush } from './describe.mts';
import type { PushService } from './plugin.mts';
import { type SettingsChange, settingsSchema } from './settings.mts';

const prefix = '/_emulator/push-service';
const closed = { additionalProperties: false };
const text = () => Type.String({ minLength: 1 });

const settingsChange = Type.Object(
	{
		...Type.Partial(settingsSchema).properties,
		shares: Type.Optional(Type.Partial(settingsSchema.properties.shares, closed)),
	},
	closed,
);

const newPhone = Type.Object(
	{
		userId: Type.Optional(text()),
		registrationId: Type.Optional(text()),
		platform: Type.Optional(Type.Enum(['android', 'ios'])),
		vendor: Type.Optional(
			Type.Enum([
				'xiaomi',
				'huawei',
				'honor',
				'meizu',
				'oppo',
				'vivo',
				'google',
				'samsung',
				'apple',
			]),
		),
		attended: Type.Optional(Type.Boolean()),
		facts: Type.Optional(
			Type.Object(
				{ language: Type.Optional(text()), model: Type.Optional(text()) },
				{ additionalProperties: false },
			),
		),
	},
	closed,
);

/** The Push Service part of `/_emulator`: settings, callbacks, accounts, groups and pushes. */
export function registerPushServiceControl(
	instance: FastifyInstance,
	pushService: PushService,
): void {
	const app = instance.withTypeProvider<TypeBoxTypeProvider>();
	const { accounts, callbacks, clock, devices, groups, pushes, settings, templates } = pushService;

	app.get(`${prefix}/settings`, () => settings);
	app.patch(`${prefix}/settings`, { schema: { body: settingsChange } }, (request) => {
		pushService.configure(request.body as SettingsChange);
		return settings;
	});
	app.post(`${prefix}/reset-limits`, (_request, reply) => {
		pushService.resetLimits();
		return reply.code(204).send();
	});

	app.get(`${prefix}/callbacks`, () => ({
		settings: callbacks.settings,
		counts: callbacks.counts,
	}));
	app.patch(
		`${prefix}/callbacks`,
		{ schema: { body: Type.Partial(callbackSettingsSchema, closed) } },
		(request) => {
			callbacks.configure(request.body as Partial<CallbackSettings>);
			return callbacks.settings;
		},
	);

	app.post(
		`${prefix}/users`,
		{ schema: { body: Type.Object({ userIds: Type.Array(text()) }, closed) } },
		(request, reply) => {
			for (const userId of request.body.userIds) accounts.importUser(userId);
			return reply.code(204).send();
		},
	);
	app.get(
		`${prefix}/accounts/:id`,
		{ schema: { params: Type.Object({ id: text() }) } },
		(request, reply) => {
			const account = accounts.get(request.params.id);
			if (!account) return reply.code(404).send({ message: 'There is no such account.' });
			const { id, type, tags, attributes } = account;
			return { id, type, tags: [...tags], attributes: Object.fromEntries(attributes) };
		},
	);
	app.post(`${prefix}/phones`, { schema: { body: newPhone } }, (request, reply) => {
		const { id, userId, registrationId } = devices.register(request.body as NewDevice, clock.now());
		return reply.code(201).send({ id, userId, registrationId });
	});
	app.put(
		`${prefix}/groups/:id`,
		{
			schema: {
				params: Type.Object({ id: text() }),
				body: Type.Object({ members: Type.Array(text()) }, closed),
			},
		},
		(request, reply) => {
			groups.set(request.params.id, new Set(request.body.members));
			return reply.code(204).send();
		},
	);
	app.put(
		`${prefix}/templates/:id`,
		{
			schema: {
				params: Type.Object({ id: text() }),
				body: Type.Object({ title: Type.String(), desc: Type.String() }, closed),
			},
		},
		(request, reply) => {
			templates.add({ id: request.params.id, ...request.body });
			return reply.code(204).send();
		},
	);

	app.get(`${prefix}/pushes`, () => [...pushes.all()].map(describePush));
	app.get(
		`${prefix}/pushes/:id`,
		{ schema: { params: Type.Object({ id: text() }) } },
		(request, reply) => {
			const push = pushes.get(request.params.id);
			if (!push) return reply.code(404).send({ message: 'There is no such push.' });
			return { ...describePush(push), selected: push.accounts };
		},
	);
}
