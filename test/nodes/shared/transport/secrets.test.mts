import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { createMask, maskSecrets, secretsOf } from '../../../../nodes/shared/transport/secrets.ts';
import { startExpressionEngine, stopExpressionEngine } from '../../../support/engine.mts';
import { type RawRequest, startRawServer } from '../../../support/rawServer.mts';
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

const withoutBackslash = (text: string) => text.replaceAll('\\', '/');

const key = fc.oneof(
	fc.stringMatching(/^[0-9a-f]{32}$/),
	fc.stringMatching(/^[0-9a-f]{64}$/),
	fc.stringMatching(/^[A-Za-z0-9+/]{42}[A-Za-z0-9+/=]=$/),
	fc.stringMatching(/^eJ[A-Za-z0-9*_-]{80}$/),
	fc.string({ minLength: 12, maxLength: 40, unit: 'grapheme-ascii' }).map(withoutBackslash),
	fc.string({ minLength: 12, maxLength: 20, unit: 'grapheme' }).map(withoutBackslash),
);

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
		expect(text(`${pair} k3y+/with=signs token-0123 1500001048`)).toBe('***= *** *** 1500001048');
		expect(createMask(secretsOf({ secretKey: 'short' })).text('short 1')).toBe('short 1');
	});

	test('is made in time that does not explode', () => {
		for (const secret of [
			`${'\\'.repeat(20)}${'*+'.repeat(100)}`,
			'*+'.repeat(100),
			'%'.repeat(40),
		]) {
			const { text } = createMask([secret]);
			for (const part of ['\\', '\\\\*', '%25', '%2525']) text(part.repeat(100_000));
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
