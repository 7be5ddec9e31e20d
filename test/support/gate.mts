import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that comes to a gate. */
export interface GateRequest {
	path: string;
	body: Record<string, unknown>;
}

type Json = Record<string, unknown>;

/** A server in front of an emulated TPNS, which refuses requests and changes answers as told. */
export class Gate {
	/** Called before a request goes on. Gives a code to refuse it with. */
	refuse: (request: GateRequest) => number | undefined = () => undefined;
	/** Changes the text of an answer. */
	change: (answer: string) => string = (answer) => answer;
	readonly #target: string;
	readonly #server: Server;

	private constructor(target: string) {
		this.#target = target;
		this.#server = createServer((request, response) => {
			void (async () => {
				const body = await text(request);
				const asked = { path: request.url ?? '', body: JSON.parse(body) as Json };
				response.setHeader('content-type', 'application/json');
				const code = this.refuse(asked);
				if (code !== undefined) {
					response.end(JSON.stringify({ retCode: code, errMsg: 'refused by the test' }));
					return;
				}
				const headers = Object.entries(request.headers).filter(
					([name]) => name === 'content-type' || /^(accessid|timestamp|sign)$/.test(name),
				) as Array<[string, string]>;
				const answer = await fetch(`${this.#target}${asked.path}`, {
					method: 'POST',
					headers,
					body,
				});
				response.end(this.change(await answer.text()));
			})();
		});
	}

	/** @param target the emulator's address */
	static async open(target: string): Promise<Gate> {
		const gate = new Gate(target);
		gate.#server.listen(0, '127.0.0.1');
		await once(gate.#server, 'listening');
		return gate;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.close();
		this.#server.closeAllConnections();
		await once(this.#server, 'close');
	}
}
