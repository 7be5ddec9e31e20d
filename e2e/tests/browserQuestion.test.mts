import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { EditorPage } from '../editor/browser.mts';
import { keepPicture } from '../editor/pictures.mts';
import { itemsOf } from '../n8n/types.mts';
import { runUntilAsked } from '../support/question.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, manualTrigger, ourNode } from '../support/workflows.mts';

const TOKEN = 'token-of-the-manager';
const ASK = 'Ask';
const PHONE = { width: 390, height: 700 };
const MOST_BYTES = 100_000;

let stage: Stage;

before(async () => {
	stage = await openStage('browser-question');
	stage.emulator.tpns.addDevice({ token: TOKEN, attended: true });
});

after(() => stage?.close());

const workflow = (parameters: Record<string, unknown> = {}) =>
	chain(
		'Ask',
		manualTrigger(),
		ourNode(stage, 'tpns', ASK, {
			resource: 'push',
			operation: 'sendAndWait',
			devices: TOKEN,
			title: 'Refund for order 1024',
			message: 'Ann Example asks for 250 €.\nThe parcel arrived damaged; photos are in the CRM.',
			approvalOptions: { values: { approvalType: 'double', approveLabel: 'Pay 250 €' } },
			...parameters,
		}),
	);

async function resultOf(executionId: string) {
	const { data } = await stage.rest.waitForExecution(executionId);
	return itemsOf(data.resultData.runData, ASK)[0].json.data as Record<string, unknown>;
}

for (const scheme of ['light', 'dark'] as const) {
	test(`a tap on a phone opens the page, and the keyboard answers it, ${scheme}`, async () => {
		const { executionId, url } = await runUntilAsked(stage, workflow());
		stage.emulator.control.advance(10_000);
		const editor = await EditorPage.open(scheme);
		try {
			const { page: phones } = editor;
			await phones.goto(`${stage.emulator.url}/phones?search=${TOKEN}`);
			const notification = phones.getByRole('button', { name: /Refund for order 1024/ }).first();
			const opening = phones.context().waitForEvent('page');
			await notification.click();
			const page = await opening;
			const complaints: string[] = [];
			page.on('console', (message) => {
				if (message.type() === 'error') complaints.push(message.text());
			});
			await page.setViewportSize(PHONE);
			await page.waitForLoadState();
			assert.equal(page.url(), url);
			await page.getByRole('heading', { name: 'Refund for order 1024' }).waitFor();
			await keepPicture(await page.screenshot(), `question-${scheme}`, MOST_BYTES);

			await page.keyboard.press('Tab');
			const focused = page.locator(':focus');
			assert.equal(await focused.innerText(), 'Pay 250 €');
			assert.notEqual(
				await focused.evaluate((element) => getComputedStyle(element).outlineStyle),
				'none',
			);
			await page.keyboard.press('Enter');
			await page.getByRole('heading', { name: 'Thank you' }).waitFor();
			assert.match(await page.locator('main').innerText(), /Pay 250 €/);
			assert.equal((await resultOf(executionId)).approved, true);
			assert.deepEqual(complaints, []);
		} finally {
			await editor.close();
		}
	});
}

test('free text is typed, and an empty one is not sent', async () => {
	const { executionId, url } = await runUntilAsked(stage, workflow({ responseType: 'freeText' }));
	const editor = await EditorPage.open();
	try {
		const { page } = editor;
		await page.setViewportSize(PHONE);
		await page.goto(url);
		const submit = page.getByRole('button', { name: 'Submit' });
		await submit.click();
		assert.ok(await submit.isVisible());
		await page.getByLabel('Response').fill('Only half of it');
		await submit.click();
		await page.getByText('Only half of it').waitFor();
		assert.equal((await resultOf(executionId)).text, 'Only half of it');
		assert.deepEqual(editor.takeComplaints(), []);
	} finally {
		await editor.close();
	}
});
