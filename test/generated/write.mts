/** Writes everything that is made from the nodes. `npm run generate` starts it. */
import '../support/userFolder.mts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startExpressionEngine } from '../support/engine.mts';
import { generated } from './files.mts';
import { root } from './root.mts';

await startExpressionEngine();
const files = new Map<string, string>();
for (const { path, content } of generated) files.set(path, await content());
for (const folder of ['Tpns', 'TencentPush']) {
	await rm(join(root, 'nodes', folder, '__schema__'), { recursive: true, force: true });
}
for (const [path, content] of files) {
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(join(root, path), content);
}
console.log(`${files.size} files written`);
process.exit(0);
