import { hash } from 'node:crypto';
import { isObject } from '../shared/fields/json';
import type { PushEvent } from './callback';

/** Hexadecimal digits of an ID: 128 bits. */
const DIGITS = 32;

/** What tells callbacks and their events apart; Tencent sends no ID. */
export interface CallbackIdentity {
	callbackId: string;
	/** In the order of the events. */
	eventIds: string[];
}

/**
 * IDs of a callback and its events. They cover every field that Tencent sent, so that a callback
 * that comes again has the same IDs, whatever the order of its events and their fields. Equal
 * events of one callback are counted: `…-2`, `…-3`.
 *
 * @param events nested at most MOST_DEPTH levels
 * @param command of the callback, for events that do not name their own
 */
export function identify(events: readonly PushEvent[], command: string): CallbackIdentity {
	const hashes = events.map((event) =>
		shortHash(canonicalJson({ CallbackCommand: command, ...event })),
	);
	const counts = new Map<string, number>();
	const eventIds = hashes.map((eventHash) => {
		const count = (counts.get(eventHash) ?? 0) + 1;
		counts.set(eventHash, count);
		return count === 1 ? eventHash : `${eventHash}-${count}`;
	});
	return { callbackId: shortHash([...hashes].sort().join()), eventIds };
}

function shortHash(text: string): string {
	return hash('sha256', text).slice(0, DIGITS);
}

/** JSON in which the order of an object's fields makes no difference. */
function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const fields = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
	return `{${fields.join()}}`;
}
