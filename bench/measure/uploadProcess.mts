/**
 * Uploads an audience package in a process of its own, whose memory is then nothing else's, and
 * prints what it took: `uploadProcess.mts <way> <url> <file> <accounts>`. The file holds the accounts.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import './commonJs.mts';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { accountOf, uploadByFormData } from '../peers/accounts.mts';
import { asAnswered, tpnsCredential } from '../peers/audience.mts';
import { floorNodes } from '../peers/nodes/index.mts';
import { costOf } from './cost.mts';
import { binaryStore } from './binaryStore.mts';
import { growthOf } from './peakMemory.mts';

const run = promisify(execFile);
const storeScript = join(import.meta.dirname, 'storeProcess.mts');

export interface Uploaded {
	wallMs: number;
	/** Bytes by which the process grew. */
	grown: number;
}

/** The least time counts, because others on the machine only ever add to it. */
const TIMES = 3;

const [way, url, file, accounts] = process.argv.slice(2);
const { runNode } = await import('../../test/support/engine.mts');

const ways: Record<string, () => Promise<() => Promise<void>>> = {
	/** The node, from a file that n8n keeps in its filesystem mode. */
	async file() {
		// By another process, so that what storing takes is not counted as there before.
		const { stdout } = await run(process.execPath, [storeScript, file], { env: process.env });
		const data = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as IBinaryData;
		await (await binaryStore()).init();
		const binary = { data };
		return async () => await upload({ source: 'binary' }, [{ json: {}, binary }]);
	},
	/** The node, from items. */
	async items() {
		const items = accountItems();
		return async () => await upload({ rows: '={{ $json.account }}' }, items);
	},
	/** The engine with the same items and a node that only uploads them. */
	async floor() {
		const items = accountItems();
		return async () => {
			await runNode({
				node: 'floorUpload',
				parameters: {},
				items,
				types: floorNodes(),
				credentials: { tpnsApi: tpnsCredential(url) },
			});
		};
	},
	async formData() {
		return async () => await uploadByFormData(url, file);
	},
};

const work = await ways[way]();
// What is loaded with the first request is not the upload's.
await upload({ rows: 'warm-up' }, [{}]);
await uploadByFormData(url, import.meta.filename);
let wallMs = 0;
const grown = await growthOf(async () => {
	({ wallMs } = await costOf(work, TIMES));
});
console.log(JSON.stringify({ wallMs, grown } satisfies Uploaded));
process.exit(0);

async function upload(
	parameters: Record<string, string>,
	items: IDataObject[] | INodeExecutionData[],
): Promise<void> {
	const { error } = await runNode({
		node: 'tpns',
		parameters: { resource: 'audiencePackage', operation: 'upload', ...parameters },
		items,
		credentials: { tpnsApi: tpnsCredential(url) },
	});
	if (error) throw error;
}

function accountItems(): IDataObject[] {
	return asAnswered(Number(accounts), accountOf).map((account) => ({ account }));
}
