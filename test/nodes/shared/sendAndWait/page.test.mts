import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import {
	answeredPage,
	closedPage,
	PAGE_HEADERS,
	questionPage,
} from '../../../../nodes/shared/sendAndWait/page';
import type { Answering } from '../../../../nodes/shared/sendAndWait/question';
import { contrast } from '../../../support/contrast.mts';
import { runs } from '../../../support/runs.mts';

const approval = { responseType: 'approval', approveLabel: 'Approve', declineLabel: 'Decline' };
const ask = (title: string, message: string, answering: object = approval, problem?: string) =>
	questionPage({ title, message, answering: answering as Answering }, problem);
const policy = PAGE_HEADERS['Content-Security-Policy'];

const markup = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'</p><script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"' autofocus onfocus='alert(1)",
		'</title><meta http-equiv=refresh content=0>',
		'&lt;b&gt; &amp; <!-- -->',
		'\u202Eevil\u0000\uD83D\uDE00',
	),
);
/** What XML has characters for, which is what the page shows. */
const shown = (text: string) =>
	text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');

test('any text is shown as it is, and adds nothing to the page', () => {
	const plain = parseHTML(ask('Title', 'Message', approval, 'Problem')).document;
	const names = (document: Document) =>
		[...document.querySelectorAll('*')].map((element) => [
			element.tagName,
			[...element.attributes].map(({ name }) => name),
		]);
	fc.assert(
		fc.property(markup, markup, markup, markup, (title, message, approveLabel, problem) => {
			const { document } = parseHTML(ask(title, message, { ...approval, approveLabel }, problem));
			expect(names(document as unknown as Document)).toEqual(names(plain as unknown as Document));
			expect(document.querySelector('h1')?.textContent).toBe(shown(title));
			expect(document.querySelector('p')?.textContent).toBe(shown(message));
			expect(document.querySelector('button')?.textContent).toBe(shown(approveLabel));
			expect(document.querySelector('.alert')?.textContent).toBe(shown(problem));
		}),
		{ numRuns: runs(40) },
	);
});

test.each([
	['question', ask('Refund', 'Pay?')],
	['free text', ask('Refund', 'Why?', { responseType: 'freeText' })],
	['answered', answeredPage('Approve')],
	['closed', closedPage()],
])('the page "%s" is allowed its own style and form only', (_name, page) => {
	const { document } = parseHTML(page);
	const style = document.querySelector('style')?.textContent ?? '';
	const hash = createHash('sha256').update(style).digest('base64');
	expect(policy).toBe(
		`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
	);
	const meta = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
	expect(policy.startsWith(meta)).toBe(true);
	expect(page).not.toMatch(/https?:|url\(|@import|<script|<link|<img| style=| on\w+=/i);
	expect(document.querySelector('html')?.getAttribute('lang')).toBe('en');
	expect(document.querySelector('meta[name=viewport]')).not.toBeNull();
	for (const form of document.querySelectorAll('form')) {
		expect([...form.attributes].map(({ name, value }) => [name, value])).toEqual([
			['method', 'post'],
		]);
	}
	for (const field of document.querySelectorAll('textarea')) {
		expect(document.querySelector(`label[for=${field.id}]`)).not.toBeNull();
	}
});

test('approve only has one button', () => {
	const page = ask('Refund', 'Pay?', { responseType: 'approval', approveLabel: 'Pay' });
	expect(parseHTML(page).document.querySelectorAll('button')).toHaveLength(1);
});

test.each([
	['light', 0],
	['dark', 1],
])('colors can be told apart in %s mode', (_mode, index) => {
	const rules = [...ask('', '').matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)];
	const colors = Object.fromEntries(
		rules
			.slice(index * (rules.length / 2), (index + 1) * (rules.length / 2))
			.map(([, name, color]) => [name, color.length === 4 ? color.replace(/\w/g, '$&$&') : color]),
	);
	for (const name of ['text', 'muted', 'accent', 'alert']) {
		expect(contrast(colors[name], colors.card)).toBeGreaterThanOrEqual(4.5);
	}
	expect(contrast(colors['on-accent'], colors.accent)).toBeGreaterThanOrEqual(4.5);
	expect(contrast(colors.line, colors.card)).toBeGreaterThanOrEqual(3);
});
