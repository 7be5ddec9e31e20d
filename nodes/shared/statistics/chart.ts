import type { Funnel } from './funnel';
import { amount, funnelSteps, percent } from './funnel';
import { escapeXml } from '../xml';

/** MIME type of the picture. */
export const CHART_MIME_TYPE = 'image/svg+xml';

/**
 * Colours of the picture. It stands on a panel of its own, so that it reads the same on light and
 * on dark ground, in mails and chats that know nothing of colour schemes.
 */
export const CHART_COLORS = {
	panel: '#ffffff',
	edge: '#6b7280',
	text: '#111827',
	quietText: '#4b5563',
	bars: ['#003f9e', '#0052d9', '#2b6de8', '#0a7a4b'],
} as const;

const WIDTH = 640;
const MARGIN = 24;
const TITLE_HEIGHT = 44;
const SUBTITLE_HEIGHT = 20;
const BAR_HEIGHT = 34;
const RATE_HEIGHT = 30;
const BAR_START = 136;
const LONGEST_BAR = 380;
const LONGEST_TITLE = 60;
const LONGEST_SUBTITLE = 90;

/** What stands above a funnel. */
export interface Heading {
	/** Which push, e.g. its text. */
	title: string;
	/** When, and what else there is to know; may be empty. */
	subtitle: string;
}

/**
 * A funnel as a picture: four bars, from scheduled to clicked, with the rates between them. The
 * whole content stands in `<title>` and `<desc>` as text too, for people who cannot see it.
 *
 * @param heading stands above the bars; cut where it is longer than a line
 * @returns an SVG document
 */
export function funnelChart(funnel: Funnel, { title, subtitle }: Heading): string {
	const steps = funnelSteps(funnel);
	const most = Math.max(1, ...steps.map(({ count }) => count));
	const start = MARGIN + TITLE_HEIGHT + (subtitle === '' ? 0 : SUBTITLE_HEIGHT);
	const height = start + steps.length * BAR_HEIGHT + 3 * RATE_HEIGHT + MARGIN;
	const quiet = `font-size="13" fill="${CHART_COLORS.quietText}"`;

	const bars = steps.flatMap(({ name, count, rate }, index) => {
		const top = start + index * (BAR_HEIGHT + RATE_HEIGHT);
		const middle = top + BAR_HEIGHT / 2;
		const length = count > 0 ? Math.max(2, (count / most) * LONGEST_BAR) : 0;
		const words = rate && `${rate.name} ${percent(rate.value)}`;
		return [
			...(words ? [text(BAR_START, top - RATE_HEIGHT / 2, words, quiet)] : []),
			text(MARGIN, middle, name, `font-size="15" fill="${CHART_COLORS.text}"`),
			`<rect x="${BAR_START}" y="${top}" width="${round(length)}" height="${BAR_HEIGHT}" rx="4" fill="${CHART_COLORS.bars[index]}"/>`,
			text(
				WIDTH - MARGIN,
				middle,
				amount(count),
				`font-size="15" font-weight="600" text-anchor="end" fill="${CHART_COLORS.text}"`,
			),
		];
	});

	const counts = steps.map(({ name, count, rate }) =>
		rate
			? `${name} ${amount(count)} (${rate.name} ${percent(rate.value)})`
			: `${name} ${amount(count)}`,
	);
	const description = [subtitle, counts.join(', ')].filter((part) => part !== '').join('. ');
	const heading = MARGIN + TITLE_HEIGHT / 2 - 8;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="funnel-title funnel-desc" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif">`,
		`<title id="funnel-title">${escapeXml(title)}</title>`,
		`<desc id="funnel-desc">${escapeXml(description)}</desc>`,
		`<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="12" fill="${CHART_COLORS.panel}" stroke="${CHART_COLORS.edge}"/>`,
		text(
			MARGIN,
			heading,
			cut(title, LONGEST_TITLE),
			`font-size="18" font-weight="600" fill="${CHART_COLORS.text}"`,
		),
		...(subtitle === ''
			? []
			: [text(MARGIN, heading + SUBTITLE_HEIGHT + 4, cut(subtitle, LONGEST_SUBTITLE), quiet)]),
		...bars,
		'</svg>',
	].join('\n');
}

function text(x: number, y: number, words: string, style: string): string {
	return `<text x="${x}" y="${y}" dominant-baseline="central" ${style}>${escapeXml(words)}</text>`;
}

function cut(words: string, longest: number): string {
	const characters = [...words];
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : words;
}

function round(length: number): number {
	return Math.round(length * 10) / 10;
}
