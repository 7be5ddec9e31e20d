import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/**
 * Checks that a generated file is up to date. `npm run generate` sets GENERATE and writes it
 * instead.
 *
 * @param path below the repository's root
 */
export function expectGenerated(path: string, content: string): void {
	const file = join(root, path);
	if (process.env.GENERATE) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	expect({ path, upToDate: existsSync(file) && readFileSync(file, 'utf8') === content }).toEqual({
		path,
		upToDate: true,
	});
}
