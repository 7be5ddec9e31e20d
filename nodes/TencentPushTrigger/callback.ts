import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/fields/json';
import { parseLossless } from '../shared/transport/losslessJson';

/** The most events that Tencent puts into a callback. Source: docs/api/push-service.md 5.2. */
export const MOST_EVENTS = 100;

/** Far above 100 events of the documented fields, and far below what n8n takes. */
export const MOST_BYTES = 1024 * 1024;

/** How deep an event may be nested. Documented events are flat. */
export const MOST_DEPTH = 32;

/** What Tencent takes for a received callback. Source: docs/api/push-service.md 5.1. */
export const RECEIVED = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 } as const;

/** A request that is not taken, and why. */
export interface Refusal {
	status: 400 | 401 | 403 | 503;
	/** Goes to the sender: never what was expected. */
	reason: string;
}

/** What Tencent takes for a callback that was not received. */
export function refusalBody({ reason }: Refusal) {
	return { ActionStatus: 'FAILURE', ErrorInfo: reason, ErrorCode: 1 } as const;
}

/** An event as Tencent sent it. */
export type PushEvent = IDataObject;

/**
 * The events of a callback, in their order.
 *
 * @param body the JSON that n8n has read
 * @param rawBody the same as text, for the integers that a double cannot hold; they become text
 */
export function readCallback(body: unknown, rawBody?: string): PushEvent[] | Refusal {
	const lossless = rawBody !== undefined && LONG_INTEGER.test(rawBody) ? parseJson(rawBody) : body;
	if (!isObject(lossless)) return invalid('The body is not a JSON object');
	const { Events: events } = lossless;
	if (!Array.isArray(events)) return invalid('The body has no list Events');
	if (events.length === 0) return invalid('Events is empty');
	if (events.length > MOST_EVENTS) return invalid(`Events holds more than ${MOST_EVENTS} events`);
	if (!events.every(isObject)) return invalid('Events holds something that is not an object');
	if (events.some((event) => isDeeperThan(MOST_DEPTH, event))) {
		return invalid(`Events is nested deeper than ${MOST_DEPTH} levels`);
	}
	return events as PushEvent[];
}

/** Parses JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
	try {
		return parseLossless(text);
	} catch {
		return undefined;
	}
}

const LONG_INTEGER = /[:[,]\s*-?\d{16}/;

/** Whether lists and objects are nested in more than so many levels. */
function isDeeperThan(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return (
		levels === 0 || Object.values(value).some((inner: unknown) => isDeeperThan(levels - 1, inner))
	);
}

function invalid(reason: string): Refusal {
	return { status: 400, reason };
}
