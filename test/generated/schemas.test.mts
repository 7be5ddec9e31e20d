import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createCompoundSchema } from 'genson-js';
import { startEmulator } from '../../emulator/server.mts';
import { runSample, type SampledOperation, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { expectGenerated, root } from './generated.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

const fileOf = ({ folder, resource, operation }: SampledOperation) =>
	join('nodes', folder, '__schema__', 'v1.0.0', resource.value, `${operation.value}.json`);

// What the editor offers to drag before the first run.
test.each(sampledOperations.map((each) => [`${each.folder} ${each.key}`, each] as const))(
	'output schema of %s',
	async (_, each) => {
		const emulator = await startEmulator({ contacts: 20, unknownTokens: 1 });
		try {
			const { output, error } = await runSample(emulator, each);
			expect(error).toBeUndefined();
			expect(output.length).toBeGreaterThan(0);
			const schema = withoutRequired(createCompoundSchema(output.map(({ json }) => json)));
			expectGenerated(fileOf(each), `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`);
		} finally {
			await emulator.close();
		}
	},
);

test('no schema is left over', () => {
	const there = ['Tpns', 'TencentPush'].flatMap((folder) =>
		readdirSync(join(root, 'nodes', folder, '__schema__'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(root, join(entry.parentPath, entry.name))),
	);
	expect(there.sort()).toEqual(sampledOperations.map(fileOf).sort());
});

/** n8n's schemas name types only. */
function withoutRequired(schema: unknown): object {
	return JSON.parse(
		JSON.stringify(schema, (name, value) =>
			name === 'required' && Array.isArray(value) ? undefined : value,
		),
	) as object;
}
