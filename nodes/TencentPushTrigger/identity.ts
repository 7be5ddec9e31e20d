import { hash } from 'node:crypto';
import type { JsonObject } from '../shared/fields/json';
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
	const hashes = events.map((event) => shortHash(canonicalJson(event, command)));
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

/** JSON of an event in which the order of its fields makes no difference. */
function canonicalJson(event: PushEvent, command: string): string {
	const parts: unknown[] = [
		canonical(event.CallbackCommand === undefined ? command : event.CallbackCommand),
	];
	for (const name of Object.keys(event).sort()) {
		if (name !== 'CallbackCommand') parts.push(name, canonical(event[name]));
	}
	return JSON.stringify(parts);
}

function canonical(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return ['list', ...value.map(canonical)];
	const names = Object.keys(value).sort();
	return ['object', ...names.map((name) => [name, canonical((value as JsonObject)[name])])];
}
