import { Pool } from 'undici';
import type { Callback } from './events.mts';
import { callbackUrl } from './query.mts';

export interface CallbackTarget {
	/** The URL set in the console; without a query. */
	url: string;
	sdkAppId: number;
	/** Signs when set. */
	token?: string;
	/** Kept alive. Default 64. */
	connections?: number;
	/** Milliseconds that the customer has for the answer. Default 2000, Tencent's limit. */
	timeout?: number;
}

/** What became of one callback. */
export interface CallbackResult {
	/** Absent when no answer came. */
	status?: number;
	/** Answered in time with 200 and `{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}`. */
	ok: boolean;
	/** Why not. */
	problem?: string;
	/** Milliseconds until the answer was read, or until it was given up. */
	latency: number;
}

export interface CallbackSender {
	/** Posts one callback. Never throws. */
	send(callback: Callback): Promise<CallbackResult>;
	close(): Promise<void>;
}

const defaults = { connections: 64, timeout: 2000 };

/**
 * Opens keep-alive connections to a customer's server. `RequestTime` is real time, whatever the
 * emulator's clock says, because the customer compares it with a real clock.
 */
export function openCallbackSender(target: CallbackTarget): CallbackSender {
	const { connections, timeout } = { ...defaults, ...target };
	const pool = new Pool(new URL(target.url).origin, { connections });

	async function post({ command, events }: Callback): Promise<Omit<CallbackResult, 'latency'>> {
		const requestTime = Math.floor(Date.now() / 1000);
		const address = callbackUrl(target.url, { ...target, command, requestTime });
		const { statusCode, body } = await pool.request({
			method: 'POST',
			path: address.pathname + address.search,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ Events: events }),
			signal: AbortSignal.timeout(timeout),
		});
		const problem = problemOf(statusCode, await body.text());
		return { status: statusCode, ok: problem === undefined, problem };
	}

	return {
		async send(callback) {
			const start = performance.now();
			try {
				return { ...(await post(callback)), latency: performance.now() - start };
			} catch (error) {
				const { name: problem = String(error) } = error as Partial<Error>;
				return { ok: false, problem, latency: performance.now() - start };
			}
		},
		close: () => pool.close(),
	};
}

function problemOf(status: number, body: string): string | undefined {
	if (status !== 200) return `status ${status}`;
	try {
		const { ActionStatus, ErrorCode } = JSON.parse(body) as Record<string, unknown>;
		if (ActionStatus === 'OK' && ErrorCode === 0) return undefined;
	} catch {
		return 'answer is not JSON';
	}
	return 'answer is not OK';
}
