import { sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { seen } from './seen.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

const POINT_IN_TIME = /^(scheduledFor|\w+At)$/;

test('a point in time has one form in all outputs: ISO 8601', async () => {
	const times: Array<[key: string, field: string, value: unknown]> = [];
	for (const operation of sampledOperations) {
		for (const json of (await seen(operation)).output) {
			for (const [field, value] of Object.entries(json)) {
				if (POINT_IN_TIME.test(field)) times.push([operation.key, field, value]);
			}
		}
	}
	expect(new Set(times.map(([, field]) => field))).toContain('scheduledFor');
	const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
	expect(times.filter(([, , value]) => !iso.test(String(value)))).toEqual([]);
});
