import { startEmulator } from '../../emulator/server.mts';
import { type Field, isList, readReference } from '../../emulator/reference.mts';
import { runSample, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

const endpoints = [...readReference('tpns'), ...readReference('push-service')];

beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());

/** Required fields that a request lacks, as docs/api/*.json mark them; those of parts that it has. */
function missing(fields: readonly Field[], value: unknown, above = ''): string[] {
	const given = (value ?? {}) as Record<string, unknown>;
	return fields.flatMap((field) => {
		const at = `${above}${field.name}`;
		const one = given[field.name];
		if (one === undefined) return field.required === 'yes' ? [at] : [];
		const inner = field.fields ?? [];
		return isList(field) && Array.isArray(one)
			? one.flatMap((element) => missing(inner, element, `${at}[].`))
			: missing(inner, one, `${at}.`);
	});
}

// One path has two endpoints; a request has to fit one of them.
const lacks = (path: string, body: unknown) => {
	const each = endpoints
		.filter((endpoint) => endpoint.path === path)
		.map(({ request }) => missing(request, body));
	return each.find((fields) => fields.length === 0) ?? each[0];
};

// A push with a Chat message needs no notification (docs/api/push-service.md 3.a).
const instead: Record<string, string> = { OfflinePushInfo: 'MsgBody' };

// Samples with less than they have, which may not cost a required field.
const blank = { taskIds: '' };
const cases = [
	...sampledOperations.map((sampled) => ({ ...sampled, parameters: {}, variant: '' })),
	...sampledOperations
		.filter(({ key }) => ['statistics:getReport', 'statistics:getLossAnalysis'].includes(key))
		.map((sampled) => ({ ...sampled, parameters: blank, variant: 'of all pushes ' })),
];

test.each(cases)('$node $key $variant sends every required field', async (sampled) => {
	const emulator = await startEmulator({
		tpns: { settings: { rates: false } },
		pushService: { settings: { frequencyLimits: false } },
	});
	try {
		await runSample(emulator, sampled, {
			parameters: sampled.parameters,
			settings: { onError: 'continueRegularOutput' },
		});
		const requests = emulator.control
			.requests()
			.filter(({ path }) => path !== '/v3/push/package/upload');
		for (const { path, body } of requests) {
			const fields = lacks(path, body)?.filter(
				(field) => !(instead[field] && instead[field] in (body as object)),
			);
			expect([path, fields]).toEqual([path, []]);
		}
		const isUpload = sampled.key === 'audiencePackage:upload';
		expect(requests.length).toBeGreaterThan(isUpload ? -1 : 0);
	} finally {
		await emulator.close();
	}
});
