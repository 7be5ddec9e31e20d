import type { Locator } from 'playwright-core';

import type { EditorPage } from './browser.mts';
import { NodePanel } from './nodePanel.mts';

/** The canvas of a workflow that is built by hand. */
export class Canvas {
	readonly #editor: EditorPage;

	private constructor(editor: EditorPage) {
		this.#editor = editor;
	}

	/** Opens an empty workflow. */
	static async empty(editor: EditorPage, url: string): Promise<Canvas> {
		await editor.page.goto(`${url}/workflow/new`);
		await editor.byTestId('canvas-add-button').waitFor();
		return new Canvas(editor);
	}

	/**
	 * Adds the first node, found by typing.
	 *
	 * @param names what is clicked in the list, one after another: node, action
	 */
	async addFirst(words: string, ...names: string[]): Promise<void> {
		await this.#add(this.#editor.byTestId('canvas-add-button'), words, names);
	}

	/** Adds a node behind the one that was added last, and opens its panel. */
	async addNext(words: string, ...names: string[]): Promise<NodePanel> {
		await this.#add(this.#editor.byTestId('canvas-handle-plus').last(), words, names);
		return await NodePanel.shown(this.#editor);
	}

	/** Adds a node below another one, e.g. a model or a tool below an agent, and opens its panel. */
	async addBelow(
		parent: string,
		connection: string,
		words: string,
		...names: string[]
	): Promise<NodePanel> {
		const handle = this.#editor.page.locator(
			`[data-test-id="canvas-node-input-handle"][data-node-name="${parent}"][data-connection-type="${connection}"]`,
		);
		await this.#add(handle.locator('[data-test-id="canvas-handle-plus"]'), words, names);
		return await NodePanel.shown(this.#editor);
	}

	/** The panel that n8n opens for a node that was just added. */
	async panel(): Promise<NodePanel> {
		return await NodePanel.shown(this.#editor);
	}

	/** Writes to the workflow's chat, and waits for the answer. */
	async chat(text: string, answer: string): Promise<void> {
		const { page } = this.#editor;
		await this.#editor.byTestId('workflow-chat-button').click();
		await page
			.locator('.chat-inputs textarea:visible, [data-test-id^="canvas-chat"] textarea:visible')
			.first()
			.click();
		await page.keyboard.type(text);
		await page.keyboard.press('Enter');
		await page.getByText(answer, { exact: true }).first().waitFor();
	}

	async #add(button: Locator, words: string, names: string[]): Promise<void> {
		await button.click();
		await this.#editor.byTestId('node-creator-search-bar').waitFor();
		await this.#editor.page.keyboard.type(words);
		for (const name of names) {
			await this.#editor
				.byTestId('node-creator-item-name')
				.getByText(name, { exact: true })
				.first()
				.click();
		}
	}
}
