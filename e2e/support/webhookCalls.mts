/** An answer of a webhook. */
export interface WebhookAnswer {
	status: number;
	/** The JSON; undefined when the answer is empty. */
	body: unknown;
}

/**
 * Posts bodies to a webhook.
 *
 * @param atOnce requests in flight at the same time
 * @returns the answers in the order of the bodies
 */
export async function postAll(
	url: string,
	bodies: readonly object[],
	atOnce: number,
): Promise<WebhookAnswer[]> {
	const answers: WebhookAnswer[] = [];
	let next = 0;
	const postSome = async () => {
		while (next < bodies.length) {
			const index = next++;
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(bodies[index]),
			});
			const text = await response.text();
			answers[index] = { status: response.status, body: text && JSON.parse(text) };
		}
	};
	await Promise.all(Array.from({ length: atOnce }, postSome));
	return answers;
}
