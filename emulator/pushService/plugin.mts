import type { FastifyInstance } from 'fastify';
import type { EmulatorContext } from '../context.mts';

export type PushServiceOptions = Record<string, never>;

export type PushService = Record<string, never>;

/** Serves the Push Service (`/v4/…`). */
export function registerPushService(
	_app: FastifyInstance,
	_context: EmulatorContext,
	_options?: PushServiceOptions,
): PushService {
	return {};
}
