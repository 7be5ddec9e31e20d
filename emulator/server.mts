import type { AddressInfo } from 'node:net';
import Fastify, {
	type FastifyInstance,
	type FastifyPluginAsync,
	type FastifyRequest,
} from 'fastify';
import plugin from 'fastify-plugin';
import { createClock } from './clock.mts';
import type { EmulatorContext } from './context.mts';
import { type Control, createControl, registerControl } from './control.mts';
import { DeviceRegistry } from './devices.mts';
import { injectFaults } from './faultHooks.mts';
import { FaultRegistry } from './faults.mts';
import { type Phones, type PhonesOptions, registerPhones } from './phones/plugin.mts';
import {
	type PushService,
	type PushServiceOptions,
	registerPushService,
} from './pushService/plugin.mts';
import { RequestLog } from './requestLog.mts';
import { registerTpns, type TpnsOptions } from './tpns/plugin.mts';
import type { TpnsState } from './tpns/state.mts';
import { validatorCompiler } from './validation.mts';

export interface EmulatorOptions {
	/** 0 takes a free port. */
	port?: number;
	host?: string;
	/** When the emulator's clock starts; default: now. */
	startAt?: Date;
	/** The clock only moves by `control.advance`. */
	frozen?: boolean;
	/** People in the address book, with phones in the first TPNS app; default: none. */
	contacts?: number;
	/** How many of them have tokens that TPNS does not know; default: 1 in 250. */
	unknownTokens?: number;
	tpns?: TpnsOptions;
	pushService?: PushServiceOptions;
	phones?: PhonesOptions;
}

export interface Emulator {
	/** E.g. `http://127.0.0.1:7800`, without a slash at the end. */
	url: string;
	port: number;
	context: EmulatorContext;
	control: Control;
	tpns: TpnsState;
	pushService: PushService;
	phones: Phones;
	/** What a person needs to know to use it: addresses and credentials, one line each. */
	announcement(): string[];
	close(): Promise<void>;
}

// A package upload may hold 100 MB and streams; this is for JSON.
const jsonLimit = 12 * 1024 * 1024;

// Without these fastify loads Ajv, which would take most of the emulator's start. Its types want Ajv's.
const compilersFactory: object = {
	buildValidator: () => validatorCompiler,
	buildSerializer: () => () => JSON.stringify,
};

/** Starts the emulator of both clouds on one port. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { port = 0, host = '127.0.0.1', startAt, frozen } = options;
	const closers: Array<() => void | Promise<void>> = [];
	const states = new Map<string, () => unknown>();
	const announcers: Array<(url: string) => string[]> = [];
	const context: EmulatorContext = {
		clock: createClock({ startAt: startAt?.getTime(), frozen }),
		devices: new DeviceRegistry(),
		log: new RequestLog(),
		faults: new FaultRegistry(),
		contacts: [],
		onClose: (hook) => void closers.push(hook),
		describe: (part, state) => void states.set(part, state),
		announce: (lines) => void announcers.push(lines),
	};

	const app = Fastify({
		bodyLimit: jsonLimit,
		forceCloseConnections: true,
		schemaController: { compilersFactory },
	});
	logRequests(app, context);
	injectFaults(app, context.faults);

	const control = createControl(context, (ms) => refuseConnections(app, context, ms));
	const serveControl: FastifyPluginAsync = async (scope) => {
		registerControl(scope, context, control, () =>
			Object.fromEntries([...states].map(([part, state]) => [part, state()])),
		);
	};
	void app.register(plugin(serveControl, { name: 'control', encapsulate: true }));
	const tpns = registerTpns(app, context, options.tpns);
	if (options.contacts) {
		tpns.addContacts({ count: options.contacts, unknownTokens: options.unknownTokens });
	}
	const pushService = registerPushService(app, context, options.pushService);
	const phones = registerPhones(app, context, options.phones);

	const url = await app.listen({ port, host });
	return {
		url,
		port: (app.server.address() as AddressInfo).port,
		context,
		control,
		tpns,
		pushService,
		phones,
		announcement: () => announcers.flatMap((lines) => lines(url)),
		async close() {
			context.clock.stop();
			for (const closer of closers) await closer();
			await app.close();
		},
	};
}

/**
 * Writes every request of the emulated clouds (paths below `/v3/` and `/v4/`) to the log. Bodies
 * arrive as bytes, whatever their type, because signatures are made over bytes.
 */
function logRequests(app: FastifyInstance, { clock, log }: EmulatorContext): void {
	app.addHook('onRequest', async (request, reply) => {
		const [path] = request.url.split('?', 1);
		if (!/^\/v[34]\//.test(path)) return;
		const { method, headers } = request;
		const query = request.query as Record<string, unknown>;
		const received = log.open({ method, path, query, headers, receivedAt: clock.now() });
		request.received = received;
		reply.raw.once('close', () => log.close(received, clock.now()));
	});

	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (request: FastifyRequest, body: Buffer) => {
			if (!request.received) return parseControl(body);
			log.keepBody(request.received, body);
			return body;
		},
	);

	app.addHook('onSend', async (request, reply, payload) => {
		if (request.received) {
			request.received.status = reply.statusCode;
			// The cloud is through with the request, however long the answer travels.
			log.close(request.received, clock.now());
			if (typeof payload === 'string') request.received.answer = payload;
		}
		return payload;
	});
}

function parseControl(body: Buffer): unknown {
	try {
		return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
	} catch (error) {
		throw Object.assign(error as Error, { statusCode: 400 });
	}
}

/** Stops listening for `ms`; does not listen again if the emulator closes meanwhile. */
async function refuseConnections(
	app: FastifyInstance,
	context: EmulatorContext,
	ms: number,
): Promise<void> {
	const { server } = app;
	const { address, port } = server.address() as AddressInfo;
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(() => server.listen(port, address, resolve), ms);
		context.onClose(() => {
			clearTimeout(timer);
			resolve();
		});
	});
}
