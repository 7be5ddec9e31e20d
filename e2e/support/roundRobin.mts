import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
	url: string;
	/** How many requests went to each target, in their order. */
	counts: number[];
	close(): Promise<void>;
}

/** A load balancer that gives each request to the next of the targets. */
export async function startRoundRobin(targets: string[]): Promise<Proxy> {
	const agent = new Agent({ keepAlive: true });
	const counts = targets.map(() => 0);
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const index = turn++ % targets.length;
		counts[index]++;
		const { hostname, port } = new URL(targets[index]);
		const { method, url: path, headers } = incoming;
		const forwarded = request({ agent, hostname, port, method, path, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		forwarded.once('error', () => {
			if (!outgoing.headersSent) outgoing.writeHead(502);
			outgoing.end();
		});
		incoming.pipe(forwarded);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		counts,
		close: () =>
			new Promise((resolve) => {
				agent.destroy();
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
