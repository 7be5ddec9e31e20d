import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ArmedFault, FaultRegistry } from './faults.mts';

const never = () => new Promise<never>(() => {});

/**
 * Makes armed faults happen on every route that has an entry in the request log. Before the
 * handler it is decided whether the request is acted on; after it, how the answer leaves.
 */
export function injectFaults(app: FastifyInstance, faults: FaultRegistry): void {
	app.addHook('onRequest', async (request, reply) => {
		if (!request.received) return;
		request.fault = faults.take(request.received.path);
		request.received.fault = request.fault?.kind;
		if (request.fault?.kind === 'resetBeforeRead') {
			reply.hijack();
			reset(request);
		}
	});

	app.addHook('preValidation', async (request, reply) => {
		const { fault } = request;
		if (!fault) return;
		if (fault.kind === 'delay') await sleep(fault.ms);
		if (fault.accepted) return;
		const refusal = request.routeOptions.config.refusal ?? ((code) => ({ code }));
		request.raw.resume();
		return reply.send(refusal(fault.code, fault.message));
	});

	app.addHook('onSend', async (request, reply, payload) => {
		if (!request.fault || typeof payload !== 'string') return payload;
		return distort(request.fault, payload, request, reply);
	});
}

async function distort(
	fault: ArmedFault,
	answer: string,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	switch (fault.kind) {
		case 'resetAfterAcceptance':
			reset(request);
			return never();
		case 'noAnswer':
			return never();
		case 'resetDuringBody':
			reply.header('content-length', Buffer.byteLength(answer));
			return Readable.from(halfThenReset(answer, request));
		case 'slowBody':
			return Readable.from(trickle(answer, fault.ms));
		case 'status':
			void reply.code(fault.status).headers(fault.headers).type(fault.contentType);
			return fault.body;
		case 'malformedJson':
			return answer.replace('{', '{,');
		case 'truncatedJson':
			return answer.slice(0, Math.ceil(answer.length / 2));
		case 'emptyBody':
			return '';
		case 'wrongShape':
			return { array: '[]', string: '"ok"', noCode: '{}' }[fault.shape];
		case 'hugeBody':
			return answer.replace('{', `{"padding":"${'x'.repeat(fault.bytes)}",`);
		case 'gzip':
			reply.header('content-encoding', 'gzip');
			return gzipSync(answer);
		default:
			return answer;
	}
}

function reset(request: FastifyRequest): void {
	request.raw.socket.resetAndDestroy();
}

async function* halfThenReset(answer: string, request: FastifyRequest) {
	yield Buffer.from(answer).subarray(0, Math.ceil(answer.length / 2));
	await sleep(20);
	reset(request);
	await never();
}

async function* trickle(answer: string, ms: number) {
	const bytes = Buffer.from(answer);
	const pieces = Math.min(20, bytes.length);
	const size = Math.ceil(bytes.length / pieces);
	for (let start = 0; start < bytes.length; start += size) {
		yield bytes.subarray(start, start + size);
		await sleep(ms / pieces);
	}
}
