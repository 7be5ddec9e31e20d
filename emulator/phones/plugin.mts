import { readFileSync } from 'node:fs';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import plugin from 'fastify-plugin';
import { Type } from 'typebox';
import type { EmulatorContext } from '../context.mts';
import { streamPhones } from './live.mts';

export interface PhonesOptions {
	/** How many phones a page shows unless it asks for another number. Default 24. */
	limit?: number;
}

export interface Phones {
	/** Where the page is, below the emulator's URL. */
	readonly path: string;
}

const path = '/phones';
const files = [
	{ url: path, file: 'index.html', type: 'text/html; charset=utf-8' },
	{ url: `${path}/style.css`, file: 'style.css', type: 'text/css; charset=utf-8' },
	{ url: `${path}/script.js`, file: 'script.js', type: 'text/javascript; charset=utf-8' },
];

/**
 * Serves the page of virtual phones, its live events (`/phones/events`) and the click on a
 * notification. Who sent the notification hears of the click from the device registry.
 */
export function registerPhones(
	fastify: FastifyInstance,
	context: EmulatorContext,
	{ limit: usualLimit = 24 }: PhonesOptions = {},
): Phones {
	const { devices } = context;
	const serve: FastifyPluginAsync = async (scope) => {
		const app = scope.withTypeProvider<TypeBoxTypeProvider>();

		for (const { url, file, type } of files) {
			const text = readFileSync(new URL(`./page/${file}`, import.meta.url), 'utf8');
			app.get(url, (_request, reply) =>
				reply
					.type(type)
					.header('Content-Security-Policy', "default-src 'self'; img-src data:")
					.send(text),
			);
		}

		app.get(
			`${path}/events`,
			{
				schema: {
					querystring: Type.Object({
						search: Type.Optional(Type.String()),
						notified: Type.Optional(Type.Enum(['0', '1'])),
						limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,3}$' })),
					}),
				},
			},
			(request, reply) => {
				const { search = '', notified, limit } = request.query;
				reply.hijack();
				streamPhones(context, reply.raw, {
					search,
					notified: notified === '1',
					limit: limit === undefined ? usualLimit : Number(limit),
				});
			},
		);

		app.post(
			`${path}/:phone/notifications/:notification/click`,
			{
				schema: { params: Type.Object({ phone: Type.String(), notification: Type.String() }) },
			},
			(request, reply) => {
				const { phone, notification } = request.params;
				const device = devices.byId(phone);
				const entry = device?.inbox.find(({ id }) => id === notification);
				if (!device || !entry) {
					return reply.code(404).send({ message: 'The notification is gone.' });
				}
				if (entry.kind === 'message') {
					return reply.code(409).send({ message: 'A message cannot be clicked.' });
				}
				devices.click(device, entry.id);
				return reply.code(204).send();
			},
		);
	};
	void fastify.register(plugin(serve, { name: 'phones', encapsulate: true }));
	context.announce((url) => [`Phones    ${url}${path}`]);
	return { path };
}
