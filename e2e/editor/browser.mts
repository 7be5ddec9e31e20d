import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

import { cacheFolder } from '../n8n/paths.mts';
import { pathOf } from '../support/debian.mts';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const STEP_TIMEOUT_MS = 45_000;

export const screenshotFolder = join(cacheFolder, 'e2e', 'screenshots');

/** A page of the system's Chromium that reaches this machine only. */
export class EditorPage {
	readonly page: Page;
	readonly #browser: Browser;
	#complaints: string[] = [];

	private constructor(browser: Browser, page: Page) {
		this.#browser = browser;
		this.page = page;
	}

	static async open(colorScheme: 'light' | 'dark' = 'light'): Promise<EditorPage> {
		const browser = await chromium.launch({
			executablePath: await pathOf('chromium'),
			headless: true,
			args: flags,
			// On a signal this process ends with all that it has started, n8n too, not only the browser.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		const context = await browser.newContext({
			viewport: { width: 1280, height: 900 },
			colorScheme,
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const page = await context.newPage();
		page.setDefaultTimeout(STEP_TIMEOUT_MS);
		await page.route(
			({ hostname }) => hostname !== '127.0.0.1',
			// n8n asks the package registry about community packages.
			(route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{}' }),
		);
		const editor = new EditorPage(browser, page);
		// n8n asks before an unsaved workflow is left.
		page.on('dialog', (dialog) => void dialog.accept());
		page.on('console', (message) => {
			if (message.type() === 'error') editor.#complaints.push(message.text());
		});
		page.on('pageerror', (error) => editor.#complaints.push(String(error)));
		return editor;
	}

	/** Errors that the page has written to its console, or thrown, since the last call. */
	takeComplaints(): string[] {
		return this.#complaints.splice(0);
	}

	byTestId(id: string) {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** The name of an entry, without its description, of the dropdown that is open. */
	async openEntries(): Promise<string[]> {
		await this.#entries().first().waitFor();
		return (await this.#entries().allInnerTexts()).map((text) => text.split('\n', 1)[0].trim());
	}

	async chooseOpenEntry(name: string): Promise<void> {
		const entries = await this.openEntries();
		const index = entries.indexOf(name);
		if (index < 0) throw new Error(`The list has no "${name}", only: ${entries.join(', ')}`);
		await this.#entries().nth(index).click();
		await this.dropdownClosed();
	}

	/** Waits until no dropdown is open any more; they fade. */
	async dropdownClosed(): Promise<void> {
		await expectCount(this.#entries(), 0);
	}

	#entries() {
		return this.page.locator('[role=option]:visible');
	}

	async screenshot(name: string): Promise<Buffer> {
		await mkdir(screenshotFolder, { recursive: true });
		return await this.page.screenshot({ path: join(screenshotFolder, `${name}.png`) });
	}

	/** For `afterEach`: keeps a picture of the page on which a test has failed. */
	async keepFailure({ name, passed }: TestContext & { passed?: boolean }): Promise<void> {
		if (!passed) await this.screenshot(`failed-${name.replace(/[^a-z0-9]+/gi, '-')}`);
	}

	async close(): Promise<void> {
		await this.#browser.close();
	}
}

async function expectCount(locator: Locator, count: number): Promise<void> {
	const end = Date.now() + STEP_TIMEOUT_MS;
	while ((await locator.count()) !== count) {
		if (Date.now() > end) throw new Error(`${locator} are not ${count}`);
		await sleep(20);
	}
}
