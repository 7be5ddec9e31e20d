import type { Owner } from '../n8n/rest.mts';
import type { EditorPage } from './browser.mts';

/** Fills the screen that a fresh n8n shows, and ends in the editor. */
export async function setUpOwner({ page }: EditorPage, url: string, owner: Owner) {
	await page.goto(`${url}/setup`);
	for (const field of ['email', 'firstName', 'lastName', 'password'] as const) {
		await page.locator(`input[name="${field}"]`).fill(owner[field] ?? '');
	}
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL(/\/(home|workflow)/);
}

export async function signIn(editor: EditorPage, url: string, owner: Owner): Promise<void> {
	const { page } = editor;
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL(/\/(home|workflow)/);
	// The screen asks for a session that there is not yet.
	editor.takeComplaints();
}
