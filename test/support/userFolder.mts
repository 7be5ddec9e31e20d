import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

// n8n keeps a key below this folder and reads it when it is loaded. Test files that run at the same
// time must not write one file, and none may touch the n8n of the person who runs them.
const folder = join(
	import.meta.dirname,
	'../../.cache/test',
	`n8n-${process.env.JEST_WORKER_ID ?? 0}`,
);
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
