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
