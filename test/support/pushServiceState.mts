import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js';
import type { Emulator } from '../../emulator/server.mts';

/** Registers a user with an Android phone that gets everything offline. */
export function addUser({ context: { devices, clock } }: Emulator, userId: string): void {
	devices.register(
		{ userId, registrationId: `reg-${userId}`, vendor: 'xiaomi', attended: true },
		clock.now(),
	);
}

/** Calls the emulated API with a UserSig of Tencent's own library, to bring it into a state. */
export async function callService(
	emulator: Emulator,
	path: string,
	body: object,
): Promise<Record<string, unknown>> {
	const { sdkAppId, secretKey, administrators } = emulator.pushService.identity;
	const [identifier] = administrators;
	const query = new URLSearchParams({
		sdkappid: String(sdkAppId),
		identifier,
		usersig: new Api(sdkAppId, secretKey).genUserSig(identifier, 86_400),
		random: '1',
		contenttype: 'json',
	});
	const response = await fetch(`${emulator.url}/v4/${path}?${query}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as Record<string, unknown>;
	if (answer.ErrorCode !== 0) throw new Error(`${path}: ${JSON.stringify(answer)}`);
	return answer;
}
