import { sampledOperations } from '../samples/all.mts';
import { SENDING_PATHS } from './policy.mts';
import { runUsual } from './cell.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

/** Operations whose calls have no audience to remember. */
const WITHOUT_MEMORY = ['pushPlan:create', 'scheduledPush:update', 'audiencePackage:upload'];

const optionsOf = ({ operation }: (typeof sampledOperations)[number]) =>
	operation.properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options = [] }) => options.map(({ name }) => name));

test('every operation lets its time limit be set', () => {
	const without = sampledOperations.filter((each) => !optionsOf(each).includes('timeLimit'));
	expect(without.map(({ key }) => key)).toEqual([]);
});

test('a request ends at the timeout of the form, an upload at ten times that', async () => {
	const limits = jest.spyOn(AbortSignal, 'timeout');
	for (const each of sampledOperations) {
		limits.mockClear();
		await runUsual(each);
		const seconds = new Set(limits.mock.calls.map(([ms]) => ms / 1_000));
		const { key } = each;
		expect({ key, seconds }).toEqual({
			key,
			seconds: new Set([key === 'audiencePackage:upload' ? 300 : 30]),
		});
	}
	limits.mockRestore();
});

test('Campaign Key is offered by every send, and by nothing that does not heed it', async () => {
	for (const each of sampledOperations) {
		const { isSend, paths } = await runUsual(each);
		const isOffered = each.operation.properties.some(({ name }) => name === 'campaignKey');
		const isExpected = isSend && !WITHOUT_MEMORY.includes(each.key);
		expect({ key: each.key, paths, isOffered }).toEqual({
			key: each.key,
			paths,
			isOffered: isExpected,
		});
		if (isOffered) expect(each.operation.batch).toBeDefined();
	}
	expect(SENDING_PATHS).not.toEqual([]);
});
