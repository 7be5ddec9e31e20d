import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { withLock } from './lock.mts';
import { npm, type Report } from './npm.mts';
import { cacheFolder, repositoryFolder } from './paths.mts';

const versionsFolder = join(import.meta.dirname, 'versions');
const markerName = 'installed.json';

export const N8N_VERSION = '2.41.1';

export interface N8nInstallation {
	version: string;
	folder: string;
	/** n8n's command-line script, to be run by Node. */
	script: string;
}

/**
 * Installs a real n8n below `.cache/` unless it is there, and says what it does. An installation
 * that was interrupted, that is of another lock file or for another Node is made again; of two
 * processes, one waits for the other.
 */
export async function installN8n(
	version: string = N8N_VERSION,
	report: Report = console.log,
): Promise<N8nInstallation> {
	const folder = join(cacheFolder, `n8n-${version}`);
	const installation = {
		version,
		folder,
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
	const recipe = await recipeOf(version);
	if (await isInstalled(folder, recipe.fingerprint)) return installation;

	await withLock(
		`${folder}.lock`,
		() => report(`Waiting for another process, which is installing n8n ${version}`),
		async () => {
			if (await isInstalled(folder, recipe.fingerprint)) return;
			await install(version, recipe, folder, report);
		},
	);
	return installation;
}

interface Recipe {
	manifest: string;
	lock: string;
	fingerprint: string;
}

async function recipeOf(version: string): Promise<Recipe> {
	const manifest = join(versionsFolder, version, 'package.json');
	const lock = join(versionsFolder, version, 'package-lock.json');
	if (!existsSync(manifest)) throw new Error(`There is no recipe for n8n ${version}: ${manifest}`);
	const hash = createHash('sha256');
	for (const file of [manifest, lock]) hash.update(await readFile(file));
	hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`);
	return { manifest, lock, fingerprint: hash.digest('hex') };
}

async function isInstalled(folder: string, fingerprint: string): Promise<boolean> {
	try {
		const marker = JSON.parse(await readFile(join(folder, markerName), 'utf8'));
		return marker.fingerprint === fingerprint;
	} catch {
		return false;
	}
}

/**
 * Installs into a folder of its own and gives it its name at the end, so that neither an
 * interruption nor an npm that survives one can leave half an installation behind that name.
 */
async function install(version: string, recipe: Recipe, folder: string, report: Report) {
	report(`Installing n8n ${version} into ${folder} (once; about 2 GB, some minutes)`);
	await removeLeftovers(folder, report);
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial, { recursive: true });
	await copyFile(recipe.manifest, join(partial, 'package.json'));
	await copyFile(recipe.lock, join(partial, 'package-lock.json'));

	// Install scripts would fetch prebuilt binaries for libraries that are not used here.
	await npm(['install', '--legacy-peer-deps', '--ignore-scripts'], {
		folder: partial,
		title: 'Fetching packages',
		report,
	});
	const headers = await nodeHeaders(report);
	await npm(
		[
			'rebuild',
			'sqlite3',
			'isolated-vm',
			'--foreground-scripts',
			...(headers ? [`--nodedir=${headers}`] : []),
		],
		{ folder: partial, title: 'Building the database driver', report },
	);
	await writeFile(
		join(partial, markerName),
		JSON.stringify({ version, fingerprint: recipe.fingerprint }),
	);
	await rename(partial, folder);
	report(`  n8n ${version} is installed`);
}

async function removeLeftovers(folder: string, report: Report): Promise<void> {
	const leftovers = (await readdir(dirname(folder))).filter(
		(name) => name === basename(folder) || name.startsWith(`${basename(folder)}.partial-`),
	);
	for (const name of leftovers) {
		report(`  Removing an unfinished or outdated installation (${name})`);
		await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 3 });
	}
}

/**
 * The folder with the headers of the running Node, to compile against without a download from
 * outside the package registry. The npm package of Node's binary has them; npm drops that package
 * again when anything else is installed, so a copy is kept below `.cache/`.
 */
async function nodeHeaders(report: Report): Promise<string | undefined> {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${platform}-${process.arch}`;
	const folder = join(cacheFolder, `node-headers-${process.versions.node}`);
	const candidates = [
		join(repositoryFolder, 'node_modules', 'node', 'node_modules', name),
		join(folder, 'node_modules', name),
	];
	const found = () => candidates.find((path) => existsSync(join(path, 'include/node/node_api.h')));
	if (found()) return found();
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
	try {
		await npm(['install', '--no-save', `${name}@${process.versions.node}`], {
			folder,
			title: "Fetching Node's headers",
			report,
		});
	} catch {
		report('  They are not in the package registry: leaving it to node-gyp to find them');
	}
	return found();
}
