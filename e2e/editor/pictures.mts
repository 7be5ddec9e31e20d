import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repositoryFolder } from '../n8n/paths.mts';
import { screenshotFolder } from './browser.mts';

/** Where `npm run e2e -- --pictures` puts the pictures of the documentation. */
const published = process.env.E2E_PICTURES ? join(repositoryFolder, 'docs', 'images') : undefined;

/** Keeps a picture of the documentation, which must be small, and publishes it when that is wanted. */
export async function keepPicture(picture: Buffer, name: string, mostBytes: number): Promise<void> {
	assert.ok(picture.length < mostBytes, `${name} has ${picture.length} bytes`);
	const file = `${name}.png`;
	await mkdir(screenshotFolder, { recursive: true });
	await writeFile(join(screenshotFolder, file), picture);
	if (!published) return;
	await mkdir(published, { recursive: true });
	await copyFile(join(screenshotFolder, file), join(published, file));
}
