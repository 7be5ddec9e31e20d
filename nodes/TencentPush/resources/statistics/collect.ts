import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import { inParallel } from '../../../shared/run/concurrency';
import { chunk } from '../../../shared/run/plan';
import type { Call } from '../../../shared/transport/request';
import { responseText } from '../../../shared/transport/response';
import { PUSH_SERVICE } from '../../paths';
import type { Period } from './period';
import { describePeriod } from './period';

/** Pushes in a request. Source: docs/api/push-service.md 3.h. */
const TASKS_PER_REQUEST = 5;

/** Paths that take task IDs: required, and blank for all pushes. Source: docs/api/push-service.md 3.h. */
const TAKE_TASK_IDS: ReadonlySet<string> = new Set([
	PUSH_SERVICE.report,
	PUSH_SERVICE.lossAnalysis,
]);

/** Requests that wait for their turn at once; the API takes one a second. */
const PARALLEL_REQUESTS = 3;

/** A push in a period, or all pushes together when the task ID is empty. */
export interface Asked {
	period: Period;
	taskId: string;
}

/** Pushes that share a request. */
interface Batch {
	period: Period;
	taskIds: string[];
}

/**
 * Reads figures of pushes. Pushes in the same period share requests.
 *
 * @param path of the report or the loss analysis
 * @returns gives the figures of a push, undefined when the API has none, and rejects with what kept
 *   them from being read
 */
export async function collect(
	call: Call,
	path: string,
	asked: readonly Asked[],
): Promise<(push: Asked) => Promise<JsonObject | undefined>> {
	const answers = new Map<string, Promise<Map<string, JsonObject>>>();
	await inParallel(batchesOf(asked), PARALLEL_REQUESTS, async (batch) => {
		const answer = readBatch(call, path, batch);
		for (const taskId of batch.taskIds) answers.set(keyOf({ ...batch, taskId }), answer);
		await Promise.allSettled([answer]);
	});
	return async (push) => (await answers.get(keyOf(push)))?.get(push.taskId);
}

/** A push in a period as the output shows it. */
export function describeAsked({ period, taskId }: Asked) {
	return { ...(taskId === '' ? {} : { taskId }), ...describePeriod(period) };
}

/** All pushes together take a request of their own. */
function batchesOf(asked: readonly Asked[]): Batch[] {
	const periods = new Map<string, { period: Period; taskIds: Set<string> }>();
	for (const { period, taskId } of asked) {
		const key = keyOf({ period, taskId: '' });
		const known = periods.get(key) ?? { period, taskIds: new Set() };
		periods.set(key, known);
		known.taskIds.add(taskId);
	}
	return [...periods.values()].flatMap(({ period, taskIds }) => {
		const all = taskIds.delete('') ? [['']] : [];
		const some = chunk([...taskIds], TASKS_PER_REQUEST);
		return [...all, ...some].map((batch) => ({ period, taskIds: batch }));
	});
}

/** Figures by task ID; under an empty one those of all pushes together. */
async function readBatch(
	call: Call,
	path: string,
	{ period, taskIds }: Batch,
): Promise<Map<string, JsonObject>> {
	const isOfAll = taskIds[0] === '';
	const { body } = await call({
		path,
		body: {
			StartTime: period.start,
			EndTime: period.end,
			...(TAKE_TASK_IDS.has(path) ? { TaskID: isOfAll ? [] : taskIds } : {}),
		},
	});
	// Figures of Chat pushes stand in the answer itself. Source: docs/api/push-service.md 3.h.
	const results = Array.isArray(body.Results) ? objectsIn(body.Results) : [body];
	return new Map(results.map((result) => [isOfAll ? '' : responseText(result.TaskID), result]));
}

function keyOf({ period, taskId }: Asked): string {
	return JSON.stringify([period.start, period.end, taskId]);
}
