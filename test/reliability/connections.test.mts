import { constants } from 'node:os';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import {
	breakConnectionsTo,
	endlessly,
	type RawConnection,
	type RawServer,
	type RawServerOptions,
	startFullQueue,
	startRawServer,
	tunnel,
} from '../support/rawServer.mts';
import { type Send, type SendChange, sends } from '../support/sends.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

const servers: RawServer[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
	for (const name of PROXIES) delete process.env[name];
});

const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

async function serve(options: RawServerOptions = {}): Promise<RawServer> {
	const server = await startRawServer(options);
	servers.push(server);
	return server;
}

/** Runs a send against a server, and returns its status and what the server has counted. */
async function seen(send: Send, options: RawServerOptions, change: SendChange = {}) {
	const server = await serve(options);
	const result = await send.run(server.url, change);
	return { result, status: result.status, arrived: server.requests.length, server };
}

const once = (status: string) => ({ status, arrived: 1 });
const picked = ({ status, arrived }: { status: unknown; arrived: number }) => ({ status, arrived });

/** A TLS record of application data that no key of the connection fits. */
const wrongMac = Buffer.concat([Buffer.from([23, 3, 3, 0, 64]), Buffer.alloc(64, 7)]);
/** An alert "internal error" that is not encrypted. */
const alert = Buffer.from([21, 3, 3, 0, 2, 2, 80]);

