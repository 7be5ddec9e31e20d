import type { FastifyInstance } from 'fastify';
import type { EmulatorContext } from '../context.mts';

export type TpnsOptions = Record<string, never>;

export type Tpns = Record<string, never>;

/** Serves the TPNS REST API (`/v3/…`). */
export function registerTpns(
	_app: FastifyInstance,
	_context: EmulatorContext,
	_options?: TpnsOptions,
): Tpns {
	return {};
}
