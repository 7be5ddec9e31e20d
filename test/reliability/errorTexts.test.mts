import type { ErrorTable } from '../../nodes/shared/transport/apiError.ts';
import { pushServiceErrors } from '../../nodes/TencentPush/errors.ts';
import { tpnsErrors } from '../../nodes/Tpns/errors.ts';
import { runSample, type SampledOperation, sampledOperations } from '../samples/all.mts';
import { failing, namedIn, unknownIn } from '../support/fieldNames.mts';
import { emulator, freshEmulatorForEachTest, renewEmulator } from '../support/freshEmulator.mts';

freshEmulatorForEachTest();

const tables: Record<SampledOperation['node'], ErrorTable> = {
	tpns: tpnsErrors,
	tencentPush: pushServiceErrors,
};

/** Codes that any request may meet: the Push Service's others speak of certain requests. */
const ANY_REQUEST = /^docs\/api\/(tpns\.md|push-service\.md 7\.2$)/;

/** Codes whose texts name a field, and those whose texts send to the request. */
const telling = ({ node }: SampledOperation) =>
	Object.entries(tables[node])
		.filter(
			([, { title, cause = '', fix, seenInRequest, source }]) =>
				seenInRequest ||
				(ANY_REQUEST.test(source) && namedIn(`${title}. ${cause}. ${fix}`).length > 0),
		)
		.map(([code]) => code);

test.each(sampledOperations)('codes have something to say of $node $key', (sampled) => {
	expect(telling(sampled).length).toBeGreaterThan(2);
});

test.each(sampledOperations)(
	'what a code says of $node $key names its own fields only',
	async (sampled) => {
		for (const code of telling(sampled)) {
			const { output, hints, error } = await runSample(emulator, failing(sampled, Number(code)), {
				settings: { onError: 'continueRegularOutput' },
			});
			const texts = [
				...output.map(({ json }) => JSON.stringify(json)),
				...hints.map(({ message }) => message),
				`${error?.message} ${error?.description}`,
			];
			expect({ code, texts: unknownIn(texts, sampled) }).toEqual({ code, texts: [] });
			await renewEmulator();
		}
	},
);
