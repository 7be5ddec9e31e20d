import type { FastifyInstance } from 'fastify';
import type { EmulatorContext } from '../context.mts';

export type PhonesOptions = Record<string, never>;

export type Phones = Record<string, never>;

/** Serves the page of virtual phones (`/phones`). */
export function registerPhones(
	_app: FastifyInstance,
	_context: EmulatorContext,
	_options?: PhonesOptions,
): Phones {
	return {};
}
