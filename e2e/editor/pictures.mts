import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repositoryFolder } from '../n8n/paths.mts';
import { type EditorPage, screenshotFolder } from './browser.mts';

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

/** A picture of what stands between some parts of the page, without n8n's messages over it. */
export async function pictureOf(editor: EditorPage, ...parts: string[]): Promise<Buffer> {
	const { page } = editor;
	// n8n shows a tip below the field that has the cursor.
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	const { width, height } = page.viewportSize()!;
	const boxes = await Promise.all(
		parts.map(async (part) => (await editor.byTestId(part).boundingBox())!),
	);
	const x = Math.max(0, Math.min(...boxes.map((box) => box.x)));
	const y = Math.max(0, Math.min(...boxes.map((box) => box.y)));
	const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)));
	const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)));
	return await page.screenshot({
		clip: { x, y, width: right - x, height: bottom - y },
		animations: 'disabled',
		style: '.el-notification { display: none }',
	});
}
