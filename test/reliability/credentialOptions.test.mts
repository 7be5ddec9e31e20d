import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	IRequestOptions,
} from 'n8n-workflow';
import { runNode, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { type RawServer, type RawServerOptions, startRawServer } from '../support/rawServer.mts';
import { chatCredentials } from '../support/tencentPush.mts';
import { SECRET_KEY, tpnsCredentials } from '../support/tpns.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

const servers: RawServer[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

async function serve(options: RawServerOptions = {}): Promise<RawServer> {
	const server = await startRawServer({
		onRequest: (_, connection) => connection.respond(200, '{}'),
		onConnect: (_, connection) => connection.respond(502, ''),
		...options,
	});
	servers.push(server);
	return server;
}

type Options = IDataObject & Partial<IHttpRequestOptions & IRequestOptions>;
type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** The two request helpers that n8n's nodes use with a credential. */
const helpers = ['httpRequestWithAuthentication', 'requestWithAuthentication'] as const;

/** Sends a request as a node of n8n does that is not ours, and returns its error, if any. */
async function send(
	helper: (typeof helpers)[number],
	credentials: Credentials,
	options: Options,
): Promise<Error | undefined> {
	const [[type, data]] = Object.entries(credentials);
	const foreign: INodeType = {
		description: {
			displayName: 'Foreign',
			name: 'foreign',
			group: ['output'],
			version: 1,
			description: '',
			defaults: { name: 'Foreign' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type }],
			properties: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const request = { method: 'POST', timeout: 5_000, ...options };
			if (helper === 'requestWithAuthentication') {
				const { url, ...legacy } = request;
				await this.helpers[helper].call(this, type, { ...legacy, uri: url } as IRequestOptions);
			} else {
				await this.helpers[helper].call(this, type, request as IHttpRequestOptions);
			}
			return [[]];
		},
	};
	const { error } = await runNode({
		node: 'foreign',
		types: { foreign },
		parameters: {},
		items: [{}],
		credentials: { [type]: data },
	});
	return error;
}

const both = ({ url }: { url: string }): Credentials[] => [
	tpnsCredentials({ url }),
	{ tpnsApi: { ...tpnsCredentials({ url }).tpnsApi, authMethod: 'basic' } },
	chatCredentials({ url }),
];

describe.each(helpers)('with %s and options of the caller', (helper) => {
	test('no proxy is used', async () => {
		for (const tls of [undefined, 'trusted'] as const) {
			const [api, proxy] = [await serve({ tls }), await serve()];
			for (const credentials of both(api)) {
				for (const option of [
					{ host: '127.0.0.1', port: proxy.port },
					{
						protocol: 'http',
						host: '127.0.0.1',
						port: proxy.port,
						auth: { username: 'a', password: 'b' },
					},
					proxy.url,
				]) {
					const error = await send(helper, credentials, {
						url: '/v3/x',
						body: {},
						proxy: option as Options['proxy'],
						skipSslCertificateValidation: true,
						rejectUnauthorized: false,
					});
					expect(error).toBeUndefined();
				}
			}
			expect({ direct: api.requests.length, proxied: proxy.connections }).toEqual({
				direct: 9,
				proxied: 0,
			});
		}
	});

	test('a certificate that is not trusted ends the request before it is sent', async () => {
		const api = await serve({ tls: 'untrusted' });
		for (const credentials of both(api)) {
			const error = await send(helper, credentials, {
				url: '/v3/x',
				body: {},
				skipSslCertificateValidation: true,
				rejectUnauthorized: false,
				agentOptions: { rejectUnauthorized: false },
				allowUnauthorizedCerts: true,
			});
			expect(error?.message).toMatch(/certificate/i);
		}
		expect(api.bytesRead()).toBe(0);
	});

	test('an agent of the caller is not used', async () => {
		const api = await serve();
		const used: string[] = [];
		const agent = { addRequest: () => used.push('agent') };
		for (const credentials of both(api)) {
			const error = await send(helper, credentials, {
				url: '/v3/x',
				body: {},
				agent: agent as unknown as Options['agent'],
				agents: agent as unknown as IDataObject,
				httpAgent: agent as unknown as IDataObject,
				transport: agent as unknown as IDataObject,
				socketPath: '/tmp/elsewhere',
				agentOptions: {
					socketPath: '/tmp/elsewhere',
					servername: 'other',
				} as Options['agentOptions'],
				auth: { username: 'a', password: 'b', sendImmediately: false },
			});
			expect(error).toBeUndefined();
		}
		expect({ arrived: api.requests.length, used }).toEqual({ arrived: 3, used: [] });
		for (const { headers } of api.requests) expect(headers.authorization).not.toBe('Basic YTpi');
	});

	test.each([301, 302, 303, 307, 308])('a redirect with %s is not followed', async (status) => {
		const foreign = await serve();
		const api = await serve({
			onRequest: (_, c) => c.respond(status, '', { Location: `${foreign.url}/steal` }),
		});
		for (const credentials of both(api)) {
			for (const method of ['POST', 'GET'] as const) {
				await send(helper, credentials, {
					url: '/v3/x',
					method,
					...(method === 'POST' ? { body: {} } : {}),
					followRedirect: true,
					followAllRedirects: true,
					disableFollowRedirect: false,
					maxRedirects: 5,
					sendCredentialsOnCrossOriginRedirect: true,
				});
			}
		}
		expect({ asked: api.requests.length, stolen: foreign.connections }).toEqual({
			asked: 6,
			stolen: 0,
		});
	});

	test('nothing goes to another address, however it is written', async () => {
		const [api, foreign] = [await serve(), await serve()];
		const host = foreign.url.slice('http:'.length);
		for (const credentials of both(api)) {
			for (const options of [
				{ url: foreign.url },
				{ url: host },
				{ url: `\\\\${host.slice(2)}` },
				{ url: `/${host}` },
				{ url: ` ${foreign.url}` },
				{ url: `HTTP:${host}` },
				{ url: '/v3/x', baseURL: foreign.url },
				{ url: '', baseURL: foreign.url },
				{ url: `@127.0.0.1:${foreign.port}/` },
				{ url: `.evil.example:${foreign.port}` },
			]) {
				await send(helper, credentials, { body: {}, ...options });
			}
		}
		expect(foreign.connections).toBe(0);
	});
});

describe.each(helpers)('%s with Signature', (helper) => {
	const isIn = (server: RawServer) => {
		const sent = JSON.stringify(
			server.requests.map(({ headers, path, body }) => [headers, path, body]),
		);
		const pair = Buffer.from(`1500001048:${SECRET_KEY}`).toString('base64');
		return sent.includes(SECRET_KEY) || sent.includes(pair);
	};

	test.each<[string, Options]>([
		['raw text', { body: 'some text', headers: { 'content-type': 'text/plain' } }],
		[
			'text that looks like JSON',
			{ body: ' {"a": 1} ', headers: { 'content-type': 'text/plain' } },
		],
		['XML', { body: '<a/>', headers: { 'Content-Type': 'application/xml' } }],
		[
			'form text',
			{ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
		],
		[
			'bytes',
			{ body: Buffer.from([0, 1, 2, 255]) as never, headers: { 'content-type': 'image/png' } },
		],
		['JSON', { body: { a: 'é' } }],
	])('signs %s as it is sent', async (_, options) => {
		const { tpnsSignature } = await import('../../credentials/TpnsApi.credentials.ts');
		const api = await serve();
		const { tpnsApi } = tpnsCredentials(api);
		expect(await send(helper, { tpnsApi }, { url: '/v3/x', ...options })).toBeUndefined();
		expect(isIn(api)).toBe(false);
		const [{ headers, bytes }] = api.requests;
		const sign = tpnsSignature(
			String(headers.timestamp),
			tpnsApi.accessId,
			tpnsApi.secretKey,
			bytes,
		);
		expect(headers).toMatchObject({ sign });
		expect(headers.authorization).toBeUndefined();
	});

	test.each<[string, Options]>([
		['a form', { form: { a: 1 } }],
		[
			'a form with files',
			{ formData: { a: 'x' }, headers: { 'content-type': 'multipart/form-data' } },
		],
		[
			'form fields',
			{ body: { a: 1 }, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
		],
	])('refuses %s, which n8n writes later', async (_, options) => {
		const api = await serve();
		const error = await send(helper, tpnsCredentials(api), { url: '/v3/x', ...options });
		if (helper === 'requestWithAuthentication' || !('form' in options || 'formData' in options)) {
			expect(error?.message).toMatch(/cannot be signed/);
		}
		expect(isIn(api)).toBe(false);
	});
});

test('a package upload goes with Basic, and nothing else does', async () => {
	const api = await serve();
	const body = Buffer.from('--b\r\n…') as never;
	const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
	for (const url of ['/v3/push/package/upload', '/v3/push/app', '/v3/push/package/upload/x']) {
		await send('httpRequestWithAuthentication', tpnsCredentials(api), { url, body, headers });
	}
	expect(
		api.requests.map(({ headers: { authorization, sign } }) => [
			Boolean(authorization),
			Boolean(sign),
		]),
	).toEqual([
		[true, false],
		[false, true],
		[false, true],
	]);
});
