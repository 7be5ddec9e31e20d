import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.mts';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';

export type Answer = {
	ActionStatus: string;
	ErrorCode: number;
	ErrorInfo: string;
	TaskId: string;
	ErrorList?: Array<{ To_Account: string; ErrorCode: number; ErrorInfo: string }>;
} & Record<string, unknown>;

export interface Call {
	path: string;
	body?: unknown;
	query?: Record<string, string | undefined>;
}

export const { sdkAppId, secretKey } = defaultIdentity;

/** A UserSig by Tencent's own library, made at `now` (milliseconds) instead of the real time. */
export function userSig({
	identifier = 'administrator',
	app = sdkAppId,
	key = secretKey,
	expire = 86_400,
	now = Date.now(),
} = {}): string {
	const realNow = Date.now;
	Date.now = () => now;
	try {
		return new Api(app, key).genUserSig(identifier, expire);
	} finally {
		Date.now = realNow;
	}
}

/** Calls the emulated REST API like a customer's server. Query values that are undefined are left out. */
export async function call(emulator: Emulator, { path, body = {}, query }: Call): Promise<Answer> {
	const now = emulator.context.clock.now();
	const parameters = Object.entries({
		sdkappid: String(sdkAppId),
		identifier: 'administrator',
		usersig: userSig({ now }),
		random: '4294967295',
		contenttype: 'json',
		...query,
	}).filter((entry): entry is [string, string] => entry[1] !== undefined);
	const response = await fetch(`${emulator.url}/v4/${path}?${new URLSearchParams(parameters)}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	expect(response.status).toBe(200);
	return (await response.json()) as Answer;
}

export const start = new Date('2024-05-16T02:00:00Z');

/** Every phone gets everything offline, and clicks nothing. */
export const everythingArrives = {
	online: 0,
	tokenMissing: 0,
	tokenRefused: 0,
	notificationsOff: 0,
	clicked: 0,
};

/** Starts an emulator for each test of a file, with a clock that stands still. */
export function emulatorForEachTest(options: EmulatorOptions = {}) {
	const holder = {} as {
		emulator: Emulator;
		call: (path: string, body?: unknown) => Promise<Answer>;
	};
	beforeEach(async () => {
		const emulator = await startEmulator({ startAt: start, frozen: true, ...options });
		Object.assign(holder, {
			emulator,
			call: (path: string, body?: unknown) => call(emulator, { path, body }),
		});
	});
	afterEach(() => holder.emulator.close());
	return holder;
}

/** Registers a phone for a UserID and a RegistrationID, `reg-` and the UserID. */
export function addPhone(
	{ context: { devices, clock } }: Emulator,
	userId: string,
	more: Parameters<typeof devices.register>[0] = {},
) {
	const registrationId = `reg-${userId}`;
	return devices.register({ userId, registrationId, vendor: 'xiaomi', ...more }, clock.now());
}

export const push = {
	From_Account: 'administrator',
	MsgRandom: 3674128,
	OfflinePushInfo: { PushFlag: 0, Title: 'Offline Push Title', Desc: 'Offline Push Content' },
};
