import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { reportHtml } from '../../../../nodes/shared/statistics/email.ts';
import { funnelOf } from '../../../../nodes/shared/statistics/funnel.ts';

const funnel = funnelOf({ scheduled: 12_000, sent: 9_000, delivered: 7_200, clicked: 900 });
const heading = { title: 'Spring sale', subtitle: '2026-07-01 09:00 Europe/Berlin' };

type Rest = Parameters<typeof reportHtml> extends [unknown, unknown, ...infer R] ? R : never;

function open(of = funnel, head = heading, ...rest: Rest) {
	const html = reportHtml(of, head, ...rest);
	const { document } = parseHTML(html);
	const text = (selector: string) =>
		[...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
	return { html, document, text };
}

test('counts, rates and heading are there as text', () => {
	const { document, text } = open();
	expect(text('h1')).toEqual(['Spring sale']);
	expect(text('p')).toEqual(['2026-07-01 09:00 Europe/Berlin']);
	for (const words of [
		'12,000',
		'9,000',
		'7,200',
		'900',
		'Actual Send Rate 75 %',
		'Delivery Rate 80 %',
		'Click Rate 12.5 %',
	]) {
		expect(text('td')).toContain(words);
	}
	expect(document.querySelector('title')?.textContent).toBe('Spring sale');
});

test('bars are as long as the counts, and a step with nothing has none', () => {
	const widths = (of = funnel) =>
		[...open(of).document.querySelectorAll('td[bgcolor]')].map((cell) =>
			cell.closest('table')?.getAttribute('width'),
		);
	expect(widths()).toEqual(['100%', '75%', '60%', '8%']);
	const few = funnelOf({ scheduled: 100_000, sent: 1, delivered: 0, clicked: 0 });
	expect(widths(few)).toEqual(['100%', '1%']);
});

test('a mail program needs nothing else: no styles but inline, no scripts, no pictures, no links', () => {
	const { html, document } = open(funnel, heading, [
		{ name: 'A', funnel },
		{ name: 'B', funnel },
	]);
	expect(document.querySelector('style, link, script, img, svg, a, iframe, form')).toBeNull();
	expect(html).not.toMatch(/https?:|url\(|class=/);
	expect(html).toMatch(/^<!DOCTYPE html>/);
	for (const element of document.querySelectorAll('h1, p, th, td')) {
		if (element.textContent) expect(element.closest('[style]')).not.toBeNull();
	}
});

test('several pushes are listed, and those that are missing with their reason', () => {
	const rows = [
		{ name: 'Hello A', funnel },
		{ name: 'Hello B', funnel: funnelOf({ scheduled: 0, sent: 0, delivered: 0, clicked: 0 }) },
	];
	const missing = [{ name: 'Push 7', reason: 'There is no push with this ID' }];
	const { text } = open(funnel, heading, rows, missing);
	expect(text('th')).toEqual([
		'Push',
		'Scheduled',
		'Sent',
		'Delivered',
		'Clicked',
		'Click Rate',
		'Not included',
		'Reason',
	]);
	expect(text('td')).toEqual(
		expect.arrayContaining(['Hello A', 'Hello B', '–', 'Push 7', 'There is no push with this ID']),
	);
	expect(open(funnel, heading, [rows[0]]).text('th')).toEqual([]);
});

test('many rows end with how many more there are, below what mail programs show', () => {
	const rows = Array.from({ length: 1_234 }, (_, index) => ({
		name: 'x'.repeat(80) + index,
		funnel,
	}));
	const missing = rows.map(({ name }) => ({ name, reason: 'y'.repeat(200) }));
	const { html, text } = open(funnel, heading, rows, missing);
	expect(text('td').filter((words) => words === 'and 1,184 more')).toHaveLength(2);
	expect(html.length).toBeLessThan(102 * 1024);
});

test('no text can bring markup into the report', () => {
	const hostile = fc
		.string({ maxLength: 30 })
		.map((end) => `</h1><script>"'&amp;<img src=x onerror=y>${end}`);
	fc.assert(
		fc.property(hostile, hostile, hostile, (title, subtitle, name) => {
			const rows = [name, name].map((each) => ({ name: each, funnel }));
			const { document, text } = open(funnel, { title, subtitle }, rows, [{ name, reason: name }]);
			expect(document.querySelector('script, img')).toBeNull();
			expect(document.querySelectorAll('h1')).toHaveLength(1);
			expect(text('h1')[0]?.startsWith('</h1><script>')).toBe(true);
			expect(document.querySelectorAll('th')).toHaveLength(8);
		}),
	);
});
