import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestLog } from '../requestLog.mts';
import type { PushServiceApp } from './app.mts';
import { Gatekeeper } from './authenticate.mts';
import type { Endpoint } from './endpoint.mts';
import { errorTexts, type ErrorCode, Refusal } from './errors.mts';
import { compileFieldCheck } from './fields/check.mts';

/**
 * Serves endpoints below `/v4/`: who calls, how often, how much, which fields, and then what the
 * endpoint does. The HTTP status is always 200. docs/api/push-service.md 1
 */
export function serveEndpoints(
	scope: FastifyInstance,
	app: PushServiceApp,
	log: RequestLog,
	endpoints: readonly Endpoint[],
): Gatekeeper {
	const gatekeeper = new Gatekeeper(app);
	for (const endpoint of endpoints) {
		const fields = compileFieldCheck(endpoint.body, {
			codes: endpoint.codes,
			otherwise: endpoint.badField,
		});
		const refuse = (code: number, info: string) => refusal(code, info, endpoint.failureFields);
		scope.post(`/v4/${endpoint.path}`, { config: { refusal: refuse } }, (request) => {
			try {
				const { query, headers } = request;
				gatekeeper.check({
					query: query as Record<string, unknown>,
					host: headers.host ?? '',
					family: endpoint.family,
				});
				countCall(app, endpoint);
				const body = readBody(request, endpoint);
				const { received } = request;
				received?.unknownFields.push(...fields.unknownFields(body));
				fields.check(body);
				received?.unknownFields.push(...(endpoint.unknownFields?.(body) ?? []));
				const answer = endpoint.handle(body);
				if (received) log.accept(received);
				return { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, ...answer };
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return refuse(error.code, error.message);
			}
		});
	}
	scope.all('/v4/*', { config: { refusal } }, () => refusal(60009, errorTexts[60009]));
	return gatekeeper;
}

function refusal(code: number, info: string, more: object = {}): object {
	return { ActionStatus: 'FAIL', ErrorInfo: info, ErrorCode: code, ...more };
}

function countCall(app: PushServiceApp, { path, callsPerSecond }: Endpoint): void {
	if (callsPerSecond === undefined || !app.settings.frequencyLimits) return;
	if (!app.frequencies.take(path, 1, callsPerSecond, app.clock.now())) throw new Refusal(60007);
}

function readBody({ body }: FastifyRequest, { size, family }: Endpoint): object {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
	if (size && bytes.length > size.bytes) throw new Refusal(size.code);
	const notJson: ErrorCode = family === 'push' ? 90001 : 60003;
	try {
		const parsed: unknown = JSON.parse(bytes.toString('utf8'));
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
	} catch {
		throw new Refusal(notJson);
	}
	throw new Refusal(notJson, 'The request is not a JSON object.');
}
