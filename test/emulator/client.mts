import { createHmac } from 'node:crypto';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.mts';
import { androidApp, type NewApp } from '../../emulator/tpns/app.mts';

export interface TpnsAnswer {
	status: number;
	body: Record<string, unknown>;
	text: string;
}

/** An independent client of the TPNS API: it signs by itself. */
export function tpnsClient(emulator: Emulator, app: NewApp = androidApp) {
	return async (path: string, body: unknown): Promise<TpnsAnswer> => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const timeStamp = String(Math.floor(emulator.context.clock.now() / 1000));
		const hex = createHmac('sha256', app.secretKey)
			.update(`${timeStamp}${app.accessId}${text}`)
			.digest('hex');
		const response = await fetch(`${emulator.url}${path}`, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				AccessId: app.accessId,
				TimeStamp: timeStamp,
				Sign: Buffer.from(hex).toString('base64'),
			},
			body: text,
		});
		const answer = await response.text();
		return { status: response.status, body: answer === '' ? {} : JSON.parse(answer), text: answer };
	};
}

export const basic = (app: NewApp = androidApp) =>
	`Basic ${Buffer.from(`${app.accessId}:${app.secretKey}`).toString('base64')}`;

// 10:00 on a Thursday in UTC+8.
export const start = new Date('2024-05-16T02:00:00Z');

/** Starts an emulator for each test of a file, with a clock that stands still. */
export function emulatorForEachTest(options: EmulatorOptions = {}) {
	const holder = {} as { emulator: Emulator; tpns: ReturnType<typeof tpnsClient> };
	beforeEach(async () => {
		holder.emulator = await startEmulator({ startAt: start, frozen: true, ...options });
		holder.tpns = tpnsClient(holder.emulator);
	});
	afterEach(() => holder.emulator.close());
	return holder;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
