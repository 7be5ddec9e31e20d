import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../emulator/server.mts';
import { root } from '../generated/root.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { runTpns, toDevices, tpnsCredentials } from '../support/tpns.mts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

interface Locked {
	version?: string;
	resolved?: string;
	integrity?: string;
	link?: boolean;
	dev?: boolean;
	peer?: boolean;
	devOptional?: boolean;
	hasInstallScript?: boolean;
}

describe('the package', () => {
	test('has no dependencies at run time but n8n itself', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('runs nothing when it is installed', () => {
		const scripts = Object.keys(manifest.scripts);
		for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
			expect(scripts).not.toContain(name);
		}
	});

	test('names every development dependency with its exact version', () => {
		for (const version of Object.values(manifest.devDependencies)) {
			expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		}
	});
});

test('no file of one product imports from the other', () => {
	const files = globSync('nodes/**/*.ts', { cwd: root });
	const imports = files.flatMap((file) =>
		[...read(file).matchAll(/from '(\.[^']+)'/g)].map(([, target]) => [
			productOf(file),
			productOf(join(file, '..', target)),
		]),
	);
	expect(imports.length).toBeGreaterThan(500);
	const across = imports.filter(([from, to]) => to !== 'shared' && to !== from);
	expect(across).toEqual([]);
});

/** `Tpns`, `TencentPush` or `shared`; a trigger belongs to its product. */
function productOf(file: string): string {
	return file.split(/[\\/]/)[1].replace(/Trigger$/, '');
}

describe('the lock file', () => {
	const { packages, lockfileVersion } = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, Locked>;
		lockfileVersion: number;
	};
	const locked = Object.entries(packages).filter(([path]) => path !== '');

	test('belongs to package.json', () => {
		expect(lockfileVersion).toBe(3);
		expect(packages['']).toMatchObject({ devDependencies: manifest.devDependencies });
	});

	test('names no registry and no file, and a checksum for each package', () => {
		expect(locked.length).toBeGreaterThan(100);
		for (const [path, { resolved, link, integrity }] of locked) {
			expect({ path, resolved, link }).toEqual({ path, resolved: undefined, link: undefined });
			expect({ path, integrity }).toEqual({
				path,
				integrity: expect.stringMatching(/^sha(512|1)-/) as string,
			});
		}
	});

	test('has nothing that would be installed with the package', () => {
		const installed = locked.filter(
			([, { dev, peer, devOptional }]) => !dev && !peer && !devOptional,
		);
		expect(installed.map(([path]) => path)).toEqual([]);
	});
});

test('what is published has no known weakness', () => {
	const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const report = JSON.parse(stdout) as {
		error?: object;
		metadata?: { vulnerabilities: { total: number }; dependencies: { prod: number } };
	};
	// Without a registry there is nothing to ask; that nothing is installed is tested above.
	if (report.error) return;
	expect(report.metadata?.vulnerabilities.total).toBe(0);
});

test('actions of the publishing workflow are pinned to commits', () => {
	const folder = join(root, '.github', 'workflows');
	const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
	expect(files.length).toBeGreaterThan(0);
	for (const file of files) {
		const uses = [...readFileSync(join(folder, file), 'utf8').matchAll(/uses:\s*(\S+)/g)];
		for (const [, action] of uses) expect(action).toMatch(/^(\.\/|[\w./-]+@[0-9a-f]{40}$)/);
	}
});

describe('a Base URL', () => {
	beforeAll(async () => await startExpressionEngine());
	afterAll(async () => await stopExpressionEngine());

	const runAt = async (baseUrl: string, onError: 'stopWorkflow' | 'continueRegularOutput') => {
		const { tpnsApi } = tpnsCredentials({ url: baseUrl });
		return await runTpns({ url: baseUrl }, { ...toDevices, devices: 'a'.repeat(36) }, [{}], {
			credentials: { tpnsApi },
			settings: { onError },
		});
	};

	test.each([
		['javascript:alert(1)', 'is not an address'],
		['file:///etc/passwd', 'is not an address'],
		['ftp://127.0.0.1', 'is not an address'],
		['ws://127.0.0.1', 'is not an address'],
		['127.0.0.1:7800', 'is not an address'],
		['', 'is not an address'],
	])('"%s" is refused', async (baseUrl, words) => {
		const { error } = await runAt(baseUrl, 'stopWorkflow');
		expect(error?.message).toContain(words);
	});

	test('that others can read along is warned about; this machine and https are not', async () => {
		const warned = async (baseUrl: string) =>
			(await runAt(baseUrl, 'continueRegularOutput')).hints.some(({ message }) =>
				/starts with http:\/\//.test(message),
			);
		expect(await warned('http://no-such-host.invalid')).toBe(true);
		expect(await warned('https://no-such-host.invalid')).toBe(false);
		const emulator = await startEmulator();
		expect(await warned(emulator.url)).toBe(false);
		await emulator.close();
	});
});
