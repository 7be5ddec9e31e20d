import type { EditorPage } from './browser.mts';

/** What the form says of a credential's test. */
export interface TestOutcome {
	passed: boolean;
	/** The whole banner, with its details. */
	text: string;
}

/** The form in which a credential is made. */
export class CredentialForm {
	readonly #editor: EditorPage;

	private constructor(editor: EditorPage) {
		this.#editor = editor;
	}

	/** Opens the form of a new credential, found by typing its type's name. */
	static async create(editor: EditorPage, url: string, typeName: string): Promise<CredentialForm> {
		await editor.page.goto(`${url}/home/credentials`);
		await editor.byTestId('add-resource-credential').click();
		await editor.byTestId('new-credential-type-select').waitFor();
		await editor.page.keyboard.type(typeName);
		await editor.chooseOpenEntry(typeName);
		await editor.byTestId('new-credential-type-button').click();
		await editor.byTestId('editCredential-modal').waitFor();
		return new CredentialForm(editor);
	}

	async type(field: string, text: string): Promise<void> {
		await this.#input(field).fill(text);
	}

	async choose(field: string, option: string): Promise<void> {
		await this.#input(field).click();
		await this.#editor.chooseOpenEntry(option);
	}

	/** Labels of the fields that carry the mark of a required field. */
	async requiredLabels(): Promise<string[]> {
		const fields = this.#editor.byTestId('credential-connection-parameter');
		return (await fields.allInnerTexts())
			.map((text) => text.split('\n', 1)[0].trim())
			.filter((text) => text.endsWith('*'))
			.map((text) => text.slice(0, -1).trim());
	}

	/** Saves, which tests the credential, and reads the banner. */
	async save(): Promise<TestOutcome> {
		const { page } = this.#editor;
		const tested = page.waitForResponse((response) =>
			response.url().endsWith('/rest/credentials/test'),
		);
		await this.#editor.byTestId('credential-save-button').click();
		const answer = (await (await tested).json()) as { data: { status: string; message: string } };
		const passed = this.#editor.byTestId('credentials-config-container-test-success');
		if (answer.data.status === 'OK') {
			await passed.waitFor();
			return { passed: true, text: await passed.innerText() };
		}
		const banner = page.locator('.el-tag', { hasText: 'Couldn’t connect with these settings' });
		await banner.waitFor();
		const details = banner.getByText('More details');
		if (await details.isVisible()) await details.click();
		await banner.getByText(answer.data.message).waitFor();
		return { passed: false, text: await banner.innerText() };
	}

	async close(): Promise<void> {
		await this.#editor.page.keyboard.press('Escape');
		await this.#editor.byTestId('editCredential-modal').waitFor({ state: 'hidden' });
	}

	#input(field: string) {
		return this.#editor
			.byTestId('editCredential-modal')
			.locator(`[data-test-id="parameter-input-${field}"] input`);
	}
}
