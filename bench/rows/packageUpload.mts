import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../e2e/n8n/paths.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import type { Uploaded } from '../measure/uploadProcess.mts';
import { bytesFor, writeAccounts } from '../peers/accounts.mts';
import type { Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

const run = promisify(execFile);
const MB = 2 ** 20;

/** B4: large audience packages. */
export const packageUpload: Row = {
	id: 'B4',
	title: 'audience packages: a file of 100 MB, and 1,000,000 accounts from items',
	async measure({ quick, pairs }) {
		const folder = join(cacheFolder, 'bench', 'upload');
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		const accounts = quick ? 50_000 : 1_000_000;
		// The largest that TPNS takes is 100 MB.
		const accountsOfFile = quick ? 300_000 : Math.floor((100 * MB) / bytesFor(1));
		const [large, same] = [join(folder, 'large.txt'), join(folder, 'same.txt')];
		await writeAccounts(large, accountsOfFile);
		await writeAccounts(same, accounts);
		const target = await startTarget();
		const upload = (way: string, file: string) => async () =>
			await inProcess([way, target.url, file, String(accounts)], folder);
		try {
			const rounds = await measureRounds(
				{
					file: upload('file', large),
					formData: upload('formData', large),
					items: upload('items', same),
					floor: upload('floor', same),
					formDataOfItems: upload('formData', same),
				},
				pairs,
				{ warmUp: false },
			);
			type Way = keyof (typeof rounds)[number];
			const grown = (way: Way) => rounds.map((round) => round[way].grown / MB);
			const ms = (way: Way) =>
				`${Math.round(medianOf(rounds.map((round) => round[way].wallMs)))} ms`;
			const size = bytesFor(accounts) / MB;
			return [
				{
					what: `memory growth, file of ${Math.round(bytesFor(accountsOfFile) / MB)} MB in filesystem mode`,
					measured: spreadOf(grown('file')),
					unit: 'MB',
					target: { atMost: 40 },
					note: `form-data ${Math.round(medianOf(grown('formData')))} MB`,
				},
				{
					what: 'wall time, this node from a file ÷ streaming form-data',
					measured: spreadOf(rounds.map((round) => round.file.wallMs / round.formData.wallMs)),
					target: { atMost: 1.5 },
					note: `${ms('file')} to ${ms('formData')}`,
				},
				{
					what: `memory growth ÷ size of the file, ${accounts.toLocaleString('en')} accounts from items`,
					measured: spreadOf(grown('items').map((growth) => growth / size)),
					target: { atMost: 1.5 },
					note: `${Math.round(medianOf(grown('items')))} MB for a file of ${Math.round(size)} MB; floor ${Math.round(medianOf(grown('floor')))} MB`,
					floor: {
						what: 'a node that only joins and uploads them, each once, through n8n’s request helper',
						ratio: spreadOf(rounds.map((round) => round.items.grown / round.floor.grown)),
					},
				},
				{
					what: 'wall time, this node from items ÷ streaming form-data of the same file',
					measured: spreadOf(
						rounds.map(({ items, formDataOfItems }) => items.wallMs / formDataOfItems.wallMs),
					),
					target: { atMost: 1.5 },
					note: `${ms('items')} to ${ms('formDataOfItems')}; floor ${ms('floor')}`,
					floor: {
						what: 'that node',
						ratio: spreadOf(rounds.map(({ items, floor }) => items.wallMs / floor.wallMs)),
					},
				},
			];
		} finally {
			await target.stop();
			await rm(folder, { recursive: true, force: true });
		}
	},
};

async function inProcess(args: string[], folder: string): Promise<Uploaded> {
	const script = join(import.meta.dirname, '..', 'measure', 'uploadProcess.mts');
	const { stdout } = await run(process.execPath, [script, ...args], {
		env: { ...process.env, N8N_USER_FOLDER: folder, N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Uploaded;
}
