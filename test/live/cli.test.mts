import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswers } from '../../emulator/answers.mts';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { androidApp } from '../../emulator/tpns/app.mts';

const cli = join(import.meta.dirname, '../../live/cli.mts');
const credentials = { TPNS_ACCESS_ID: androidApp.accessId, TPNS_SECRET_KEY: androidApp.secretKey };
let emulator: Emulator;
let folder: string;

beforeAll(async () => {
	emulator = await startEmulator({ contacts: 5, tpns: { settings: { rates: false } } });
	folder = await mkdtemp(join(tmpdir(), 'live-test-'));
});
afterAll(async () => {
	await emulator.close();
	await rm(folder, { recursive: true });
});

interface Ended {
	code: number | string | null;
	output: string;
	errors: string;
}

async function live(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
	const { PATH = '', HOME = '' } = process.env;
	return await new Promise((resolve) => {
		const options = { env: { PATH, HOME, ...environment } };
		const child = execFile(process.execPath, [cli, ...args], options, (error, output, errors) =>
			resolve({ code: error ? (error.code ?? null) : 0, output, errors }),
		);
		child.stdin?.end();
	});
}

it('reads with credentials from the environment, and writes the report and the fixtures', async () => {
	const address = ['--base-url', emulator.url, '--pause', '0', '--out', folder];
	const { code, output, errors } = await live(address, credentials);
	expect([code, errors]).toEqual([0, expect.stringContaining('Written:')]);
	expect(output).toMatch(
		/^check +code +as documented +more than documented +different +not there\n/,
	);
	expect(output).toMatch(/\ntpns statistics:getDeviceOverview +0 +\d+ +0 +0 +0\n/);
	const report = await readFile(join(folder, 'report.md'), 'utf8');
	for (const secret of Object.values(credentials))
		expect(output + errors + report).not.toContain(secret);
	expect(readAnswers(join(folder, 'fixtures.json')).length).toBeGreaterThan(5);
	expect(emulator.control.counts()).not.toHaveProperty('/v3/push/app');
});

it.each([
	['no credentials and nobody to ask', [], {}, 'TPNS_ACCESS_ID'],
	[
		'a region that does not exist',
		['--product', 'tpns'],
		{ ...credentials, TPNS_REGION: 'moon' },
		'TPNS_REGION must be one of guangzhou',
	],
	[
		'a recipient for two products',
		['--to', 'ann'],
		{ ...credentials, PUSH_SERVICE_SDK_APP_ID: '1' },
		'--to needs --product',
	],
])('says what is wrong with %s', async (_name, args, environment, message) => {
	const { code, errors } = await live(args, environment);
	expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});
