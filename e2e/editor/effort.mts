import type { Page } from 'playwright-core';

/** What a person does with mouse and keyboard. */
export interface Effort {
	clicks: number;
	/** Changes of the field that is typed into. */
	fields: number;
}

declare global {
	interface Window {
		reportEffort(kind: keyof Effort): Promise<void>;
	}
}

/**
 * Counts what the browser itself reports, so that each helper's clicks and keys count.
 *
 * @returns takes the effort since the last call, or since the page was opened
 */
export async function countEffort(page: Page): Promise<() => Effort> {
	let effort: Effort = { clicks: 0, fields: 0 };
	await page.exposeBinding('reportEffort', (_source, kind: keyof Effort) => {
		effort[kind]++;
	});
	await page.addInitScript(() => {
		let lastField: unknown;
		const report = (kind: 'clicks' | 'fields') => void window.reportEffort(kind);
		window.addEventListener('pointerdown', () => report('clicks'), true);
		window.addEventListener(
			'beforeinput',
			({ target }) => {
				const parameter = (target as Element).closest('[data-test-id^="parameter-input-"]');
				// A parameter's element changes when it becomes an expression, its name does not.
				const field = parameter?.getAttribute('data-test-id') ?? target;
				if (field !== lastField) report('fields');
				lastField = field;
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
