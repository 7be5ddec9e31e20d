import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npmCommand } from './npm.mts';
import { cacheFolder, repositoryFolder } from './paths.mts';

const run = promisify(execFile);

export interface PackedPackage {
	name: string;
	version: string;
	tarball: string;
}

/** `npm pack` of this repository into the folder. The package must have been built. */
export async function packPackage(folder: string): Promise<PackedPackage> {
	if (!existsSync(join(repositoryFolder, 'dist', 'package.json'))) {
		throw new Error('The package is not built: run "npm run build" first');
	}
	await mkdir(folder, { recursive: true });
	const [command, ...first] = npmCommand();
	const { stdout } = await run(
		command,
		[...first, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: repositoryFolder },
	);
	const [{ name, version, filename }] = JSON.parse(stdout);
	return { name, version, tarball: join(folder, filename) };
}

/**
 * Installs a packed package below the user folder as n8n's screen "Community nodes" leaves it, so
 * that its nodes have their real types (`n8n-nodes-tencent-push.tpns`). n8n loads what it finds
 * there when it starts; the row that the screen adds to the database only feeds the screen.
 */
export async function installPackage(packed: PackedPackage, userFolder: string): Promise<string> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const target = join(nodesFolder, 'node_modules', packed.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', packed.tarball, '--strip-components=1', '-C', target]);
	const ledger = join(nodesFolder, 'package.json');
	const { dependencies = {} } = existsSync(ledger)
		? JSON.parse(await readFile(ledger, 'utf8'))
		: {};
	await writeFile(
		ledger,
		JSON.stringify(
			{
				name: 'installed-nodes',
				private: true,
				dependencies: { ...dependencies, [packed.name]: packed.version },
			},
			null,
			2,
		),
	);
	return target;
}

/** Packs this repository's built package and installs it below the user folder. */
export async function installBuiltPackage(userFolder: string): Promise<PackedPackage> {
	await mkdir(cacheFolder, { recursive: true });
	const folder = await mkdtemp(join(cacheFolder, 'pack-'));
	try {
		const packed = await packPackage(folder);
		await installPackage(packed, userFolder);
		return packed;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
