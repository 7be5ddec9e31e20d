import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const MASK = '***';

/** What others write behind such names: `Basic …`, `usersig=…`, `Sign: …`, `"secretKey":"…"`. */
const AUTHORIZATION = /\b(Basic|Bearer)(\s+)[A-Za-z0-9+/=._-]{8,}/gi;
const IN_QUERY = /\b(user_?sig|sign|secret_?key)(=)[^&\s"']+/gi;
const NAMED = /\b(user_?sig|sign|secret_?key)(["']?\s*[=:]\s*["']?)[^&\s"',;]{8,}/gi;

/** Values that are shorter are no keys, and would hide words. */
const SHORTEST_SECRET = 8;

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

/**
 * Hides secrets by their value: as they are, in Base64 or hexadecimal, and as the text that they are
 * Base64 of; each also as URLs and JSON escape it. Values of less than 8 characters are left alone,
 * because they would hide words.
 */
export function createMask(secrets: readonly string[]): Mask {
	const spellings = [
		...new Set(
			secrets
				.filter(({ length }) => length >= SHORTEST_SECRET)
				.flatMap((secret) => [secret, ...decoded(secret)])
				.flatMap(encoded),
		),
	].sort((one, other) => other.length - one.length);
	// No escape touches letters and digits, so a text without these runs of them holds no secret.
	const runs = spellings.map(longestRun);
	const mayHold = (text: string) => runs.some((run) => text.includes(run));
	let pattern: RegExp | undefined;
	const hide = (text: string) => {
		if (!mayHold(text)) return text;
		pattern ??= new RegExp(spellings.map(patternOf).join('|'), 'g');
		return text.replace(pattern, MASK);
	};
	return {
		text: (text) => maskSecrets(hide(text)),
		json: (value, source) =>
			mayHold(source) || ESCAPED_LETTER.test(source) ? mapTexts(value, hide) : value,
	};
}

/** A letter or digit that JSON need not escape. */
const ESCAPED_LETTER = /\\u00[3-7]/i;

/** The text that a secret is Base64 of, if it is readable, as the signature of TPNS is. */
function decoded(secret: string): string[] {
	const text = Buffer.from(secret, 'base64').toString('utf8');
	return text.length >= SHORTEST_SECRET && /^[\x20-\x7e]+$/.test(text) ? [text] : [];
}

function encoded(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const hex = bytes.toString('hex');
	return [
		secret,
		bytes.toString('base64'),
		bytes.toString('base64url'),
		hex,
		hex.toUpperCase(),
	].map((text) => text.replace(/=+$/, ''));
}

function longestRun(text: string): string {
	const runs = text.match(/[A-Za-z0-9]+/g) ?? [''];
	return runs.reduce((longest, run) => (run.length > longest.length ? run : longest));
}

/** Texts that are longer are found in their usual escapes only. */
const LONGEST_PATTERN = 512;

/** Matches a text however its signs are escaped. */
function patternOf(text: string): string {
	// Tolerating backslashes around backslashes would take a time that grows exponentially, and a
	// pattern of a very long text more stack than there is.
	if (text.includes('\\') || text.length > LONGEST_PATTERN) {
		const inJson = JSON.stringify(text).slice(1, -1);
		// Bytes have no half signs, which encodeURIComponent throws at.
		const inUrl = encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
		return [inJson, text, inUrl].map(literal).join('|');
	}
	return [...text]
		.map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `(?:${escapesOf(sign).join('|')})`))
		.join('');
}

function escapesOf(sign: string): string[] {
	const inJson = sign
		.split('')
		.map((unit) => `\\\\{1,4}u${anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
	const inUrl = Buffer.from(sign, 'utf8')
		.toString('hex')
		.replace(/../g, (code) => `%(?:25)?${anyCase(code)}`);
	return [`\\\\{0,4}${literal(sign)}`, inJson.join(''), sign === ' ' ? `${inUrl}|\\+` : inUrl];
}

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [change(name), mapTexts(each, change)]),
	);
}
