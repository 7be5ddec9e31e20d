import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../emulator/server.mts';

const cli = join(__dirname, '../../emulator/cli.mts');

describe('npm run emulator', () => {
	let child: ChildProcess;
	let output = '';
	const run = (...flags: string[]) => {
		output = '';
		child = spawn(process.execPath, [cli, ...flags]);
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.on('data', (text) => (output += String(text)));
		}
		return child;
	};
	const said = async (text: string) => {
		while (!output.includes(text)) {
			if (child.exitCode !== null) throw new Error(output);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	const exit = () => new Promise((resolve) => child.once('exit', resolve));
	afterEach(() => child.kill('SIGKILL'));

	it('says where everything is, and ends on SIGTERM', async () => {
		run('--port', '0', '--contacts', '250');
		await said('Ctrl-C');
		expect(output).toContain('249 of 250');
		expect(output).toContain('Access ID 1500001048, Secret Key 1452fcebae9f3115ba794fb0fff2fd73');
		const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output)!;
		expect(await (await fetch(`${url}/_emulator/contacts`)).json()).toHaveLength(250);
		const ended = exit();
		child.kill('SIGTERM');
		expect(await ended).toBe(0);
	});

	it('adds the apps and devices of a seed file, and names what is wrong in one', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
		const file = join(folder, 'seed.json');
		const seed = {
			apps: [{ accessId: '15', secretKey: 'k', platform: 'android' }],
			devices: [{ token: 't', accessId: '15', accounts: ['ann'], tags: ['x'] }],
		};
		writeFileSync(file, JSON.stringify(seed));
		run('--port', '0', '--seed-file', file, '--no-quotas', '--no-strict-rates');
		await said('Ctrl-C');
		const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output)!;
		const state = await (await fetch(`${url}/_emulator/state`)).json();
		expect(state.tpns.apps.at(-1)).toMatchObject({ accessId: '15' });
		expect(state.tpns.settings).toMatchObject({ quotas: false, rates: false });
		child.kill('SIGKILL');

		writeFileSync(file, JSON.stringify({ devices: [{ tokn: 't' }] }));
		run('--port', '0', '--seed-file', file);
		expect(await exit()).toBe(1);
		expect(output).toContain('seed.json/devices/0');
		rmSync(folder, { recursive: true });
	});

	it('says so when the port is taken', async () => {
		const emulator = await startEmulator();
		run('--port', String(emulator.port));
		expect(await exit()).toBe(1);
		expect(output).toContain(`Port ${emulator.port} is taken`);
		await emulator.close();
	});

	it('explains its flags', async () => {
		run('--help');
		expect(await exit()).toBe(0);
		for (const flag of ['--port', '--host', '--contacts', '--seed-file', '--no-strict-rates']) {
			expect(output).toContain(flag);
		}
	});
});
