import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 60_000;

/**
 * Waits until n8n answers at the URL: it does so a moment after the workflow was published. The
 * request that is answered starts an execution.
 *
 * @param body what is posted as JSON; nothing unless given
 */
export async function webhookListens(url: string, body?: object): Promise<void> {
	const end = Date.now() + TIMEOUT_MS;
	for (;;) {
		const { status } = await fetch(url, {
			method: 'POST',
			...(body && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		if (status !== 404) return;
		if (Date.now() > end) throw new Error(`${url} does not listen`);
		await sleep(100);
	}
}
