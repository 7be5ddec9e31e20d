import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { createMask, maskSecrets, secretsOf } from '../../../../nodes/shared/transport/secrets.ts';
import { startExpressionEngine, stopExpressionEngine } from '../../../support/engine.mts';
import { type RawRequest, startRawServer } from '../../../support/rawServer.mts';
import { runs } from '../../../support/runs.mts';
import { type Send, sends } from '../../../support/sends.mts';

const strict = (text: string) =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
const unicode = (text: string) =>
	text.replace(/[^A-Za-z0-9]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** Ways in which a text travels. */
const encodings: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'for a URL': encodeURIComponent,
	'for a URL, in lower case': (text) =>
		encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
	'for a query': strict,
	'for a form': (text) => strict(text).replaceAll('%20', '+'),
	'twice for a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in Base64': (text) => Buffer.from(text).toString('base64'),
	'in Base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
	'in Base64 for a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
	'in Base64, in JSON with escaped slashes': (text) =>
		Buffer.from(text).toString('base64').replaceAll('/', '\\/'),
	hexadecimal: (text) => Buffer.from(text).toString('hex'),
	'as JSON in a text': inJson,
	'as JSON in JSON in a text': (text) => inJson(inJson(text)),
	'as JSON that is all ASCII': unicode,
};

/** Escapes for each sign of a text, letters too. */
const each = (escape: (unit: string, code: number) => string) => (text: string) =>
	text.replace(/[^]/g, (unit) => escape(unit, unit.charCodeAt(0)));
const hexOf = (code: number, digits = 2) => code.toString(16).padStart(digits, '0');
const signsOnly = (escape: (text: string) => string) => (text: string) =>
	text.replace(/[^A-Za-z0-9]/g, escape);

