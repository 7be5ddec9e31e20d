import { createHash } from 'node:crypto';
import { escapeXml } from '../xml';
import type { Question } from './question';

const STYLE = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #1b1f24; --muted: #57606a; --line: #8b949e; --accent: #0052d9; --on-accent: #fff; --alert: #b3261e }
@media (prefers-color-scheme: dark) { :root { --page: #0f1216; --card: #1a1f26; --text: #e8ebef; --muted: #a9b1bb; --line: #7d8590; --accent: #6ea8ff; --on-accent: #0b1422; --alert: #ff9a92 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 32rem; padding: 1.5rem; border-radius: 1rem; background: var(--card); overflow-wrap: anywhere }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.3 }
p { margin: 0 0 1rem; white-space: pre-wrap }
.note { color: var(--muted) }
.alert { color: var(--alert); font-weight: 600 }
label { display: block; margin-bottom: .375rem; font-weight: 600 }
textarea { width: 100%; min-height: 8rem; margin-bottom: 1rem; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; font: inherit }
form { margin: 1.5rem 0 0 }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem }
button { flex: 1 1 8rem; min-height: 3rem; padding: .5rem 1rem; border: 2px solid var(--accent); border-radius: .5rem; background: transparent; color: var(--accent); font: inherit; font-weight: 600; cursor: pointer; overflow-wrap: anywhere }
.primary { background: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
@media (forced-colors: active) { main { border: 1px solid } }
`;

/**
 * Nothing but the page's own style and its form. n8n replaces this header with one of its own when
 * it answers a POST, so the pages hold the policy too.
 */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"base-uri 'none'",
	"form-action 'self'",
].join('; ');

/** Headers of every page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `${POLICY}; frame-ancestors 'none'`,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** The longest free text, in characters. */
export const LONGEST_TEXT = 10_000;

/**
 * The page that asks a question. It posts `answer` (`approve` or `decline`), or `text`, to its own
 * address.
 *
 * @param problem why an earlier answer was not taken
 */
export function questionPage({ title, message, answering }: Question, problem?: string): string {
	const fields =
		answering.responseType === 'freeText'
			? `<label for="text">Response</label><textarea id="text" name="text" required maxlength="${LONGEST_TEXT}" dir="auto"></textarea><div class="buttons"><button class="primary">Submit</button></div>`
			: `<div class="buttons">${button('approve', answering.approveLabel, 'primary')}${
					answering.declineLabel === undefined ? '' : button('decline', answering.declineLabel)
				}</div>`;
	const alert =
		problem === undefined ? '' : `<p class="alert" role="alert">${escapeXml(problem)}</p>`;
	return page(
		title,
		`<p dir="auto">${escapeXml(message)}</p>${alert}<form method="post">${fields}</form>`,
	);
}

/** The page after an answer was taken. */
export function answeredPage(answer: string): string {
	return page(
		'Thank you',
		`<p dir="auto">Your response was sent: ${escapeXml(answer)}</p><p class="note">You can close this page.</p>`,
	);
}

/** The page of a question that is not asked any more. */
export function closedPage(): string {
	return page(
		'No response needed',
		'<p>This question was already answered, or its time is over.</p><p class="note">You can close this page.</p>',
	);
}

function button(value: string, words: string, kind = ''): string {
	return `<button name="answer" value="${value}" class="${kind}" dir="auto">${escapeXml(words)}</button>`;
}

function page(title: string, content: string): string {
	const heading = escapeXml(title);
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escapeXml(POLICY)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${heading}</title><style>${STYLE}</style></head><body><main><h1 dir="auto">${heading}</h1>${content}</main></body></html>`;
}
