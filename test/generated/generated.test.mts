import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { generated } from './files.mts';
import { root } from './root.mts';
import { schemaFile } from './schemas.mts';

beforeAll(async () => await startExpressionEngine());
afterAll(async () => await stopExpressionEngine());

test.each(generated.map((each) => [each.path, each] as const))(
	'%s is up to date: "npm run generate" writes it',
	async (path, { content }) => {
		expect(readFileSync(join(root, path), 'utf8')).toBe(await content());
	},
);

test('no schema is left over', () => {
	const there = ['Tpns', 'TencentPush'].flatMap((folder) =>
		readdirSync(join(root, 'nodes', folder, '__schema__'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(root, join(entry.parentPath, entry.name))),
	);
	expect(there.sort()).toEqual(sampledOperations.map(schemaFile).sort());
});
