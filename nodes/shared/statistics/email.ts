import { escapeXml } from '../xml';
import type { Heading } from './chart';
import { CHART_COLORS } from './chart';
import type { Funnel } from './funnel';
import { amount, funnelSteps, percent } from './funnel';

/** MIME type of the report. */
export const HTML_MIME_TYPE = 'text/html';

/** Rows of a table: mail programs cut what is longer than 102 KB, which is some 200 of them. */
const MOST_ROWS = 50;

/** A push of a report that has several. */
export interface PushRow {
	/** Its text or ID, and its time. */
	name: string;
	funnel: Funnel;
}

/** A push whose numbers are missing in a report. */
export interface MissingRow {
	name: string;
	reason: string;
}

const { panel, edge, text, quietText, bars } = CHART_COLORS;
const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LAYOUT = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';
const CELL = `padding:6px 8px;border-bottom:1px solid #d1d5db;font-size:13px;color:${text}`;

/**
 * A funnel as the body of an email: tables with inline styles, because mail programs show neither
 * SVG nor style sheets. Nothing is loaded from elsewhere.
 *
 * @param pushes those that are added up, where there are several
 * @param missing those whose numbers could not be read
 * @returns an HTML document
 */
export function reportHtml(
	funnel: Funnel,
	{ title, subtitle }: Heading,
	pushes: readonly PushRow[] = [],
	missing: readonly MissingRow[] = [],
): string {
	const steps = funnelSteps(funnel);
	const most = Math.max(1, ...steps.map(({ count }) => count));
	return [
		'<!DOCTYPE html>',
		`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title></head>`,
		`<body style="margin:0;padding:16px;background:${panel}">`,
		`<table ${LAYOUT} width="100%" style="width:100%;max-width:640px;border:1px solid ${edge};border-radius:12px;background:${panel};color:${text};${FONT}"><tr><td style="padding:24px">`,
		`<h1 dir="auto" style="margin:0;font-size:18px;line-height:24px;color:${text}">${escapeXml(title)}</h1>`,
		...(subtitle === ''
			? []
			: [
					`<p style="margin:4px 0 0;font-size:13px;line-height:18px;color:${quietText}">${escapeXml(subtitle)}</p>`,
				]),
		`<table ${LAYOUT} width="100%" style="width:100%;margin-top:16px">`,
		...steps.map(({ name, count, rate }, index) => {
			const share = count > 0 ? Math.max(1, Math.round((count / most) * 100)) : 0;
			const words = rate ? `${rate.name} ${percent(rate.value)}` : '';
			return [
				...(words
					? [
							`<tr><td></td><td colspan="2" style="padding:4px 0;font-size:13px;color:${quietText}">${words}</td></tr>`,
						]
					: []),
				'<tr>',
				`<td width="90" style="width:90px;padding:4px 8px 4px 0;font-size:15px;color:${text}">${name}</td>`,
				`<td>${share > 0 ? bar(share, bars[index]) : ''}</td>`,
				`<td width="90" align="right" style="width:90px;text-align:right;padding:4px 0 4px 8px;font-size:15px;font-weight:600;color:${text}">${amount(count)}</td>`,
				'</tr>',
			].join('');
		}),
		'</table>',
		...(pushes.length > 1
			? table(
					['Push', 'Scheduled', 'Sent', 'Delivered', 'Clicked', 'Click Rate'],
					pushes.map((push) => [
						push.name,
						...funnelSteps(push.funnel).map(({ count }) => amount(count)),
						percent(push.funnel.clickRate),
					]),
				)
			: []),
		...(missing.length > 0
			? table(
					['Not included', 'Reason'],
					missing.map(({ name, reason }) => [name, reason]),
				)
			: []),
		'</td></tr></table>',
		'</body></html>',
	].join('\n');
}

function bar(share: number, color: string): string {
	return `<table ${LAYOUT} width="${share}%" style="width:${share}%"><tr><td bgcolor="${color}" height="22" style="background:${color};border-radius:4px;font-size:0;line-height:22px">&nbsp;</td></tr></table>`;
}

/** The first column and texts stand left, numbers right. */
function table(head: readonly string[], rows: readonly string[][]): string[] {
	const align = (index: number) => (index === 0 || head.length === 2 ? 'left' : 'right');
	const more = rows.length - MOST_ROWS;
	return [
		'<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin-top:20px;border-collapse:collapse">',
		`<tr>${head.map((name, index) => `<th scope="col" align="${align(index)}" style="${CELL};font-weight:600">${name}</th>`).join('')}</tr>`,
		...rows
			.slice(0, MOST_ROWS)
			.map(
				(row) =>
					`<tr>${row.map((words, index) => `<td dir="auto" align="${align(index)}" style="${CELL}">${escapeXml(words)}</td>`).join('')}</tr>`,
			),
		...(more > 0
			? [`<tr><td colspan="${head.length}" style="${CELL}">and ${amount(more)} more</td></tr>`]
			: []),
		'</table>',
	];
}
