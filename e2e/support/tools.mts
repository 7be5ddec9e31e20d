import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { npm, type Report } from '../n8n/npm.mts';
import { cacheFolder } from '../n8n/paths.mts';

/** A program that has a recipe (`package.json` and lock) of this name below `e2e/tools/`. */
export type Tool = 'scanner' | 'registry';

const TITLES: Record<Tool, string> = {
	scanner: "n8n's package scanner",
	registry: 'a package registry for the rehearsal of a release',
};

/**
 * Installs a tool below `.cache/` unless it is there. It has a lock of its own, because its
 * dependencies do not go together with this repository's.
 *
 * @returns the folder that holds its `node_modules`
 */
export async function installTool(tool: Tool, report: Report): Promise<string> {
	const folder = join(cacheFolder, tool);
	if (existsSync(join(folder, 'node_modules'))) return folder;
	report(`Installing ${TITLES[tool]}`);
	await mkdir(folder, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		await copyFile(join(import.meta.dirname, '..', 'tools', tool, name), join(folder, name));
	}
	await npm(['install', '--legacy-peer-deps', '--ignore-scripts'], {
		folder,
		title: 'Fetching packages',
		report,
	});
	return folder;
}
