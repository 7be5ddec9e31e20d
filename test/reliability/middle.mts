import {
	breakConnectionsTo,
	endlessly,
	type FullQueue,
	type RawRequest,
	type RawServer,
	startFullQueue,
	startRawServer,
	tunnel,
} from '../support/rawServer.mts';
import type { Fault } from './faults.mts';

/** A TLS record of application data that no key of the connection fits. */
const WRONG_RECORD = Buffer.concat([Buffer.from([23, 3, 3, 0, 64]), Buffer.alloc(64, 7)]);

/**
 * Passes requests on to a cloud, and lets a fault happen to some of them.
 *
 * @param isHit whether the fault happens to a request for a path
 */
export async function startMiddle(
	cloud: string,
	fault: Fault['middle'] | 'none',
	isHit: (path: string) => boolean,
): Promise<RawServer> {
	const server = await startRawServer({
		tls: fault === 'breakTls' || fault === 'none' ? 'trusted' : undefined,
		async onRequest(request, connection) {
			const hit = isHit(request.path.split('?', 1)[0]) ? fault : 'none';
			if (hit === 'broken401') {
				connection.respond(401, '{"half":', { 'Content-Length': '100' });
				return;
			}
			if (hit === 'redirect') {
				const Location = `https://other.example${request.path}`;
				connection.respond(307, '', { Location });
				return;
			}
			const response = await passOn(cloud, request);
			if (hit === 'breakTls') connection.writeBeside(WRONG_RECORD);
			else if (hit === 'networkError') breakConnectionsTo(server.port, 'read', 'EHOSTUNREACH');
			else if (hit === 'redirectToPage') connection.respond(302, '', { Location: '/thanks' });
			else if (hit === 'endless') {
				void endlessly(connection, 'HTTP/1.1 200 OK\r\n\r\n', ' '.repeat(1 << 18));
			} else connection.respond(response.status, response.body);
		},
	});
	return server;
}

async function passOn(cloud: string, { path, method, headers, bytes }: RawRequest) {
	const kept = Object.entries(headers).filter(
		([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
	);
	const response = await fetch(cloud + path, {
		method,
		headers: Object.fromEntries(kept) as Record<string, string>,
		body: new Uint8Array(bytes),
	});
	return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

/** A proxy for hosts below `test.invalid`, of which each is refused a number of times. */
export interface RefusingProxy {
	/** Takes a host in: an address whose first connections are refused, and then go to a port. */
	add(refusals: number, port: number): string;
	close(): Promise<void>;
}

/** Starts the proxy, and lets this process use it for https. */
export async function startRefusingProxy(): Promise<RefusingProxy> {
	const hosts = new Map<string, { refusals: number; port: number }>();
	const server = await startRawServer({
		onConnect(authority, connection, client) {
			const host = hosts.get(authority.split(':')[0]);
			if (host && host.refusals-- <= 0) tunnel(host.port, connection, client);
			else connection.respond(502, '<h1>Bad Gateway</h1>');
		},
	});
	process.env.HTTPS_PROXY = server.url;
	process.env.NO_PROXY = '127.0.0.1,localhost';
	return {
		add(refusals, port) {
			const name = `host-${hosts.size + 1}.test.invalid`;
			hosts.set(name, { refusals, port });
			return `https://${name}`;
		},
		async close() {
			delete process.env.HTTPS_PROXY;
			delete process.env.NO_PROXY;
			await server.close();
		},
	};
}

let queue: Promise<FullQueue> | undefined;
let proxy: Promise<RefusingProxy> | undefined;

/** An address whose connections are never made. */
export async function addressThatHangs(): Promise<string> {
	queue ??= startFullQueue();
	return `http://${(await queue).host}`;
}

/** An address behind a proxy that refuses the first connections. */
export async function addressBehindProxy(refusals: number, port: number): Promise<string> {
	proxy ??= startRefusingProxy();
	return (await proxy).add(refusals, port);
}

/** Ends what was started for all cells. */
export async function endMiddle(): Promise<void> {
	await (await queue)?.close();
	await (await proxy)?.close();
}
