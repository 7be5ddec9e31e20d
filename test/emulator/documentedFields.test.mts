import { type Field, isList, readReference } from '../../emulator/reference.mts';
import { emulatorForEachTest as tpnsEmulator } from './client.mts';
import { emulatorForEachTest as pushServiceEmulator } from './pushServiceClient.mts';

/** An object that has every field of a table, and one that no table has. */
function everything(fields: readonly Field[], undocumented: boolean): Record<string, unknown> {
	const values = fields.map((field) => {
		const value = field.fields ? everything(field.fields, undocumented) : 'x';
		return [field.name, isList(field) ? [value] : value];
	});
	return { ...Object.fromEntries(values), ...(undocumented && { notDocumented: 1 }) };
}

/** Paths at which `everything` stands an undocumented field. */
function undocumentedPaths(fields: readonly Field[], above = ''): string[] {
	const below = fields.flatMap((field) =>
		field.fields
			? undocumentedPaths(field.fields, `${above}${field.name}${isList(field) ? '[]' : ''}.`)
			: [],
	);
	return [...below, `${above}notDocumented`];
}

describe('request fields of TPNS', () => {
	const given = tpnsEmulator();
	const gone = ['package.upload', 'stats.deviceDistribution', 'stats.legacy.ratio'];
	const endpoints = readReference('tpns').filter(({ id }) => !gone.includes(id));

	it.each(endpoints)('$id: documented ones are known, others are not', async (endpoint) => {
		const noticed = async (undocumented: boolean) => {
			given.emulator.control.clearRequests();
			await given.tpns(endpoint.path, everything(endpoint.request, undocumented));
			return given.emulator.control.requests()[0].unknownFields;
		};
		expect(await noticed(false)).toEqual([]);
		expect((await noticed(true)).sort()).toEqual(undocumentedPaths(endpoint.request).sort());
	});
});

describe('request fields of the Push Service', () => {
	const test = pushServiceEmulator({ pushService: { settings: { frequencyLimits: false } } });

	it.each(readReference('push-service'))(
		'$id: documented ones are known, others are not',
		async ({ path, request }) => {
			const noticed = async (undocumented: boolean) => {
				test.emulator.control.clearRequests();
				await test.call(path.replace('/v4/', ''), everything(request, undocumented));
				return test.emulator.control.requests()[0].unknownFields;
			};
			expect(await noticed(false)).toEqual([]);
			expect((await noticed(true)).sort()).toEqual(undocumentedPaths(request).sort());
		},
	);
});
