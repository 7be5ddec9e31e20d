import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { npm, type Report } from '../n8n/npm.mts';
import { cacheFolder } from '../n8n/paths.mts';

const recipe = join(import.meta.dirname, '..', 'scanner');
const folder = join(cacheFolder, 'scanner');
const script = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/** The parts of n8n's scanner that work on a folder. Its command only takes published packages. */
interface Scanner {
	/** What it lints of the sources. */
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

/** Installs the scanner below `.cache/` unless it is there. */
export async function installScanner(report: Report): Promise<void> {
	if (existsSync(script)) return;
	report("Installing n8n's package scanner");
	await mkdir(folder, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		await copyFile(join(recipe, name), join(folder, name));
	}
	await npm(['install', '--legacy-peer-deps', '--ignore-scripts'], {
		folder,
		title: 'Fetching packages',
		report,
	});
}

export async function openScanner(): Promise<Scanner> {
	await installScanner(() => {});
	return (await import(pathToFileURL(script).href)) as Scanner;
}
