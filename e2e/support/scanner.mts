import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { installTool } from './tools.mts';

/** The parts of n8n's scanner that work on a folder. Its command only takes published packages. */
interface Scanner {
	/** What it lints of the sources. */
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

export async function openScanner(): Promise<Scanner> {
	const folder = await installTool('scanner', () => {});
	const script = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	return (await import(pathToFileURL(script).href)) as Scanner;
}
