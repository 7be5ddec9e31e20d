import { setTimeout as sleep } from 'node:timers/promises';

import type { EditorPage } from './browser.mts';

/** The panel searches a moment after the typing. */
const SETTLE_MS = 300;

/** The names that the nodes panel of a new workflow shows for a search. */
export async function searchNodes(
	editor: EditorPage,
	url: string,
	words: string,
): Promise<string[]> {
	await editor.page.goto(`${url}/workflow/new`);
	await editor.byTestId('canvas-add-button').click();
	const names = editor.byTestId('node-creator-item-name');
	await names.first().waitFor();
	const before = await names.allInnerTexts();
	await editor.byTestId('node-creator-search-bar').fill(words);
	for (let last = before; ;) {
		await sleep(SETTLE_MS);
		const now = await names.allInnerTexts();
		if (String(now) === String(last) && String(now) !== String(before)) {
			return now.map((name) => name.trim());
		}
		last = now;
	}
}
