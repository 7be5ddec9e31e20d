import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { withLock } from '../e2e/n8n/lock.mts';
import { npm, type Report } from '../e2e/n8n/npm.mts';
import { cacheFolder, repositoryFolder } from '../e2e/n8n/paths.mts';

const sources = ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json'];

/**
 * Builds the package unless `dist/` is newer than everything that it is made from.
 *
 * @returns whether it was built
 */
export async function buildIfNeeded(report: Report): Promise<boolean> {
	return await withLock(
		join(cacheFolder, 'build.lock'),
		() => report('Waiting for another process, which is building the package'),
		async () => {
			if ((await newest(['dist'])) > (await newest(sources))) return false;
			await npm(['run', 'build'], {
				folder: repositoryFolder,
				logFile: join(cacheFolder, 'build.log'),
				title: 'Building the package',
				report,
			});
			return true;
		},
	);
}

/**
 * When the newest file below the paths was written; 0 when there is none. What `tsc` remembers of its
 * last run does not count: it is written to `dist/` also when types are only checked.
 */
async function newest(paths: string[]): Promise<number> {
	let time = 0;
	for (const path of paths.map((name) => join(repositoryFolder, name))) {
		if (!existsSync(path)) continue;
		const info = await stat(path);
		const files = info.isDirectory() ? await readdir(path, { recursive: true }) : [''];
		for (const file of files.filter((name) => !name.endsWith('.tsbuildinfo'))) {
			const { mtimeMs } = await stat(join(path, file));
			time = Math.max(time, mtimeMs);
		}
	}
	return time;
}
