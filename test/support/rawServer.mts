import { execFileSync } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** A request that has arrived whole. */
export interface RawRequest {
	method: string;
	/** With the query. */
	path: string;
	headers: http.IncomingHttpHeaders;
	body: string;
	bytes: Buffer;
}

/** A connection as the server sees it. */
export interface RawConnection {
	/** Writes bytes as the server, inside TLS where there is TLS. Waits while the client is slow. */
	write(bytes: string | Buffer): Promise<void>;
	/** Writes a whole HTTP response and ends the connection. */
	respond(status: number, body: string | Buffer, headers?: Record<string, string>): void;
	/** Ends the server's half of the connection. */
	end(): void;
	/** Writes bytes beside TLS: the client gets them instead of a TLS record. */
	writeBeside(bytes: string | Buffer): void;
	/** Ends the connection with RST. */
	reset(): void;
	isOpen(): boolean;
	/** Settles when the client or the server has ended the connection. */
	closed: Promise<void>;
}

export interface RawServerOptions {
	/** Serves TLS, with a certificate that this process trusts from then on, or with one that it does not. */
	tls?: 'trusted' | 'untrusted';
	/** Resets the connection once so many bytes of TLS have gone to the client. */
	resetAfterTlsBytes?: number;
	/** Called for each connection; returns true when the request must not be waited for. */
	onConnection?(connection: RawConnection): boolean | void;
	/** Called when a request has arrived whole. */
	onRequest?(request: RawRequest, connection: RawConnection): void | Promise<void>;
	/** Called for each CONNECT, as a proxy gets it. */
	onConnect?(authority: string, connection: RawConnection, client: net.Socket): void;
}

/** A server of bytes on loopback, which counts by itself what arrives. */
export interface RawServer {
	/** E.g. `https://localhost:34567`. */
	url: string;
	port: number;
	/** What has arrived whole, oldest first. */
	requests: RawRequest[];
	connections: number;
	/** Whatever was read of requests, whole or not, after TLS. */
	bytesRead(): number;
	/** Bytes of responses that have left this process. */
	bytesWritten(): number;
	/** Authorities that CONNECT asked for. */
	tunnels: string[];
	close(): Promise<void>;
}

/** Starts a raw server. */
export async function startRawServer(options: RawServerOptions = {}): Promise<RawServer> {
	const clients = new Set<net.Socket>();
	const served: net.Socket[] = [];
	/** By local port of the relay's side: the client that it speaks for. */
	const clientOf = new Map<number, net.Socket>();
	const requests: RawRequest[] = [];
	const tunnels: string[] = [];
	const connectionOf = (socket: net.Socket) => connect(socket, clientFor(socket));
	const clientFor = (socket: net.Socket) => clientOf.get(socket.remotePort ?? 0) ?? socket;

	const parser = http.createServer((request, response) => {
		// What a handler writes by itself goes to the socket; this is for its defaults only.
		void response;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const bytes = Buffer.concat(chunks);
			const whole = { method, path: url, headers, body: bytes.toString('utf8'), bytes };
			requests.push(whole);
			void options.onRequest?.(whole, connectionOf(request.socket));
		});
		request.on('error', () => undefined);
	});
	parser.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
		tunnels.push(request.url ?? '');
		options.onConnect?.(request.url ?? '', connectionOf(socket), clientFor(socket));
	});
	parser.on('clientError', () => undefined);
	const serve = (socket: net.Socket) => {
		served.push(socket);
		socket.on('error', () => undefined);
		if (options.onConnection?.(connectionOf(socket)) !== true) parser.emit('connection', socket);
	};

	let secure: tls.Server | undefined;
	if (options.tls) {
		const { key, cert } = options.tls === 'trusted' ? trusted() : makeCertificate();
		secure = tls.createServer({ key, cert }, serve);
		secure.on('tlsClientError', () => undefined);
		await listen(secure);
	}
	const server = net.createServer({ allowHalfOpen: true }, (client) => {
		clients.add(client);
		client.on('error', () => undefined);
		client.on('close', () => clients.delete(client));
		counted.connections++;
		if (!secure) {
			client.on('end', () => client.end());
			serve(client);
			return;
		}
		const inner = net.connect(portOf(secure), '127.0.0.1');
		inner.on('error', () => undefined);
		inner.once('connect', () => clientOf.set(inner.localPort ?? 0, client));
		client.pipe(inner);
		relay(inner, client, options.resetAfterTlsBytes);
		client.on('close', () => inner.destroy());
	});
	await listen(server);

	const port = portOf(server);
	const counted: RawServer = {
		url: options.tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
		port,
		requests,
		connections: 0,
		bytesRead: () => served.reduce((sum, socket) => sum + (socket.bytesRead ?? 0), 0),
		bytesWritten: () => served.reduce((sum, socket) => sum + (socket.bytesWritten ?? 0), 0),
		tunnels,
		async close() {
			for (const client of clients) client.destroy();
			await Promise.all(
				[server, ...(secure ? [secure] : [])].map(
					async (each) => await new Promise((closed) => each.close(closed)),
				),
			);
		},
	};
	return counted;
}