describe.each(sends)('a send of $node that has arrived', (send) => {
	describe('is made once and not confirmed when', () => {
		test.each<[string, RawServerOptions['tls'], (connection: RawConnection) => void]>([
			['a TLS record has a wrong MAC', 'trusted', (c) => c.writeBeside(wrongMac)],
			['an alert breaks TLS', 'trusted', (c) => c.writeBeside(alert)],
			['plain HTTP comes over TLS', 'trusted', (c) => c.writeBeside('HTTP/1.1 200 OK\r\n\r\n')],
			['TLS is reset', 'trusted', (c) => c.reset()],
			['TLS is ended', 'trusted', (c) => c.end()],
			['TCP is reset', undefined, (c) => c.reset()],
			['TCP is ended', undefined, (c) => c.end()],
			['something comes that is no HTTP', undefined, (c) => void c.write('SSH-2.0-x\r\n\r\n')],
			[
				'the headers never end',
				undefined,
				(c) => void endlessly(c, 'HTTP/1.1 200 OK\r\n', 'X: y\r\n'),
			],
			[
				'a header is huge',
				undefined,
				(c) => void c.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(1e6)}`),
			],
			[
				'the protocol is switched',
				undefined,
				(c) => void c.write('HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
			],
		])('%s', async (_, tls, breaks) => {
			expect(
				picked(await seen(send, { tls, onRequest: (_r, c) => breaks(c) }, { timeLimit: 4 })),
			).toEqual(once('unknown'));
		});

		test('the kernel ends the open connection, whatever it calls it', async () => {
			const codes = [
				...Object.keys(constants.errno),
				...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ERR_SSL_BAD_RECORD_TYPE', 'CERT_HAS_EXPIRED'],
				...['ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF'],
			];
			await inParallel(codes, async (code, index) => {
				const syscall = index % 2 ? 'read' : 'write';
				const server = await serve({
					onRequest: () => breakConnectionsTo(server.port, syscall, code),
				});
				const { status } = await send.run(server.url);
				expect({ code, syscall, status, arrived: server.requests.length }).toEqual({
					code,
					syscall,
					...once('unknown'),
				});
			});
		}, 120_000);

		test.each<[string, SendChange]>([
			['the time limit is over', { timeLimit: 4 }],
			['the execution is canceled', {}],
		])('%s while nothing is answered', async (name, change) => {
			let cancel = () => undefined as void;
			const { result, arrived, server } = await seen(
				send,
				{ onRequest: () => (name.includes('canceled') ? cancel() : undefined) },
				{ ...change, started: (run) => (cancel = run.cancel) },
			).catch(() => ({ result: { status: 'stopped' }, arrived: 1, server: undefined }));
			expect(arrived).toBe(1);
			expect(['unknown', 'stopped']).toContain(result.status);
			void server;
		});
	});

	test('is accepted only when its response says so to the last byte', async () => {
		const bytes = Buffer.from(send.accepted);
		const heads = [
			'Connection: close',
			'Transfer-Encoding: chunked',
			`Content-Length: ${bytes.length}`,
		];
		const cuts = bytes.length + heads.length;
		await inParallel(Array.from({ length: cuts }), async (_, index) => {
			const cut = Math.min(index, bytes.length);
			const head = heads[index % heads.length];
			const isChunked = head.startsWith('Transfer');
			const part = bytes.subarray(0, cut);
			const { status, arrived } = await seen(send, {
				onRequest: async (_request, connection) => {
					await connection.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
					if (isChunked) await connection.write(`${cut.toString(16)}\r\n`);
					await connection.write(part);
					connection.end();
				},
			});
			// A chunked body without its last chunk has not come whole.
			const isWhole = cut === bytes.length && !isChunked;
			expect({ cut, head, status, arrived }).toEqual({
				cut,
				head,
				...once(isWhole ? 'accepted' : 'unknown'),
			});
		});
	}, 120_000);

	test.each<[string, (text: string) => Buffer, Record<string, string>]>([
		['gzip', (text) => gzipSync(text), { 'Content-Encoding': 'gzip' }],
		['deflate', (text) => deflateSync(text), { 'Content-Encoding': 'deflate' }],
		['br', (text) => brotliCompressSync(text), { 'Content-Encoding': 'br' }],
		['a byte order mark', (text) => Buffer.from(`\uFEFF${text}`), {}],
		['white space around', (text) => Buffer.from(`\r\n\t ${text}\n\n`), {}],
		['HTML as its type', (text) => Buffer.from(text), { 'Content-Type': 'text/html' }],
	])('is accepted when the response comes with %s', async (_, encode, headers) => {
		const onRequest: RawServerOptions['onRequest'] = (_r, c) =>
			c.respond(200, encode(send.accepted), headers);
		expect(picked(await seen(send, { onRequest }))).toEqual(once('accepted'));
	});

	/** What a server writes, by its response to a push that it accepted. */
	const written: Array<[string, (json: string) => Array<string | Buffer>, string]> = [
		['HTTP/1.0', (json) => [`HTTP/1.0 200 OK\r\n\r\n${json}`], 'accepted'],
		['no reason', (json) => [`HTTP/1.1 200\r\nConnection: close\r\n\r\n${json}`], 'accepted'],
		[
			'a second response',
			(json) => [whole(json), whole('{"ret_code":1,"ErrorCode":1}')],
			'accepted',
		],
		['a refusal before it', (json) => [whole(refusal), whole(json)], 'failed'],
		['a length that is too small', (json) => [whole(json, json.length - 1)], 'unknown'],
		['a length that is too large', (json) => [whole(json, json.length + 1)], 'unknown'],
		['a length of nothing', (json) => [whole(json, 0)], 'unknown'],
		['two lengths', (json) => [whole(json, `5\r\nContent-Length: ${json.length}`)], 'unknown'],
		['a length that is none', (json) => [whole(json, 'x')], 'unknown'],
		['a chunk of no size', (json) => [`${chunkedHead}zz\r\n${json}`], 'unknown'],
		[
			'no last chunk',
			(json) => [`${chunkedHead}${json.length.toString(16)}\r\n${json}\r\n`],
			'unknown',
		],
		['only 100 Continue', () => ['HTTP/1.1 100 Continue\r\n\r\n'], 'unknown'],
		['only 103 Early Hints', () => ['HTTP/1.1 103 Early Hints\r\n\r\n'], 'unknown'],
		['UTF-16', (json) => [bytes(Buffer.from(`\uFEFF${json}`, 'utf16le'))], 'unknown'],
		['UTF-16 without a mark', (json) => [bytes(Buffer.from(json, 'utf16le'))], 'unknown'],
		['a NUL behind it', (json) => [whole(`${json}\0`)], 'unknown'],
		['JSON lines', (json) => [whole(`${json}\n${json}`)], 'unknown'],
		['a callback', (json) => [whole(`callback(${json})`)], 'unknown'],
		['its JSON as a text', (json) => [whole(JSON.stringify(json))], 'unknown'],
		['its JSON in a list', (json) => [whole(`[${json}]`)], 'unknown'],
		['HTML', () => [whole('<html><body>OK</body></html>')], 'unknown'],
		['HTML in front of it', (json) => [whole(`<!-- proxy -->${json}`)], 'unknown'],
		['white lines in front of it', (json) => [`\r\n\r\n${whole(json)}`], 'accepted'],
		['a status line of another protocol', (json) => [`HTTP/3.0 200 OK\r\n\r\n${json}`], 'unknown'],
		['a status of four digits', (json) => [`HTTP/1.1 2000 OK\r\n\r\n${json}`], 'unknown'],
		['a header without a name', (json) => [`HTTP/1.1 200 OK\r\n: x\r\n\r\n${json}`], 'unknown'],
	];
	const refusal = JSON.stringify(send.code(send.node === 'tpns' ? 1008007 : 90001));
	const chunkedHead = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
	const whole = (body: string, length: number | string = Buffer.byteLength(body)) =>
		`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`;
	const bytes = (body: Buffer) =>
		Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`), body]);

	test('is made once, and what is written in its place says what it proves', async () => {
		await inParallel(written, async ([name, write, expected]) => {
			const { status, arrived } = await seen(send, {
				onRequest: async (_, connection) => {
					for (const part of write(send.accepted)) await connection.write(part);
					connection.end();
				},
			});
			expect({ name, status, arrived }).toEqual({ name, ...once(expected) });
		});
	}, 60_000);

	test('is accepted after informational responses', async () => {
		const onRequest: RawServerOptions['onRequest'] = async (_, connection) => {
			await connection.write(
				'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n',
			);
			connection.respond(200, send.accepted);
		};
		expect(picked(await seen(send, { onRequest }))).toEqual(once('accepted'));
	});

	test.each([200, 401, 403, 500])(
		'is made once when the body of HTTP %s is badly compressed, cut or mixed up',
		async (httpStatus) => {
			const gzip = gzipSync(send.accepted);
			for (const [name, body] of [
				['gzip', Buffer.from('no gzip at all, but long enough')],
				['gzip', gzip.subarray(0, gzip.length / 2)],
				['gzip', Buffer.concat([gzip.subarray(0, 12), Buffer.alloc(40, 1)])],
				['br', Buffer.from([255, 0, 255, 0, 1, 2, 3])],
				['deflate', Buffer.from([1, 2, 3, 4])],
				['zstd', Buffer.from('neither')],
			] as const) {
				for (const longer of [0, 10]) {
					const { status, arrived } = await seen(send, {
						onRequest: (_, connection) =>
							connection.respond(httpStatus, body, {
								'Content-Encoding': name,
								'Content-Length': String(body.length + longer),
							}),
					});
					const expected = httpStatus === 401 || httpStatus === 403 ? 'failed' : 'unknown';
					expect({ name, longer, status, arrived }).toEqual({ name, longer, ...once(expected) });
				}
			}
		},
	);

	test('ends the connection of an endless response with the wait', async () => {
		let closed: Promise<void> | undefined;
		const { status, arrived, server, result } = await seen(send, {
			onRequest: (_, connection) => {
				closed = connection.closed;
				void endlessly(connection, 'HTTP/1.1 200 OK\r\n\r\n', ' '.repeat(1 << 16));
			},
		});
		await closed;
		expect({ status, arrived }).toEqual(once('unknown'));
		expect(result.reason).toMatch(/larger than any documented/);
		// The limit, and what the kernel keeps on its way.
		expect(server.bytesWritten()).toBeLessThan(48 * 1024 * 1024);
	});

	test.each([
		['the time limit', 'HTTP/1.1 200 OK\r\n\r\n'],
		['the time limit, within the headers', 'HTTP/1.1 200 OK\r\n'],
	])('ends the connection of a response that trickles at %s', async (_, head) => {
		let closed: Promise<void> | undefined;
		const { status, arrived } = await seen(
			send,
			{
				onRequest: (_r, connection) => {
					closed = connection.closed;
					void endlessly(connection, head, 'X: y\r\n', 100);
				},
			},
			{ timeLimit: 4 },
		);
		await closed;
		expect({ status, arrived }).toEqual(once('unknown'));
	});
});

describe.each(sends)('a send of $node that cannot arrive', (send) => {
	const fails = async (baseUrl: string, change: SendChange = {}) => {
		const result = await send.run(baseUrl, change);
		return { status: result.status, reason: result.reason };
	};

	test('has failed when TLS is reset before it stands, and is sent once it stands', async () => {
		const onRequest: RawServerOptions['onRequest'] = (_, c) => c.respond(200, send.accepted);
		const whole = await serve({ tls: 'trusted', onRequest });
		expect(await send.run(whole.url)).toMatchObject({ status: 'accepted' });
		const steps = [
			...[0, 1, 5, 50, 127, 500],
			...Array.from({ length: 12 }, (_, i) => 700 + i * 100),
		];
		const outcomes = await Promise.all(
			steps.map(async (bytes) => {
				const server = await serve({
					tls: 'trusted',
					onRequest,
					resetAfterTlsBytes: Math.max(1, bytes),
				});
				const { status } = await send.run(server.url);
				return { bytes, status, arrived: server.requests.length };
			}),
		);
		for (const outcome of outcomes) {
			const { status, arrived } = outcome;
			if (status === 'failed') expect(outcome).toMatchObject({ arrived: 0 });
			else
				expect({ ...outcome, isOnce: arrived <= 1 }).toMatchObject({
					status: 'unknown',
					isOnce: true,
				});
		}
		expect(outcomes[0].status).toBe('failed');
	}, 120_000);

	test('has failed when TLS does not come about', async () => {
		const cases: Array<[reason: RegExp, options: RawServerOptions]> = [
			[/secure connection.*SELF_SIGNED/, { tls: 'untrusted' }],
			[/connection/, { onConnection: reset }],
			[/secure connection/, { onConnection: end }],
			[/secure connection/, { onConnection: speak('HTTP/1.1 400 Bad Request\r\n\r\n') }],
			[/secure connection/, { onConnection: speak(alert) }],
			[/secure connection/, { onConnection: speak(Buffer.alloc(300, 22)) }],
		];
		await Promise.all(
			cases.map(async ([reason, options]) => {
				const server = await serve(options);
				const result = await fails(server.url.replace('http:', 'https:'));
				expect(result).toEqual({
					status: 'failed',
					reason: expect.stringMatching(reason) as string,
				});
				expect(server.requests).toEqual([]);
				if (options.tls) expect(server.bytesRead()).toBe(0);
			}),
		);
	}, 30_000);

	test('has failed when the connection or its handshake hangs', async () => {
		const queue = await startFullQueue();
		const silent = await serve({ onConnection: () => true });
		const addresses = [
			`http://${queue.host}`,
			`https://${queue.host}`,
			silent.url.replace('http:', 'https:'),
		];
		const results = await Promise.all(
			addresses.map(async (url) => await fails(url, { timeLimit: 4 })),
		);
		await queue.close();
		expect(results).toEqual(
			addresses.map(() => ({
				status: 'failed',
				reason: expect.stringMatching(/connection.*ETIMEDOUT/) as string,
			})),
		);
	}, 120_000);

	test('has failed when the proxy does not open the tunnel', async () => {
		const answers: Array<string | number> = [
			...[201, 204, 302, 303, 400, 401, 403, 404, 407, 408, 429, 499, 500, 502, 503, 504, 599],
			...['end', 'reset', 'noise', 'silent'],
		];
		const proxy = await serve({
			onConnect(authority, connection) {
				const [answer] = authority.split('.');
				if (answer === 'end') connection.end();
				else if (answer === 'reset') connection.reset();
				else if (answer === 'noise') void connection.write('220 smtp ready\r\n\r\n');
				else if (answer !== 'silent') {
					const body = answer === '401' ? 'who are you?' : send.accepted;
					connection.respond(Number(answer), body, { Location: '/' });
				}
			},
		});
		process.env.HTTPS_PROXY = proxy.url;
		await Promise.all(
			answers.map(async (answer) => {
				const { status } = await fails(`https://${answer}.test.invalid`, { timeLimit: 4 });
				expect({ answer, status }).toEqual({ answer, status: 'failed' });
			}),
		);
		expect(new Set(proxy.tunnels).size).toBe(answers.length);
		expect(proxy.requests).toEqual([]);
	}, 90_000);

	test('goes through a proxy that opens the tunnel, and is not confirmed when that breaks', async () => {
		const onRequest: RawServerOptions['onRequest'] = (_, c) => c.respond(200, send.accepted);
		const api = await serve({ tls: 'trusted', onRequest });
		const broken = await serve({ tls: 'trusted', onRequest: (_, c) => c.reset() });
		const tunnelTo = (to: RawServer): RawServerOptions => ({
			onConnect: (_, connection, client) => tunnel(to.port, connection, client),
		});
		process.env.HTTPS_PROXY = (await serve(tunnelTo(api))).url;
		expect(await send.run('https://api.test.invalid')).toMatchObject({ status: 'accepted' });
		process.env.HTTPS_PROXY = (await serve(tunnelTo(broken))).url;
		expect(await send.run('https://api.test.invalid')).toMatchObject({ status: 'unknown' });
		expect([api, broken].map(({ requests }) => requests.length)).toEqual([1, 1]);
	});

	test('has failed when the proxy is not there', async () => {
		process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
		process.env.HTTP_PROXY = 'http://127.0.0.1:1';
		for (const protocol of ['http', 'https']) {
			expect((await fails(`${protocol}://api.test.invalid`)).status).toBe('failed');
		}
	}, 30_000);
});

/** Written by hand from the definitions in RFC 9110, 6585, 4918 and 7725. */
const REFUSING = [
	400, 401, 403, 404, 405, 407, 410, 411, 413, 414, 415, 417, 421, 422, 426, 428, 429, 431, 451,
];

describe.each(sends)('a send of $node is made once, and HTTP', (send) => {
	const statusOf = async (httpStatus: number, headers: Record<string, string> = {}, body = '') =>
		picked(await seen(send, { onRequest: (_, c) => c.respond(httpStatus, body, headers) }));

	test('statuses say failed only where they prove it', async () => {
		const others = [202, 204, 205, 206, 226, 300, 304, 305, 306, 402, 406, 408, 409, 412, 416];
		const gateways = [418, 419, 420, 423, 424, 425, 430, 440, 444, 449, 450, 460, 463, 494, 498];
		const failing = [
			499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 524, 530, 599, 600, 999,
		];
		const all = [...REFUSING, ...others, ...gateways, ...failing];
		await inParallel(all, async (httpStatus) => {
			const expected = once(REFUSING.includes(httpStatus) ? 'failed' : 'unknown');
			expect({ httpStatus, ...(await statusOf(httpStatus)) }).toEqual({ httpStatus, ...expected });
		});
	}, 120_000);

	/** Locations by what they make of the request's host, path and query. */
	const locations: Array<[(host: string, path: string, query: string) => string, string]> = [
		[(host, path, query) => `https://${host}${path}${query}`, 'failed'],
		[(_, path, query) => `https://other.example${path}${query}`, 'failed'],
		[(_, path, query) => `http://other.example:8080${path}${query}#part`, 'failed'],
		[(_, path, query) => `//other.example${path}${query}`, 'failed'],
		[(_, path, query) => `HTTPS://OTHER.example${path}${query}`, 'failed'],
		// The same address again is what a form says that has taken something.
		[(_, path, query) => path + query, 'unknown'],
		[(host, path, query) => `http://${host}${path}${query}`, 'unknown'],
		[() => '', 'unknown'],
		[() => '.', 'unknown'],
		[() => '#', 'unknown'],
		[(_, path) => `${path}?done=1`, 'unknown'],
		[() => '/thanks', 'unknown'],
		[() => 'thanks', 'unknown'],
		[() => '/done?id=1', 'unknown'],
		[() => 'http://other.example/', 'unknown'],
		[() => 'https://status.example/thanks', 'unknown'],
		[() => 'http://other.example/login', 'unknown'],
		[(host) => `https://${host}/elsewhere`, 'unknown'],
		[(_, path, query) => `https://other.example${path}/${query}`, 'unknown'],
		[(_, path, query) => `https://other.example/${path}${query}`, 'unknown'],
		[(_, path, query) => `https://other.example${path.replace('p', '%70')}${query}`, 'unknown'],
		[(_, path, query) => `https://other.example${path.replace('/v', '/x%2Fv')}${query}`, 'unknown'],
		[(_, path, query) => `https://other.example${path.toUpperCase()}${query}`, 'unknown'],
		[(_, path, query) => `https://other.example${path}${query || '?'}&done=1`, 'unknown'],
		[(_, path) => `https://other.example${path}?other=1`, 'unknown'],
		[() => 'http://[', 'unknown'],
		[(_, path, query) => `mailto:${path}${query}`, 'unknown'],
		[(_, path, query) => `ftp://other.example${path}${query}`, 'unknown'],
	];

	test.each([301, 302, 307, 308])(
		'%s says failed only where nothing but scheme or host is another',
		async (httpStatus) => {
			await inParallel(locations, async ([locate, status]) => {
				let Location = '';
				const { result, ...rest } = await seen(send, {
					onRequest: ({ path, headers }, c) => {
						const [own, query = ''] = path.split(/(?=\?)/);
						Location = locate(String(headers.host), own, query);
						c.respond(httpStatus, '', { Location });
					},
				});
				const shown = Location.replace(/(usersig|random)=[^&]*/g, '$1');
				expect({ shown, ...picked(rest) }).toEqual({ shown, ...once(status) });
				if (status === 'failed') expect(result.reason).toMatch(/redirects/);
			});
			expect(await statusOf(httpStatus)).toEqual(once('unknown'));
		},
	);

	test.each([300, 303, 304, 305, 306])('%s to another host says nothing', async (httpStatus) => {
		const onRequest: RawServerOptions['onRequest'] = ({ path }, c) =>
			c.respond(httpStatus, '', { Location: `https://other.example${path}` });
		expect(picked(await seen(send, { onRequest }))).toEqual(once('unknown'));
	});

	test.each([
		[200, 0, 'accepted'],
		[200, '0', 'accepted'],
		[200, ' 0 ', 'accepted'],
		[200, '0.5', 'unknown'],
		[200, '', 'unknown'],
		[200, null, 'unknown'],
		[200, true, 'unknown'],
		[200, [0], 'unknown'],
		[200, { code: 0 }, 'unknown'],
		[200, 99999, 'unknown'],
		[200, -1, 'unknown'],
		[200, '12345678901234567890', 'unknown'],
		[500, 0, 'unknown'],
		[302, 0, 'unknown'],
		[403, 0, 'unknown'],
		[403, 99999, 'failed'],
		[408, 99999, 'unknown'],
	])('%s with the code %j says %s', async (httpStatus, code, status) => {
		const body = JSON.stringify(send.code(code));
		expect(await statusOf(httpStatus, {}, body)).toEqual(once(status));
	});

	test.each([
		'{"X":1e999}',
		'{"X":0,"X":1008007}',
		'{"X":1008007,"X":0}',
		'{"X":0,"x":1008007}',
		'{"X":1008007,"x":0}',
		'{"X":0,"\\u0058":0}'.replace('\\u0058', 'Y'),
		'[{"X":0}]',
		'"X"',
		'0',
		'null',
		'{"body":{"X":0}}',
		'{"X":0',
		'{"X":0}}',
		'{"X":0}{"X":0}',
		'{"X":NaN}',
		"{'X':0}",
		`${'['.repeat(200_000)}${']'.repeat(200_000)}`,
	])('200 with a body that is mixed up says nothing (%#)', async (text) => {
		const [name] = Object.keys(send.code(0));
		const upper = name.toUpperCase();
		const [first] = name;
		const escaped = `\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
		const body = text
			.replaceAll('"X"', `"${name}"`)
			.replaceAll('"x"', `"${upper}"`)
			.replaceAll('"Y"', `"${escaped}"`);
		expect(await statusOf(200, {}, body)).toEqual(once('unknown'));
	});
});

test.each([
	['tpns', { ret_code: 0, retCode: 1008007 }],
	['tpns', { ret_code: '1008007', RETCODE: 0 }],
	['tpns', { ret_code: 0, retCode: 'ok' }],
	['tpns', { ret_code: 1008007, push_id: '1328245138690125824' }],
	['tpns', { ret_code: 1008028, push_id: ['12'] }],
	['tencentPush', { ActionStatus: 'FAIL', ErrorCode: 60007, TaskId: 'batch_1' }],
	['tencentPush', { ActionStatus: 'OK', ErrorCode: 90001 }],
	['tencentPush', { ActionStatus: 'FAIL', ErrorCode: 0 }],
	['tencentPush', { ActionStatus: 'FAILURE', ErrorCode: '0' }],
	['tencentPush', { ErrorCode: 0, errorCode: 90001 }],
	['tencentPush', { ErrorCode: 90001, errorcode: 90009 }],
])('a send of %s that is answered with %j is not confirmed', async (node, body: IDataObject) => {
	const send = sends.find((each) => each.node === node)!;
	const onRequest: RawServerOptions['onRequest'] = (_, c) => c.respond(200, JSON.stringify(body));
	const { result, ...rest } = await seen(send, { onRequest });
	expect(picked(rest)).toEqual(once('unknown'));
	expect(result.reason).toMatch(/contradicts itself/);
});

test('a push of which TPNS has accepted a part is not confirmed', async () => {
	const send = sends.find(({ node }) => node === 'tpns')!;
	const onRequest: RawServerOptions['onRequest'] = (_, c) => c.respond(200, '{"ret_code":1008026}');
	expect(picked(await seen(send, { onRequest }))).toEqual(once('unknown'));
});

test.each([
	['tpns', { ret_code: 0, retCode: '0', push_id: '1' }],
	['tpns', { ret_code: 0, retCode: null, push_id: '1' }],
	['tencentPush', { ActionStatus: 'OK', ErrorCode: 0, TaskId: '' }],
	['tencentPush', { ErrorCode: 0, ErrorInfo: 'whatever' }],
])('a send of %s that is answered with %j is accepted', async (node, body: IDataObject) => {
	const send = sends.find((each) => each.node === node)!;
	const onRequest: RawServerOptions['onRequest'] = (_, c) => c.respond(200, JSON.stringify(body));
	expect(picked(await seen(send, { onRequest }))).toEqual(once('accepted'));
});

async function inParallel<T>(list: readonly T[], run: (each: T, index: number) => Promise<void>) {
	const left = list.map((each, index) => ({ each, index }));
	const worker = async () => {
		for (let next = left.shift(); next; next = left.shift()) await run(next.each, next.index);
	};
	await Promise.all(Array.from({ length: 16 }, worker));
}

function reset(connection: RawConnection): true {
	connection.reset();
	return true;
}

function end(connection: RawConnection): true {
	connection.end();
	return true;
}

function speak(bytes: string | Buffer) {
	return (connection: RawConnection): true => {
		void connection.write(bytes);
		connection.end();
		return true;
	};
}
