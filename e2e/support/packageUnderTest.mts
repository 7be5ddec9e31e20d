import { join } from 'node:path';

import {
	installBuiltPackage,
	installPackage,
	packPackage,
	type PackedPackage,
} from '../n8n/package.mts';
import { cacheFolder } from '../n8n/paths.mts';

/** Names the packed package to the test files, which are processes of their own. */
const VARIABLE = 'E2E_PACKAGE';

/** Packs the built package once for all test files that are started from now on. */
export async function packForTests(): Promise<PackedPackage> {
	const packed = await packPackage(join(cacheFolder, 'e2e', 'package'));
	process.env[VARIABLE] = JSON.stringify(packed);
	return packed;
}

/** The packed package of this run; undefined when a test file is run by itself. */
export function packedForTests(): PackedPackage | undefined {
	const packed = process.env[VARIABLE];
	return packed ? JSON.parse(packed) : undefined;
}

/** Installs the packed package of this run, or packs what is built when a test file is run alone. */
export async function installPackageUnderTest(userFolder: string): Promise<PackedPackage> {
	const packed = packedForTests();
	if (!packed) return await installBuiltPackage(userFolder);
	await installPackage(packed, userFolder);
	return packed;
}
