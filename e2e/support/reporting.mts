import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkflowNode } from '../n8n/types.mts';
import type { Recorder } from './recorder.mts';
import { nodeOf } from './workflows.mts';

/** For the last executions to be carried out after the last callback was answered. */
const SETTLE_TIMEOUT_MS = 180_000;

/** Nodes behind a trigger, which report the recipients of its events in one request. */
export function reportRecipients({ url }: Recorder): WorkflowNode[] {
	return [
		nodeOf('n8n-nodes-base.aggregate', 'Together', {
			aggregate: 'aggregateAllItemData',
			options: {},
		}),
		nodeOf(
			'n8n-nodes-base.httpRequest',
			'Report',
			{
				method: 'POST',
				url,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json.data.map((event) => event.user)) }}',
				options: {},
			},
			{ typeVersion: 4.2 },
		),
	];
}

/**
 * How often each recipient was reported, once nothing more comes in.
 *
 * @param expected recipients to wait for
 */
export async function settledCounts(
	{ requests }: Recorder,
	expected: number,
): Promise<Map<string, number>> {
	const end = Date.now() + SETTLE_TIMEOUT_MS;
	for (let last = -1; ;) {
		const reported = requests.flatMap(({ body }) => body as string[]);
		const counts = new Map<string, number>();
		for (const user of reported) counts.set(user, (counts.get(user) ?? 0) + 1);
		if ((counts.size >= expected && reported.length === last) || Date.now() > end) return counts;
		last = reported.length;
		await sleep(5_000);
	}
}
