import type { FastifyInstance } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { EmulatorContext } from './context.mts';
import { type ArmedFault, type FaultRequest, faultSchema } from './faults.mts';
import type { PathCounts, RequestRecord } from './requestLog.mts';

/** The handle on a running emulator, for tests in the same process; `/_emulator` is the same. */
export interface Control {
	/** What was received, oldest first; only for `path` when given. */
	requests(path?: string): RequestRecord[];
	/** Requests received and acted on, per path. */
	counts(): Record<string, PathCounts>;
	clearRequests(): void;
	addFault(fault: FaultRequest): ArmedFault;
	clearFaults(): void;
	/** Jumps the emulator's clock ahead; what falls due on the way happens. */
	advance(ms: number): void;
	/** Refuses connections for `ms` of real time, then listens on the same port again. */
	refuseConnections(ms: number): Promise<void>;
}

/** Makes the in-process control of a running emulator. */
export function createControl(
	{ clock, faults, log }: EmulatorContext,
	refuseConnections: Control['refuseConnections'],
): Control {
	return {
		requests: (path) => log.requests(path),
		counts: () => log.counts(),
		clearRequests: () => log.clear(),
		addFault: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		advance: (ms) => clock.advance(ms),
		refuseConnections,
	};
}

const faultRequest = Type.Object(
	{ ...Type.Partial(faultSchema).properties, kind: faultSchema.properties.kind },
	{ additionalProperties: false },
);

const milliseconds = Type.Object({ ms: Type.Integer({ minimum: 0 }) });

/** Serves the control under `/_emulator`. */
export function registerControl(
	instance: FastifyInstance,
	context: EmulatorContext,
	control: Control,
	state: () => unknown,
): void {
	const app = instance.withTypeProvider<TypeBoxTypeProvider>();

	app.get(
		'/_emulator/requests',
		{ schema: { querystring: Type.Object({ path: Type.Optional(Type.String()) }) } },
		(request) => control.requests(request.query.path),
	);
	app.delete('/_emulator/requests', (_request, reply) => {
		control.clearRequests();
		return reply.code(204).send();
	});
	app.get('/_emulator/counts', () => control.counts());

	app.get('/_emulator/faults', () => context.faults.list());
	app.post('/_emulator/faults', { schema: { body: faultRequest } }, (request) =>
		control.addFault(request.body as FaultRequest),
	);
	app.delete('/_emulator/faults', (_request, reply) => {
		control.clearFaults();
		return reply.code(204).send();
	});

	app.get('/_emulator/clock', () => ({ now: new Date(context.clock.now()).toISOString() }));
	app.post('/_emulator/clock/advance', { schema: { body: milliseconds } }, (request) => {
		control.advance(request.body.ms);
		return { now: new Date(context.clock.now()).toISOString() };
	});
	app.post(
		'/_emulator/refuse-connections',
		{ schema: { body: milliseconds } },
		(request, reply) => {
			reply.raw.once('finish', () => void control.refuseConnections(request.body.ms));
			return reply.code(202).send();
		},
	);

	app.get('/_emulator/contacts', () => context.contacts);
	app.get('/_emulator/state', () => state());
}
