import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, afterEach, before, test, type TestContext } from 'node:test';
import { promisify } from 'node:util';

import { EditorPage } from '../editor/browser.mts';
import { signIn } from '../editor/session.mts';
import { installN8n } from '../n8n/install.mts';
import { startN8n, type N8nInstance } from '../n8n/instance.mts';
import { npmCommand } from '../n8n/npm.mts';
import { cacheFolder, repositoryFolder } from '../n8n/paths.mts';
import { N8nRest } from '../n8n/rest.mts';
import { freshUserFolder } from '../n8n/userFolder.mts';
import { nodeTypeOf, PACKAGE } from '../support/nodeType.mts';
import { startRegistry, type Registry } from '../support/registry.mts';

// A release from the version to an n8n that has installed it: in a copy of this repository, with
// GitHub and npm's registry played by this machine.

const run = promisify(execFile);
const workFolder = join(cacheFolder, 'e2e', 'release');
const checkout = join(workFolder, 'checkout');
const origin = join(workFolder, 'origin.git');
const NOT_COPIED = new Set(['.cache', '.git', 'coverage', 'node_modules']);
const NPM_TIMEOUT_MS = 240_000;
const INSTALLATION_TIMEOUT_MS = 180_000;
const OWNER = { email: 'maintainer@example.org', password: 'Only-on-loopback-1' };

let registry: Registry;
let n8n: N8nInstance | undefined;
let editor: EditorPage | undefined;

before(async () => {
	await rm(workFolder, { recursive: true, force: true });
	await mkdir(checkout, { recursive: true });
	for (const name of await readdir(repositoryFolder)) {
		if (NOT_COPIED.has(name)) continue;
		await cp(join(repositoryFolder, name), join(checkout, name), { recursive: true });
	}
	await symlink(join(repositoryFolder, 'node_modules'), join(checkout, 'node_modules'));
	// What `npm test` proves takes minutes here.
	await editManifest((manifest) => (manifest.scripts.lint = 'node --version'));
	await run('git', ['init', '--bare', '--initial-branch', 'main', origin]);
	await git('init', '--initial-branch', 'main');
	await writeFile(join(checkout, '.git/info/exclude'), 'node_modules\n');
	await git('config', 'user.name', 'Maintainer');
	await git('config', 'user.email', OWNER.email);
	await git('remote', 'add', 'origin', origin);
	await commit('All that there is');
	await git('push', '--set-upstream', 'origin', 'main');
	registry = await startRegistry(join(workFolder, 'registry'));
});

afterEach(async (context) => await editor?.keepFailure(context as TestContext));

after(async () => {
	await editor?.close();
	await n8n?.stop();
	await registry?.stop();
});

test('nothing is released while nobody is named as the publisher', async () => {
	const refused = await npm(['run', 'release']).then(
		() => assert.fail('released'),
		(error: { stderr: string }) => error.stderr,
	);
	assert.match(refused, /The package cannot be released: nobody is named as its publisher yet/);
	for (const place of ['author.email', 'repository.url', 'homepage', 'bugs', 'TpnsApi']) {
		assert.ok(refused.includes(place), `${place} is not named:\n${refused}`);
	}
	assert.equal(await git('tag'), '');
});

test('one command names the publisher everywhere', async () => {
	await npm([
		...['run', 'publisher', '--', '--owner', 'acme', '--name', 'ACME', '--email', OWNER.email],
	]);
	const { author, homepage } = await manifest();
	assert.deepEqual(author, { name: 'ACME', email: OWNER.email });
	assert.equal(homepage, 'https://github.com/acme/n8n-nodes-tencent-push#readme');
	await npm(['run', 'prerelease']);
	await commit('Name the publisher');
	await git('push');
});

