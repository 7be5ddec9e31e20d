import { readFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';

import { CUSTOM_API_CALL } from '../support/nodeType.mts';
import type { EditorPage } from './browser.mts';

/** A field as the form shows it. */
export interface ShownField {
	name: string;
	label: string;
	/** Carries the red triangle of something missing. */
	hasIssue: boolean;
}

/** For which n8n may take to put the cursor between the braces of an expression. */
const CURSOR_TIMEOUT_MS = 5_000;

/** The panel of a node: its form in the middle, its input and output beside it. */
export class NodePanel {
	readonly #editor: EditorPage;

	private constructor(editor: EditorPage) {
		this.#editor = editor;
	}

	static async open(
		editor: EditorPage,
		url: string,
		workflowId: string,
		nodeId: string,
	): Promise<NodePanel> {
		await editor.page.goto(`${url}/workflow/${workflowId}/${nodeId}`);
		return await NodePanel.shown(editor);
	}

	/** The panel that is open, or opens now. */
	static async shown(editor: EditorPage): Promise<NodePanel> {
		await editor.byTestId('node-parameters').waitFor();
		return new NodePanel(editor);
	}

	/** The fields at the top level of the form. */
	async fields(): Promise<ShownField[]> {
		return await this.#editor.byTestId('node-parameters').evaluate((form) => {
			const boxes = '.parameter-item, .multi-parameter';
			return [...form.querySelectorAll<HTMLLabelElement>('label[for]')]
				.filter((label) => {
					const box = label.closest(boxes);
					return label.offsetParent !== null && !box?.parentElement?.closest(boxes);
				})
				.map((label) => ({
					name: label.htmlFor,
					label: label.innerText.split('\n', 1)[0].trim(),
					hasIssue: Boolean(
						label
							.closest('[data-test-id="parameter-item"]')
							?.querySelector('[data-test-id="parameter-issues"]'),
					),
				}));
		});
	}

	/** Names in a dropdown, without n8n's own entry for calls that a node does not know. */
	async optionsOf(field: string): Promise<string[]> {
		await this.#dropdown(field).click();
		const names = await this.#editor.openEntries();
		await this.#dropdown(field).press('Escape');
		await this.#editor.dropdownClosed();
		return names.filter((name) => name !== CUSTOM_API_CALL.name);
	}

	async choose(field: string, option: string): Promise<void> {
		if ((await this.chosen(field)) === option) return;
		await this.#dropdown(field).click();
		await this.#editor.chooseOpenEntry(option);
	}

	async chosen(field: string): Promise<string> {
		return await this.#dropdown(field).inputValue();
	}

	async type(field: string, text: string): Promise<void> {
		await this.#editor
			.byTestId(`parameter-input-${field}`)
			.locator('input, textarea')
			.first()
			.fill(text);
	}

	/**
	 * Types with the keyboard, over what the field holds. Of an expression only its beginning and
	 * what is within are typed: n8n switches the field after `{{ ` and closes the braces.
	 */
	async write(field: string, text: string): Promise<void> {
		const { keyboard } = this.#editor.page;
		const box = this.#editor.byTestId(`parameter-input-${field}`);
		await box.locator('input, textarea, .cm-content').first().click();
		await keyboard.press('ControlOrMeta+A');
		const [, before, expression = '', after = ''] = /^(.*?\{\{ )(.*?) \}\}(.*)$/s.exec(text) ?? [];
		await keyboard.type(before ?? text);
		if (!before) return;
		await box.locator('.cm-focused').waitFor();
		// The field is an expression some time before the cursor stands between the braces. On a busy
		// machine n8n may leave the cursor elsewhere.
		const standsBetween = this.#editor.page.waitForFunction(
			() => {
				const selection = document.getSelection();
				const text = document.activeElement?.closest('.cm-content');
				if (!selection?.anchorNode || !text?.contains(selection.anchorNode)) return false;
				const before = document.createRange();
				before.setStart(text, 0);
				before.setEnd(selection.anchorNode, selection.anchorOffset);
				return before.toString().endsWith('{{ ');
			},
			undefined,
			{ timeout: CURSOR_TIMEOUT_MS },
		);
		await standsBetween.catch(async () => {
			await keyboard.press('Home');
			for (let at = 0; at < before.length; at++) await keyboard.press('ArrowRight');
		});
		await keyboard.type(expression);
		await keyboard.press('End');
		await keyboard.type(after);
	}

	/** Types a date and time, and leaves the calendar. */
	async writeTime(field: string, text: string): Promise<void> {
		await this.write(field, text);
		await this.#editor.page.keyboard.press('Enter');
	}

	/** Types code over what the node has. */
	async writeCode(field: string, code: string): Promise<void> {
		const { keyboard } = this.#editor.page;
		await this.#editor.byTestId(`parameter-input-${field}`).locator('.cm-content').first().click();
		await keyboard.press('ControlOrMeta+A');
		await keyboard.insertText(code);
	}

	/** Turns a switch on or off. */
	async toggle(field: string): Promise<void> {
		await this.#editor.byTestId(`parameter-input-${field}`).locator('.el-switch').click();
	}

	/** Chooses from a "From List", after a search for the words if there are any. */
	async chooseFromList(field: string, name: string | RegExp, words = ''): Promise<void> {
		const box = this.#editor.byTestId(`resource-locator-${field}`);
		await box.locator('[data-test-id="rlc-input"]').click();
		const items = this.#editor.page.locator('[data-test-id="rlc-item"]:visible');
		await items.first().waitFor();
		if (words) {
			await this.#editor.page.locator('[data-test-id="rlc-search"]:visible').click();
			await this.#editor.page.keyboard.type(words);
		}
		await items.filter({ hasText: name }).first().click();
	}

	/** Lets an agent's model decide on the value. */
	async letModelDefine(field: string): Promise<void> {
		const item = this.#editor.byTestId('parameter-item').filter({
			has: this.#editor.byTestId(`parameter-input-${field}`),
		});
		await item.hover();
		await item.locator('[data-test-id="from-ai-override-button"]').click();
	}

	/** Goes back to the canvas. */
	async close(): Promise<void> {
		await this.#editor.byTestId('ndv-close-button').click();
		await this.#editor.byTestId('node-parameters').waitFor({ state: 'hidden' });
	}

	/** Opens a "From List" and reads the names in it. */
	async listOf(field: string): Promise<string[]> {
		const box = this.#editor.byTestId(`resource-locator-${field}`);
		await box.locator('[data-test-id="rlc-input"]').click();
		const items = this.#editor.page.locator('[data-test-id="rlc-item"]:visible');
		await items.first().waitFor();
		const names = await items.allInnerTexts();
		await this.#editor.page.keyboard.press('Escape');
		return names.map((name) => name.trim());
	}

	/** Runs the node, and those before it, and waits for its output. */
	async execute(): Promise<string> {
		await this.#editor.byTestId('node-execute-button').click();
		await this.#editor.byTestId('node-run-info').waitFor();
		await this.showOutputAs('table');
		return await this.outputText();
	}

	/** Runs the node once more, and waits until its output has the words. */
	async executeAgain(words: RegExp): Promise<string> {
		await this.#editor.byTestId('node-execute-button').click();
		await this.#editor.byTestId('output-panel').filter({ hasText: words }).waitFor();
		return await this.outputText();
	}

	/** What the output panel shows, once it shows data. */
	async outputText(): Promise<string> {
		const panel = this.#editor.byTestId('output-panel');
		await panel.locator('[data-test-id="ndv-data-container"]').filter({ hasText: /\S/ }).waitFor();
		return await panel.innerText();
	}

	/** Shows the output as a table, a schema, JSON or files. */
	async showOutputAs(mode: 'table' | 'json' | 'schema' | 'binary'): Promise<void> {
		await this.#editor
			.byTestId('output-panel')
			.locator(`[data-test-id="radio-button-${mode}"]`)
			.click();
	}

	/** Downloads the first file of the output. */
	async downloadFile(): Promise<{ name: string; content: Buffer }> {
		const downloading = this.#editor.page.waitForEvent('download');
		await this.#editor.byTestId('ndv-download-binary-data').first().click();
		const download = await downloading;
		return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
	}

	/** Opens the first file of the output that n8n can show, and returns the page in which it does. */
	async viewFile(): Promise<FrameLocator> {
		await this.#editor.byTestId('ndv-view-binary-data').first().click();
		return this.#editor.page.frameLocator('.binary-data-window iframe');
	}

	/** The URLs of a webhook trigger: first the one for tests, then the one for production. */
	async webhookUrls(): Promise<{ test: string; production: string }> {
		const { page } = this.#editor;
		const url = page.locator('.webhook-url:visible');
		if (!(await url.isVisible())) await page.getByText('Webhook URLs').click();
		await this.#editor.byTestId('radio-button-test').click();
		const test = (await url.innerText()).trim();
		await this.#editor.byTestId('radio-button-production').click();
		const production = (await url.innerText()).trim();
		return { test, production };
	}

	/** Copies the Test URL of a webhook trigger by a click on it. */
	async copyTestUrl(): Promise<string> {
		const { page } = this.#editor;
		await page.getByText('Webhook URLs').click();
		const url = page.locator('.webhook-url:visible');
		const shown = (await url.innerText()).trim();
		await url.click();
		await page.waitForFunction(
			async (text) => (await navigator.clipboard.readText()) === text,
			shown,
		);
		return shown;
	}

	/** Makes a trigger wait for one event. */
	async listen(): Promise<void> {
		await this.#editor.byTestId('trigger-execute-button').click();
		await this.#editor.byTestId('trigger-listening').waitFor();
	}

	/** Waits for the output of a trigger that listens. */
	async received(): Promise<string> {
		await this.#editor.byTestId('ndv-items-count').first().waitFor();
		await this.showOutputAs('table');
		return await this.outputText();
	}

	async notices(): Promise<string[]> {
		return await this.#editor.byTestId('node-parameters').locator('.notice').allInnerTexts();
	}

	#dropdown(field: string) {
		return this.#editor.byTestId(`parameter-input-${field}`).locator('input').first();
	}
}
