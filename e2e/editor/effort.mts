import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { cacheFolder } from '../n8n/paths.mts';

/** What a person does with mouse and keyboard. */
export interface Effort {
	/** Of the mouse, also those that only put the cursor into a field. */
	clicks: number;
	/** Typing after a click, in fields and searches. */
	fields: number;
}

/** Keeps what each job took in the output of the end-to-end tests. */
export async function keepEfforts(efforts: Record<string, Effort>): Promise<void> {
	const text = `${JSON.stringify(efforts, undefined, 2)}\n`;
	await writeFile(join(cacheFolder, 'e2e', 'clicks.json'), text);
}

declare global {
	interface Window {
		reportEffort(kind: keyof Effort): Promise<void>;
	}
}

/**
 * Counts what the page gets, so that each helper's clicks and keys count. A click that Playwright
 * holds back at the window, because the target has moved, does not reach the document.
 *
 * @returns takes the effort since the last call, or since the page was opened
 */
export async function countEffort(page: Page): Promise<() => Effort> {
	let effort: Effort = { clicks: 0, fields: 0 };
	await page.exposeBinding('reportEffort', (_source, kind: keyof Effort) => {
		effort[kind]++;
	});
	await page.addInitScript(() => {
		let isTyping = false;
		const report = (kind: 'clicks' | 'fields') => void window.reportEffort(kind);
		document.addEventListener(
			'pointerdown',
			() => {
				isTyping = false;
				report('clicks');
			},
			true,
		);
		document.addEventListener(
			'beforeinput',
			() => {
				if (!isTyping) report('fields');
				isTyping = true;
			},
			true,
		);
	});
	return () => {
		const done = effort;
		effort = { clicks: 0, fields: 0 };
		return done;
	};
}
