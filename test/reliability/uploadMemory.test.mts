import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const ROW = `${'0123456789abcdef'.repeat(2)}\n`;
const MB = 1024 * 1024;
/** As many whole rows as fit into the 100 MB that TPNS takes. */
const BYTES = Math.floor((100 * MB) / ROW.length) * ROW.length;

let emulator: ChildProcess;
let url: string;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'upload-'));
	emulator = spawn(process.execPath, ['emulator/cli.mts', '--port', '0', '--contacts', '1'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	url = await new Promise((found, failed) => {
		let said = '';
		emulator.stdout?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const address = /Emulator\s+(http\S+)/.exec(said)?.[1];
			if (address) found(address);
		});
		emulator.once('exit', () => failed(new Error(`The emulator ended: ${said}`)));
	});
});
afterAll(async () => {
	emulator.kill();
	await rm(folder, { recursive: true, force: true });
});

test.each([
	['filesystem', 40 * MB],
	['default', 1.5 * BYTES],
])(
	'a file of 100 MB goes up in binary mode %s, and the process stays small',
	async (mode, mostGrowth) => {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[
				'--expose-gc',
				'--import',
				'./bench/measure/commonJs.mts',
				'test/support/uploadMemory.mts',
				url,
				String(BYTES),
			],
			{
				cwd: root,
				env: {
					...process.env,
					N8N_DEFAULT_BINARY_DATA_MODE: mode,
					N8N_USER_FOLDER: folder,
					N8N_ENCRYPTION_KEY: 'test',
				},
			},
		);
		const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
			grownBytes: number;
			inStore: boolean;
			json: { uploadId: number; bytes: number };
		};
		expect(result.inStore).toBe(mode === 'filesystem');
		expect(result.json.bytes).toBe(BYTES);
		expect(result.grownBytes).toBeLessThan(mostGrowth);

		const requests = (await (
			await fetch(`${url}/_emulator/requests?path=/v3/push/package/upload`)
		).json()) as Array<{ body: { file: { rows: number; sha256: string } } }>;
		const sha256 = createHash('sha256');
		for (let row = 0; row < BYTES / ROW.length; row += 1000) {
			sha256.update(ROW.repeat(Math.min(1000, BYTES / ROW.length - row)));
		}
		expect(requests.at(-1)?.body.file).toMatchObject({
			rows: BYTES / ROW.length,
			sha256: sha256.digest('hex'),
		});
	},
	120_000,
);