test('a release writes version, tag and the kept changelog, and nothing else', async () => {
	const before = await readFile(join(checkout, 'CHANGELOG.md'), 'utf8');
	const { version: versionBefore } = await manifest();
	// With CI set it asks nothing and takes the next patch.
	const { stdout, stderr } = await npm(['run', 'release'], { CI: 'true' });
	const { version } = await manifest();
	assert.notEqual(version, versionBefore, `${stdout}\n${stderr}`);
	assert.match(
		await git('ls-remote', '--tags', 'origin'),
		new RegExp(`refs/tags/${version}$`, 'm'),
	);
	const changed = await git('diff', '--name-only', 'HEAD~1', 'HEAD');
	assert.deepEqual(changed.split('\n').sort(), [
		'CHANGELOG.md',
		'package-lock.json',
		'package.json',
	]);
	const after = await readFile(join(checkout, 'CHANGELOG.md'), 'utf8');
	assert.match(
		after,
		new RegExp(`## \\[Unreleased\\]\\n\\n## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d\\n`),
	);
	assert.equal(after.replace(/## \[Unreleased\]\n\n## \[.*/, '## [Unreleased]'), before);
});

test('the released version is published', async () => {
	await writeFile(join(workFolder, '.npmrc'), registry.npmrc);
	await npm(['run', 'build']);
	// As the workflow does it, but for the provenance: GitHub alone can attest it.
	await npm(['publish', '--provenance=false', '--userconfig', join(workFolder, '.npmrc')], {
		RELEASE_MODE: 'true',
	});
	const published = await fetch(`${registry.url}/${PACKAGE}/latest`);
	assert.equal(
		((await published.json()) as { version: string }).version,
		(await manifest()).version,
	);
});

test("n8n's screen for community nodes installs what was published", async () => {
	n8n = await startN8n({
		installation: await installN8n(),
		userFolder: await freshUserFolder(join(workFolder, 'n8n')),
		env: {
			PATH: [await npmOfLoopback(), process.env.PATH].join(delimiter),
		},
	});
	const rest = new N8nRest(n8n.url);
	await rest.setupOwner(OWNER);
	editor = await EditorPage.open();
	await signIn(editor, n8n.url, OWNER as never);
	const { page } = editor;
	await page.goto(`${n8n.url}/settings/community-nodes`);
	await page.getByRole('button', { name: 'Install a community node' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox').fill(PACKAGE);
	await dialog.getByRole('checkbox').click();
	await dialog.getByRole('button', { name: 'Install', exact: true }).click();
	await dialog.waitFor({ state: 'hidden', timeout: INSTALLATION_TIMEOUT_MS });
	await page.getByText(PACKAGE).first().waitFor();
	await editor.screenshot('community-nodes');
	for (const node of ['tpns', 'tpnsTrigger', 'tencentPush', 'tencentPushTrigger']) {
		assert.ok((await nodeTypeOf(rest, node)).displayName);
	}
});

interface Manifest {
	version: string;
	homepage: string;
	author: { name: string; email: string };
	scripts: Record<string, string>;
}

async function manifest(): Promise<Manifest> {
	return JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
}

async function editManifest(edit: (manifest: Manifest) => void): Promise<void> {
	const edited = await manifest();
	edit(edited);
	await writeFile(join(checkout, 'package.json'), `${JSON.stringify(edited, null, '\t')}\n`);
}

async function git(...args: string[]): Promise<string> {
	return (await run('git', args, { cwd: checkout })).stdout.trim();
}

async function commit(message: string): Promise<void> {
	await git('add', '--all');
	await git('commit', '--message', message);
}

async function npm(args: string[], env: NodeJS.ProcessEnv = {}) {
	const [command, ...first] = npmCommand();
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(npm_(package_|lifecycle_|config_local_prefix)|GITHUB_)/i.test(name),
	);
	return await run(command, [...first, ...args], {
		cwd: checkout,
		env: { ...Object.fromEntries(inherited), ...env },
		timeout: NPM_TIMEOUT_MS,
	});
}

/**
 * A folder with an `npm` that takes npm's registry for the one on this machine: n8n names npm's
 * registry itself unless it has a license for another one.
 */
async function npmOfLoopback(): Promise<string> {
	const folder = join(workFolder, 'bin');
	await mkdir(folder, { recursive: true });
	const file = join(folder, 'npm');
	const command = npmCommand().map((part) => `'${part}'`);
	await writeFile(
		file,
		[
			'#!/usr/bin/env bash',
			`exec ${command.join(' ')} "\${@/#--registry=*/--registry=${registry.url}}"`,
			'',
		].join('\n'),
	);
	await chmod(file, 0o755);
	return folder;
}
