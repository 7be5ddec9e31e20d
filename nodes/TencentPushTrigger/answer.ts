import { sleep } from 'n8n-workflow';

/** The parts of an HTTP response that are looked at. */
export interface Response {
	statusCode: number;
	/** Whether the answer was given, whether or not anybody is left to read it. */
	writableEnded: boolean;
	closed: boolean;
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/** How long n8n may take to store an execution whose caller has hung up, in milliseconds. */
const MOST_AFTER_HANG_UP = 60_000;
const LOOK_EVERY = 50;

/**
 * Whether n8n has taken the callback. With `responseMode: 'onReceived'` n8n answers 200 after it
 * has stored the execution, and with 500 when it could not. Tencent hangs up after 2 s; n8n stores
 * the execution all the same, and that is what counts here.
 */
export async function wasStored(response: Response): Promise<boolean> {
	if (!response.writableEnded && !response.closed) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	for (let waited = 0; !response.writableEnded && waited < MOST_AFTER_HANG_UP;) {
		await sleep(LOOK_EVERY);
		waited += LOOK_EVERY;
	}
	return response.writableEnded && response.statusCode === 200;
}
