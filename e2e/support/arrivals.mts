import type { Emulator } from '../../emulator/server.mts';

export const PUSH_PATH = '/v3/push/app';

/** How many pushes each device token got since the requests were cleared. */
export function arrivalsAt({ control }: Emulator): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { accepted, body } of control.requests(PUSH_PATH)) {
		if (!accepted) continue;
		for (const token of (body as { token_list: string[] }).token_list) {
			counts.set(token, (counts.get(token) ?? 0) + 1);
		}
	}
	return counts;
}
