import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject } from 'typebox';
import type { EmulatorContext } from '../context.mts';
import type { ReceivedRequest } from '../requestLog.mts';
import { SchemaViolation } from '../validation.mts';
import type { TpnsApp } from './app.mts';
import { authenticate } from './auth.mts';
import { codes, Refusal } from './codes.mts';
import type { Envelope } from './envelope.mts';
import type { TpnsState } from './state.mts';
import { unknownFields } from './unknownFields.mts';

/** What an endpoint's handler is given besides the request's fields. */
export interface TpnsCall {
	app: TpnsApp;
	tpns: TpnsState;
	context: EmulatorContext;
	received: ReceivedRequest;
	now: number;
}

/** What a handler gives back: the answer's fields, and a code where it is not 0. */
export interface Answer {
	code?: number;
	message?: string;
	fields?: Record<string, unknown>;
}

/** One endpoint with a JSON body. A handler refuses by throwing a `Refusal`. */
export interface Endpoint {
	path: string;
	envelope: Envelope;
	body: TObject;
	/** Whether a body is answered with HTTP 422 alone (docs/api/tpns.md 4.8). */
	isUnprocessable?(body: unknown): boolean;
	handle(body: never, call: TpnsCall): Answer;
}

/** Types a handler's `body` by its schema. */
export function defineEndpoint<Body extends TObject>(
	endpoint: Omit<Endpoint, 'body' | 'handle'> & {
		body: Body;
		handle(body: Static<Body>, call: TpnsCall): Answer;
	},
): Endpoint {
	return endpoint;
}

declare module 'fastify' {
	interface FastifyRequest {
		tpnsApp?: TpnsApp;
	}
}

/** Serves one endpoint: authentication, JSON, schema, handler, envelope. */
export function mountEndpoint(scope: FastifyInstance, tpns: TpnsState, endpoint: Endpoint): void {
	const { path, envelope, body } = endpoint;
	scope.route({
		method: 'POST',
		url: path,
		schema: { body },
		config: { refusal: (code, message) => envelope.wrap(code, message, {}) },
		preValidation: async (request, reply) => {
			const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
			request.tpnsApp = identify(tpns, request, bytes);
			request.body = parse(bytes);
			callOf(tpns, request).received.unknownFields = unknownFields(body, request.body);
			if (endpoint.isUnprocessable?.(request.body)) return await reply.code(422).send();
		},
		handler: (request, reply) => {
			const call = callOf(tpns, request);
			return sendAnswer(reply, call, envelope, endpoint.handle(request.body as never, call));
		},
		errorHandler: (error, _request, reply) => sendRefusal(reply, tpns, envelope, error),
	});
}

/** Finds the app that a request speaks for; without `bytes`, by Basic authentication only. */
export function identify(tpns: TpnsState, request: FastifyRequest, bytes?: Buffer): TpnsApp {
	return authenticate(tpns.apps, {
		headers: request.headers,
		body: bytes,
		now: tpns.context.clock.now(),
		tolerance: tpns.settings.timestampTolerance,
	});
}

/** The call that a request has become once its app is known. */
export function callOf(tpns: TpnsState, request: FastifyRequest): TpnsCall {
	const { context } = tpns;
	if (!request.tpnsApp || !request.received) throw new Error('the request is not identified');
	return {
		app: request.tpnsApp,
		tpns,
		context,
		received: request.received,
		now: context.clock.now(),
	};
}

export function sendAnswer(
	reply: FastifyReply,
	{ context, received }: TpnsCall,
	envelope: Envelope,
	{ code = codes.ok, message = envelope.success, fields = {} }: Answer,
): FastifyReply {
	if (code !== codes.batchCompletelyFailed) context.log.accept(received);
	return reply.send(envelope.wrap(code, message, fields));
}

/** Answers a refusal, a body that breaks the schema, or a fault of the emulator's own. */
export function sendRefusal(
	reply: FastifyReply,
	{ settings }: TpnsState,
	envelope: Envelope,
	error: FastifyError,
): FastifyReply {
	const refusal = toRefusal(error);
	const isAuth = refusal.code === codes.authFailure || refusal.code === codes.wrongAccessId;
	return reply
		.code(isAuth ? settings.authFailureStatus : settings.refusalStatus)
		.send(envelope.wrap(refusal.code, refusal.message, {}));
}

function toRefusal(error: Error & { statusCode?: number }): Refusal {
	if (error instanceof Refusal) return error;
	if (error instanceof SchemaViolation) {
		const isMissing = error.keyword === 'required';
		const code = isMissing ? codes.missingParameter : codes.invalidParameter;
		return new Refusal(code, error.message);
	}
	if (error.statusCode === 413) return new Refusal(codes.invalidParameter, error.message);
	throw error;
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		throw new Refusal(codes.parseError, `parse error: ${(error as Error).message}`);
	}
}
