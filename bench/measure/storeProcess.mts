/** Puts a file into n8n's store of files and prints its description: `storeProcess.mts <file>`. */
import { createReadStream } from 'node:fs';
import { binaryStore } from './binaryStore.mts';

const service = await binaryStore();
await service.init();
const stored = await service.store(
	{ type: 'execution', workflowId: 'bench', executionId: 'bench' },
	createReadStream(process.argv[2]),
	{ data: '', mimeType: 'text/plain', fileName: 'accounts.txt' },
);
console.log(JSON.stringify(stored));
process.exit(0);
