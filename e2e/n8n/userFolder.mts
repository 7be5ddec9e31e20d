import { mkdir, rm } from 'node:fs/promises';

/** Makes an empty user folder for an n8n, in place of one that an earlier run has left. */
export async function freshUserFolder(folder: string): Promise<string> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return folder;
}