/** Passes bytes of TLS on to the client, up to a limit. */
function relay(inner: net.Socket, client: net.Socket, limit = Infinity): void {
	if (limit === Infinity) {
		inner.pipe(client);
		return;
	}
	let left = limit;
	inner.on('data', (bytes: Buffer) => {
		if (client.destroyed) return;
		const passed = bytes.subarray(0, left);
		left -= passed.length;
		client.write(passed, () => {
			if (left === 0) client.resetAndDestroy();
		});
	});
	inner.on('end', () => client.end());
}

function connect(socket: net.Socket, client: net.Socket): RawConnection {
	return {
		async write(bytes) {
			if (!socket.destroyed && !socket.write(bytes)) {
				await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
			}
		},
		respond(status, body, headers = {}) {
			const bytes = Buffer.from(body);
			const lines = Object.entries({
				'Content-Type': 'application/json',
				'Content-Length': String(bytes.length),
				Connection: 'close',
				...headers,
			}).map(([name, value]) => `${name}: ${value}`);
			socket.write(`HTTP/1.1 ${status} Status\r\n${lines.join('\r\n')}\r\n\r\n`);
			socket.end(bytes);
		},
		end: () => void socket.end(),
		writeBeside(bytes) {
			if (client !== socket) client.write(bytes);
		},
		reset: () => void client.resetAndDestroy(),
		isOpen: () => !client.destroyed,
		closed: new Promise((resolve) => {
			if (client.destroyed) resolve();
			else client.once('close', () => resolve());
		}),
	};
}

/** Connects a client of a proxy with a port. */
export function tunnel(port: number, connection: RawConnection, client: net.Socket): void {
	const onward = net.connect(port, '127.0.0.1', () => {
		void connection.write('HTTP/1.1 200 Connection established\r\n\r\n');
		client.pipe(onward);
		onward.pipe(client);
	});
	onward.on('error', () => client.resetAndDestroy());
	client.on('error', () => onward.destroy());
}

/** Writes bytes until the connection is gone. */
export async function endlessly(
	connection: RawConnection,
	head: string,
	bytes: string,
	everyMs = 0,
): Promise<void> {
	await connection.write(head);
	while (connection.isOpen()) {
		await connection.write(bytes);
		await new Promise((passed) => (everyMs ? setTimeout(passed, everyMs) : setImmediate(passed)));
	}
}

const clients = new Set<net.Socket>();
diagnostics.subscribe('net.client.socket', (message) => {
	const { socket } = message as { socket: net.Socket };
	clients.add(socket);
	socket.once('close', () => clients.delete(socket));
});

/** Ends this process's open connections to a port as the kernel does on a network error. */
export function breakConnectionsTo(port: number, syscall: string, code: string): void {
	for (const socket of clients) {
		if (socket.remotePort !== port) continue;
		socket.destroy(Object.assign(new Error(`${syscall} ${code}`), { code, syscall, errno: -1 }));
	}
}

async function listen(server: net.Server): Promise<void> {
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
}

function portOf(server: net.Server): number {
	return (server.address() as AddressInfo).port;
}

let certificate: { key: string; cert: string } | undefined;

/** The certificate of this process for localhost and names below `test.invalid`. */
function trusted(): { key: string; cert: string } {
	if (!certificate) {
		certificate = makeCertificate();
		tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert]);
	}
	return certificate;
}

function makeCertificate(): { key: string; cert: string } {
	const folder = mkdtempSync(join(tmpdir(), 'raw-server-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	try {
		execFileSync(
			'openssl',
			`req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout ${key} -out ${cert}`
				.split(' ')
				.concat('-addext', 'subjectAltName=DNS:localhost,DNS:*.test.invalid,IP:127.0.0.1'),
			{ stdio: 'ignore' },
		);
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** An address that never takes a connection, because nothing is taken off its full queue. */
export interface FullQueue {
	/** E.g. `127.0.0.1:34567`. */
	host: string;
	/** Lets all connections in that wait. */
	close(): Promise<void>;
}

/**
 * Listens without ever accepting, in a thread that is blocked, and fills the kernel's queue of
 * connections: further ones hang.
 */
export async function startFullQueue(): Promise<FullQueue> {
	const thread = new Worker(
		`const { parentPort } = require('node:worker_threads');
		const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
			parentPort.postMessage(server.address().port);
			setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
		});`,
		{ eval: true },
	);
	const [port] = (await once(thread, 'message')) as [number];
	const fillers: net.Socket[] = [];
	// A queue of one holds two on Linux; what does not connect at once does not fit any more.
	for (let isFull = false; !isFull;) {
		const filler = net.connect(port, '127.0.0.1').on('error', () => undefined);
		fillers.push(filler);
		isFull = await Promise.race([
			once(filler, 'connect').then(() => false),
			new Promise<boolean>((resolve) => setTimeout(resolve, 300, true)),
		]);
	}
	return {
		host: `127.0.0.1:${port}`,
		async close() {
			for (const filler of fillers) filler.destroy();
			await thread.terminate();
		},
	};
}
