/**
 * Uploads a file of rows with the built node, in a process of its own, and prints how much more
 * memory was in use meanwhile: what the collector could not free, so that the number does not depend
 * on when it ran. (What the operating system sees is measured in bench/.) Started by a test with the
 * mode of n8n's binary data in N8N_DEFAULT_BINARY_DATA_MODE, a folder of its own in N8N_USER_FOLDER,
 * and `--expose-gc`.
 *
 * Arguments: address of the emulator, bytes of the file.
 */
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { runTpns } from './tpns.mts';

const ROW = `${'0123456789abcdef'.repeat(2)}\n`;
// As n8n-core has it, so that there is one container.
const core = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const { Container } = core('@n8n/di') as typeof import('@n8n/di');
const [url, size] = process.argv.slice(2);
const gc = (globalThis as { gc?: () => void }).gc ?? (() => {});

await Container.get(BinaryDataService).init();
await upload(ROW.length * 100);
const file = await binaryOf(Number(size));
inUse();
// Buffers are given back beside the program, a moment after they were collected.
await setTimeout(100);
const before = inUse();
let most = before;
const watching = watch();
const json = await send(file);
clearTimeout(watching);
console.log(JSON.stringify({ grownBytes: most - before, inStore: file.id !== undefined, json }));
process.exit(0);

/** Looks again and again, with long rests in between: to collect keeps the processor busy. */
function watch() {
	const timer = globalThis.setTimeout(() => {
		most = Math.max(most, inUse());
		timer.refresh();
	}, 150);
	return timer;
}

function inUse() {
	gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

async function upload(bytes: number) {
	return await send(await binaryOf(bytes));
}

async function send(data: IBinaryData) {
	const { output, error } = await runTpns(
		{ url },
		{ resource: 'audiencePackage', operation: 'upload', source: 'binary' },
		[{ json: {}, binary: { data } }],
	);
	if (error) throw error;
	return output[0].json;
}

/** A file of rows, kept where n8n keeps files in this mode. */
async function binaryOf(bytes: number): Promise<IBinaryData> {
	const description = { data: '', mimeType: 'text/plain', fileName: 'accounts.txt' };
	return await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'test', executionId: 'test' },
		Readable.from(rows(bytes)),
		description,
	);
}

function* rows(bytes: number) {
	const block = Buffer.from(ROW.repeat(10_000));
	for (let left = bytes; left > 0; left -= block.length) {
		yield left >= block.length ? block : block.subarray(0, left);
	}
}
