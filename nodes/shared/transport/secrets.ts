import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { createFinder } from './secretFinder';

const MASK = '***';

/** What others write behind such names: `Basic …`, `usersig=…`, `Sign: …`, `"secretKey":"…"`. */
const AUTHORIZATION = /\b(Basic|Bearer)(\s+)[A-Za-z0-9+/=._-]{8,}/gi;
const IN_QUERY = /\b(user_?sig|sign|secret_?key)(=)[^&\s"']+/gi;
const NAMED = /\b(user_?sig|sign|secret_?key)(["']?\s*[=:]\s*["']?)[^&\s"',;]{8,}/gi;

/** A text without what looks like an authorization, for messages that others wrote. */
export function maskSecrets(text: string): string {
	return [AUTHORIZATION, IN_QUERY, NAMED].reduce(
		(shown, pattern) => shown.replace(pattern, `$1$2${MASK}`),
		text,
	);
}

/** What a credential holds that must not be shown. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	const valueOf = (name: string) => String(credentials[name] ?? '').trim();
	const key = valueOf('secretKey');
	return [key, `${valueOf('accessId')}:${key}`, valueOf('callbackToken')];
}

/** Hides values wherever text of others holds them. */
export interface Mask {
	/** A text without the values, and without what looks like an authorization. */
	text(text: string): string;
	/**
	 * A copy of a JSON value whose texts, names included, are free of the values, at every depth.
	 *
	 * @param source the JSON text; the value itself comes back when that holds no secret
	 */
	json(value: unknown, source: string): unknown;
}

/** Hides secrets by their value, as `createFinder` finds them. */
export function createMask(secrets: readonly string[]): Mask {
	const find = createFinder(secrets);
	const hide = (text: string) => {
		let shown = '';
		let end = 0;
		for (const span of find(text)) {
			shown += text.slice(end, span.start) + MASK;
			end = span.end;
		}
		return end === 0 ? text : shown + text.slice(end);
	};
	return {
		text: (text) => maskSecrets(hide(text)),
		json: (value, source) => (find(source).length > 0 ? mapTexts(value, hide) : value),
	};
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [change(name), mapTexts(each, change)]),
	);
}
