import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import { APP, CONTENT, TITLE } from './audience.mts';

const TOKENS_PER_CALL = 1_000;

/** A script that does what is necessary and nothing else: the least that anything can take. */
export class Script {
	readonly #pool: Pool;
	readonly #connections: number;

	/** @param connections calls that are under way at once */
	constructor(url: string, connections: number) {
		this.#pool = new Pool(url, { connections, pipelining: 1 });
		this.#connections = connections;
	}

	/** One message to all, in as few calls as the API allows. */
	async sendToAll(people: ReadonlyArray<{ token: string }>): Promise<void> {
		const calls = Array.from({ length: Math.ceil(people.length / TOKENS_PER_CALL) }, (_, call) =>
			people.slice(call * TOKENS_PER_CALL, (call + 1) * TOKENS_PER_CALL),
		);
		await this.#each(calls, async (part) => {
			await this.#send(
				part.map(({ token }) => token),
				TITLE,
			);
		});
	}

	/** A message of its own to each. */
	async sendToEach(people: ReadonlyArray<{ token: string; name: string }>): Promise<void> {
		await this.#each(people, async ({ token, name }) => {
			await this.#send([token], `Hello ${name}`);
		});
	}

	async close(): Promise<void> {
		await this.#pool.close();
	}

	async #each<T>(all: readonly T[], carryOut: (one: T) => Promise<void>): Promise<void> {
		let next = 0;
		const worker = async () => {
			while (next < all.length) await carryOut(all[next++]);
		};
		await Promise.all(Array.from({ length: this.#connections }, worker));
	}

	async #send(tokens: string[], title: string): Promise<void> {
		const body = JSON.stringify({
			audience_type: 'token_list',
			token_list: tokens,
			message_type: 'notify',
			message: { title, content: CONTENT },
		});
		const timestamp = String(Math.floor(Date.now() / 1000));
		const hex = createHmac('sha256', APP.secretKey)
			.update(timestamp + APP.accessId + body)
			.digest('hex');
		const response = await this.#pool.request({
			method: 'POST',
			path: '/v3/push/app',
			headers: {
				'content-type': 'application/json',
				AccessId: APP.accessId,
				TimeStamp: timestamp,
				Sign: Buffer.from(hex).toString('base64'),
			},
			body,
		});
		const answer = (await response.body.json()) as { ret_code: number };
		if (answer.ret_code !== 0) throw new Error(`The target answered ${answer.ret_code}`);
	}
}