const percent = each((_, code) => `%${hexOf(code).toUpperCase()}`);
const decimalEntities = each((_, code) => `&#${code};`);
const hexEntities = each((_, code) => `&#x${hexOf(code)};`);
const unicodeEscapes = each((_, code) => `\\u${hexOf(code, 4)}`);
const byteEscapes = each((_, code) => `\\x${hexOf(code)}`);
const printable = each((_, code) => `=${hexOf(code).toUpperCase()}`);
const named = (text: string) =>
	text.replace(
		/[&<>"'+=/*_-]/g,
		(sign) =>
			({
				...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
				...{ '+': '&plus;', '=': '&equals;', '/': '&sol;', '*': '&ast;', _: '&lowbar;' },
				'-': '&hyphen;',
			})[sign]!,
	);
const wrapped = (separator: string, every: number) => (text: string) =>
	text.replace(new RegExp(`[^]{${every}}(?=[^])`, 'g'), `$&${separator}`);

/** Ways in which others write a text, and ways in which they write that again. */
const writings: Record<string, (text: string) => string> = {
	...{ percent, decimalEntities, hexEntities, unicodeEscapes, byteEscapes, printable, named },
	percentOfSigns: signsOnly(percent),
	lowerPercent: (text) => percent(text).toLowerCase(),
	entitiesOfSigns: signsOnly(decimalEntities),
	entitiesWithoutEnd: each((_, code) => `&#x${hexOf(code)}`),
	bytesOfSigns: signsOnly(byteEscapes),
	unicodeOfSigns: signsOnly(unicodeEscapes),
	braces: each((_, code) => `\\u{${hexOf(code)}}`),
	octal: each((_, code) => `\\${code.toString(8).padStart(3, '0')}`),
	printableOfSigns: signsOnly(printable),
	json: inJson,
	base64: (text) => Buffer.from(text).toString('base64'),
	base64Within: (text) => Buffer.from(`{"a":"${text}"}`).toString('base64'),
	base64url: (text) => Buffer.from(text).toString('base64url'),
	hex: (text) => Buffer.from(text).toString('hex'),
	spaces: wrapped(' ', 5),
	lines: wrapped('\n', 20),
	windowsLines: wrapped('\r\n', 7),
	softLines: wrapped('=\r\n', 20),
	tabs: wrapped('\t', 1),
	escapedLines: wrapped('\\n', 16),
	htmlLines: wrapped('<br />', 11),
};

/** What a sign may have become that is none of a secret's letters. */
const ESCAPED =
	/%(?:25)*[0-9a-f]{2}|=[0-9a-f]{2}|\\+(?:x[0-9a-f]{2}|u\{?[0-9a-f]{2,4}\}?|[0-7]{3}|[nrt])|&(?:amp;)*#?\w+;?|<br \/>/gi;

/**
 * What parts an escape so that it reads as another: a line break that is an escape itself, and an
 * equals sign or backslash at the end of a line.
 */
const PARTED = /,(softLines|escapedLines|htmlLines)|printable.*lines|(lines|tabs),json/i;

const withoutBackslash = (text: string) => text.replaceAll('\\', '/');

/** Not of signs that stand for white space or escapes. */
const isKey = (text: string) => text.replace(/[\s+=%&#;\u00ad]/g, '').length >= 10;

const key = fc
	.oneof(
		fc.stringMatching(/^[0-9a-f]{32}$/),
		fc.stringMatching(/^[0-9a-f]{64}$/),
		fc.stringMatching(/^[A-Za-z0-9+/]{42}[A-Za-z0-9+/=]=$/),
		fc.stringMatching(/^eJ[A-Za-z0-9*_-]{80}$/),
		fc.string({ minLength: 12, maxLength: 40, unit: 'grapheme-ascii' }).map(withoutBackslash),
		fc.string({ minLength: 12, maxLength: 20, unit: 'grapheme' }).map(withoutBackslash),
	)
	.filter(isKey);

describe('a mask', () => {
	test.each(Object.keys(encodings))('hides a secret %s, at every depth', (name) => {
		const text = fc.string({ maxLength: 10 });
		fc.assert(
			fc.property(
				key,
				fc.array(key, { maxLength: 2 }),
				text,
				text,
				(secret, others, before, after) => {
					const sent = encodings[name](secret);
					const shown = `${before}${sent}${after}`;
					const mask = createMask([...others, secret]);
					const answer = {
						[shown]: 1,
						list: [{ deep: [[shown]] }, shown],
						nothing: null,
						number: 5,
					};
					const masked = mask.json(answer, JSON.stringify(answer)) as typeof answer;
					const names = Object.keys(masked).filter(
						(each) => !['list', 'nothing', 'number'].includes(each),
					);
					for (const found of [mask.text(shown), ...names, masked.list[1] as string]) {
						expect(found).toContain('***');
						expect(found).not.toContain(sent.replace(/=+$/, ''));
					}
					expect(JSON.stringify(masked)).not.toContain(
						JSON.stringify(sent).slice(1, -1).replace(/=+$/, ''),
					);
					expect(masked).toMatchObject({ nothing: null, number: 5 });
				},
			),
		);
	});

	test('hides a part of a secret, however it is written, and that again', () => {
		const secret = fc.oneof(
			fc.stringMatching(/^[0-9a-f]{32}$/),
			fc.stringMatching(/^[0-9a-f]{64}$/),
			fc.stringMatching(/^[A-Za-z0-9+/]{86}==$/),
			fc.stringMatching(/^eJ[A-Za-z0-9*-]{120}_$/),
		);
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		const ways = fc.array(fc.constantFrom(...Object.keys(writings)), { maxLength: 3 });
		const beside = fc.constantFrom('', '【', ' ', '"', '= ', '\\"', ': [', '&', '%', '\\', '. ');
		fc.assert(
			fc.property(secret, share, share, ways, beside, beside, (whole, from, to, names, ...ends) => {
				const room = whole.length - 24;
				const start = Math.floor(from * room);
				const part = whole.slice(start, whole.length - Math.floor(to * (room - start)));
				// The signs at its ends tell nothing.
				const cut = part.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
				const letters = cut.replace(/[^A-Za-z0-9]/g, '').length;
				if (letters >= 16) expect(createMask([whole]).text(cut)).toBe('***');
				// What stands before it may take two signs of it as an escape of its own, as `%` does.
				if (letters < 20) return;
				const sent = names.reduce((text, name) => writings[name](text), cut);
				if (sent.length > 16_000 || PARTED.test(names.join())) return;
				const shown = createMask([whole]).text(ends.join(sent));
				expect(shown).toContain('***');
				// What ways of writing add at the ends may stay, such as `{"a":"` in Base64.
				const left = shown
					.replace(ESCAPED, '')
					.replace(ESCAPED, '')
					.replace(/[^A-Za-z0-9]/g, '').length;
				const added = names.some((name) => /base64|hex$/.test(name))
					? Math.max(40, sent.length / 4)
					: 0;
				expect(left).toBeLessThanOrEqual(16 + added);
			}),
			{ numRuns: runs(150) },
		);
	}, 3_600_000);

	test('hides no more than a secret', () => {
		const secret = 'MDlmMDdkMmE1MTg5ZjA3ZDJhNTE4OWYwN2QyYTUxODlmMDdkMmE1MTg=';
		const { text } = createMask([secret]);
		expect(text(`The request with ${secret} was not understood at all`)).toBe(
			'The request with *** was not understood at all',
		);
		const twice = Buffer.from(Buffer.from(secret).toString('base64')).toString('base64');
		expect(text(`The request with "${twice}" was not understood`)).toMatch(
			/^The request with "\S{0,4}\*\*\*\S{0,4}" was not understood$/,
		);
		expect(text(secret.slice(0, 15))).toBe(secret.slice(0, 15));
	});

	test('leaves everything else as it is', () => {
		const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
		const id = fc.oneof(fc.stringMatching(/^\d{1,19}$/), fc.string({ maxLength: 12 }), fc.uuid());
		const value = fc.letrec((tie) => ({
			json: fc.oneof(
				{ maxDepth: 4 },
				id,
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('json')),
				fc.dictionary(fc.string({ maxLength: 6 }), tie('json')),
			),
		})).json;
		fc.assert(
			fc.property(hex, value, (secret, data) => {
				expect(createMask([secret, 'short', '']).json(data, secret)).toEqual(data);
			}),
		);
		const names = JSON.parse('{"__proto__":{"a":1},"constructor":"x"}') as object;
		expect(Object.keys(createMask(['a'.repeat(32)]).json(names, 'a'.repeat(32)) as object)).toEqual(
			['__proto__', 'constructor'],
		);
	});

	test('takes what the credential holds, the pair of Basic included', () => {
		const credentials = {
			accessId: '1500001048',
			secretKey: ' k3y+/with=signs ',
			callbackToken: 'token-0123',
		};
		const pair = Buffer.from('1500001048:k3y+/with=signs').toString('base64');
		const { text } = createMask(secretsOf(credentials));
		expect(text(`${pair} k3y+/with=signs token-0123 1500001048`)).toBe('*** *** *** 1500001048');
		expect(createMask(secretsOf({ secretKey: 'short' })).text('short 1')).toBe('short 1');
	});

	test('is made in time that does not explode', () => {
		for (const secret of [
			`${'\\'.repeat(20)}${'*+'.repeat(100)}`,
			'*+'.repeat(100),
			'%'.repeat(40),
		]) {
			const { text } = createMask([secret]);
			const parts = [
				'\\',
				'\\\\*',
				'%25',
				'%2525',
				'&amp;',
				'&#',
				'\\u00',
				'<br',
				'=3D',
				'aWlp',
				'e',
			];
			for (const part of parts) text(part.repeat(100_000 / part.length));
			for (const part of parts) text(part.repeat(16_000 / part.length));
			expect(text(`${secret} ${JSON.stringify(secret)}`)).toBe('*** "***"');
		}
	}, 5_000);
});

test.each([
	['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic ***'],
	['sign=MDlmMDdkMmE1MTg and more', 'sign=*** and more'],
	['Sign: MDlmMDdkMmE1MTg', 'Sign: ***'],
	['{"usersig":"eJw1jcEKgkAQ"}', '{"usersig":"***"}'],
	["{'secretKey' : 'abcdefgh'}", "{'secretKey' : '***'}"],
	['secret_key=abcdefgh&x=1', 'secret_key=***&x=1'],
	['sign: no', 'sign: no'],
	['The design=simplified one', 'The design=simplified one'],
])('without a credential "%s" is shown as "%s"', (text, shown) => {
	expect(maskSecrets(text)).toBe(shown);
});

describe.each(sends)('an API that echoes what $node sent', (send) => {
	beforeAll(async () => await startExpressionEngine());
	afterAll(async () => await stopExpressionEngine());

	/** What the request holds that must not be shown. */
	const sent = ({ headers, path }: RawRequest): string[] => {
		const query = new URLSearchParams(path.split('?')[1]);
		const authorization = headers.authorization?.replace('Basic ', '');
		const sign = headers.sign === undefined ? undefined : String(headers.sign);
		const hex = sign ? Buffer.from(sign, 'base64').toString() : undefined;
		return [sign, hex, query.get('usersig'), authorization].filter(
			(text) => typeof text === 'string',
		);
	};

	const everything = (request: RawRequest) => [
		request.path,
		...Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`),
		...sent(request).flatMap((secret) =>
			Object.entries(encodings).map(([name, encode]) => `${name} "sign":"${encode(secret)}"`),
		),
	];

	const answers: Record<string, (send: Send, echo: string[]) => IDataObject> = {
		'in its message': ({ code }, echo) => {
			const message = echo.join(' ');
			return { ...code(99999), err_msg: message, ErrorInfo: message };
		},
		'in the results of single recipients': ({ code }, echo) => ({
			...code(0),
			push_id: '1',
			TaskId: 'batch_1',
			ErrorList: [{ To_Account: 'ann', ErrorCode: 70107, ErrorInfo: echo.join(' ') }],
			result: JSON.stringify([{ echo }]),
		}),
		'in a code': ({ code }, echo) => ({ ...code(echo.join()), errorcode: 0, retCode: 0 }),
		'in its task': ({ code }, echo) => ({ ...code(0), push_id: echo.join(), TaskId: echo.join() }),
	};

	test.each(
		Object.keys(answers).flatMap((place) =>
			['signature', 'basic'].map((authMethod) => [place, authMethod] as const),
		),
	)('%s does not bring it into outputs and errors (%s)', async (place, authMethod) => {
		const server = await startRawServer({
			onRequest: (request, connection) => {
				connection.respond(200, JSON.stringify(answers[place](send, everything(request))));
			},
		});
		for (const settings of [{ onError: 'continueRegularOutput' as const }, {}]) {
			const result = await send
				.run(server.url, { settings, credential: { authMethod } })
				.catch((error: unknown) => error);
			const shown = inspect(result, { depth: 20, maxStringLength: null, showHidden: true });
			const secrets = [...server.requests.flatMap(sent), send.secretKey];
			expect(secrets.length).toBeGreaterThan(1);
			for (const secret of secrets) {
				for (const encode of Object.values(encodings)) {
					expect(shown).not.toContain(encode(secret).replace(/=+$/, ''));
				}
			}
		}
		await server.close();
	});
});

test.each([
	'http://user:hunter2-hunter2@ho st',
	'user:hunter2-hunter2@host',
	'http://[hunter2-hunter2',
])('a Base URL that cannot be read is not repeated: %s', async (baseUrl) => {
	await startExpressionEngine();
	for (const send of sends) {
		const { status, reason } = await send.run(baseUrl);
		expect({ status, reason }).toEqual({
			status: 'failed',
			reason: expect.stringContaining("'Base URL'") as string,
		});
		expect(reason).not.toContain('hunter2');
	}
	await stopExpressionEngine();
});
