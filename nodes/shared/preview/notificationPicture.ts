import { escapeXml } from '../xml';
import { cutText, wrapText } from './phoneText';

/** MIME type of the picture. */
export const PICTURE_MIME_TYPE = 'image/svg+xml';

/** A notification as a push asks for it. */
export interface Notification {
	platform: 'android' | 'ios';
	/** Name of the app; without it a placeholder. */
	appName?: string;
	title: string;
	content: string;
	/** Android: beside the app's name. iOS: the subtitle. */
	subText?: string;
	/** What the badge of the app's icon shows, e.g. `5` or `+1`; `0` takes it away. */
	badge?: string | number;
	/** Address of its picture. It is not loaded: a placeholder with its file name is drawn. */
	picture?: string;
	/** What is shown of the title; without it nothing is cut. */
	titleLimit?: Limit;
	/** The same for the content. */
	contentLimit?: Limit;
	/** Remarks below the phones, e.g. on texts in other languages. */
	notes?: readonly string[];
}

/** A drawn message. */
export interface Picture {
	svg: string;
	width: number;
	height: number;
	words: string;
}

/** How much of a text a channel shows. */
export interface Limit {
	channel: string;
	most: number;
	/** What `most` counts; UTF-16 units when left out. */
	lengthOf?(text: string): number;
}

/** Colors of the phone's two appearances. */
export const PICTURE_COLORS = {
	light: {
		screen: { android: '#dfe4ee', ios: '#c3d2ea' },
		screenText: '#111827',
		card: '#ffffff',
		text: '#111827',
		quietText: '#4b5563',
		picture: '#d7dee9',
		pictureText: '#374151',
	},
	dark: {
		screen: { android: '#0d1117', ios: '#172033' },
		screenText: '#f3f4f6',
		card: '#2a303b',
		text: '#f9fafb',
		quietText: '#c3c9d4',
		picture: '#414a59',
		pictureText: '#f3f4f6',
	},
	panel: '#ffffff',
	edge: '#6b7280',
	heading: '#111827',
	note: '#9f1239',
	icon: '#0052d9',
	badge: '#c81e3a',
	onColor: '#ffffff',
} as const;

type Appearance = 'light' | 'dark';

/** A part of the drawing and how high it is. */
interface Part {
	svg: string[];
	height: number;
}

const MARGIN = 20;
const PHONE_WIDTH = 340;
const WIDTH = 3 * MARGIN + 2 * PHONE_WIDTH;
const HEADING_HEIGHT = 36;
const CARD_MARGIN = 12;
const CARD_WIDTH = PHONE_WIDTH - 2 * CARD_MARGIN;
const PADDING = 16;
const PICTURE_HEIGHT = 96;
const THUMBNAIL = 52;
const BADGE_ROW_HEIGHT = 84;
const NOTE_MARGIN = 10;

/** How much wider bold letters are than the estimate of `wrapText`. */
const BOLD = 1.15;

/** Lines that the notification shows when it is expanded. */
const TITLE_LINES = 2;
const CONTENT_LINES = 8;

/** Lines for all remarks on a notification. */
const NOTE_LINES = 6;

/**
 * Notifications as one picture: each as the shade of Android or the lock screen of iOS shows it,
 * light and dark side by side. The whole content stands in `<title>` and `<desc>` as text too. The
 * picture refers to nothing outside of it.
 *
 * @param notifications how one message reads, for each platform
 * @returns an SVG document, with its size in pixels and what it shows in words
 */
export function notificationPicture(notifications: readonly Notification[]): Picture {
	const shown = notifications.map(cutByChannel);
	const svg: string[] = [];
	let top = MARGIN;
	for (const notification of shown) {
		const part = phonesOf(notification, top);
		svg.push(...part.svg);
		top += part.height;
	}
	const label = `Notification on ${[...new Set(shown.map(({ platform }) => PLATFORMS[platform].name))].join(' and ')}`;
	const { panel, edge } = PICTURE_COLORS;
	const words = shown.map(describe).join('\n');
	const document = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" aria-label="${label}" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif">`,
		`<title>${label}</title>`,
		`<desc>${escapeXml(words)}</desc>`,
		`<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${top - 1}" rx="12" fill="${panel}" stroke="${edge}"/>`,
		...svg,
		'</svg>',
	].join('\n');
	return { svg: document, width: WIDTH, height: top, words };
}

const PLATFORMS = {
	android: { name: 'Android', heading: 'Android notification shade', draw: shade },
	ios: { name: 'iOS', heading: 'iOS lock screen', draw: lockScreen },
};

/** A light and a dark phone side by side, with a heading above and remarks below. */
function phonesOf(shown: Shown, top: number): Part {
	const { heading, draw } = PLATFORMS[shown.platform];
	const phones = (['light', 'dark'] as const).map((appearance) => draw(shown, appearance));
	const phoneTop = top + HEADING_HEIGHT;
	const bottom = phoneTop + phones[0].height + NOTE_MARGIN;
	const notes = paragraph(shown.notes.join('\n'), {
		...{ x: MARGIN, y: bottom, width: WIDTH - 2 * MARGIN, lines: NOTE_LINES },
		...{ size: 14, fill: PICTURE_COLORS.note },
	});
	return {
		height: bottom + notes.height + MARGIN - NOTE_MARGIN - top,
		svg: [
			text(MARGIN, top + 10, heading, { size: 18, weight: 600, fill: PICTURE_COLORS.heading }),
			...phones.flatMap(({ svg }, index) => [
				`<g transform="translate(${MARGIN + index * (PHONE_WIDTH + MARGIN)} ${phoneTop})">`,
				...svg,
				'</g>',
			]),
			...notes.svg,
		],
	};
}

type Shown = Omit<Notification, 'picture'> & {
	appName: string;
	/** File name of the picture. */
	picture?: string;
	notes: readonly string[];
};

function cutByChannel(notification: Notification): Shown {
	const { appName, titleLimit, contentLimit, picture, notes = [] } = notification;
	const title = cutBy('Title', notification.title, titleLimit);
	const content = cutBy('Content', notification.content, contentLimit);
	return {
		...notification,
		appName: appName?.trim() || 'Your app',
		title: title.text,
		content: content.text,
		picture: picture === undefined ? undefined : fileNameOf(picture),
		notes: [...title.notes, ...content.notes, ...notes],
	};
}

function cutBy(name: string, words: string, limit?: Limit): { text: string; notes: string[] } {
	if (!limit) return { text: words, notes: [] };
	const { channel, most, lengthOf = (text) => text.length } = limit;
	const cut = cutText(words, most, lengthOf);
	if (cut === words) return { text: words, notes: [] };
	return {
		text: cut,
		notes: [`'${name}' is cut: ${lengthOf(words)} characters, ${channel} shows at most ${most}`],
	};
}

/** The last part of an address's path. */
function fileNameOf(address: string): string {
	const path = address.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
	return path.split(/[/\\]/).pop() || 'Picture';
}

/** A notification in words. */
function describe({ platform, appName, title, content, subText, badge, picture, notes }: Shown) {
	return [
		PLATFORMS[platform].heading,
		`App: ${appName}`,
		...(subText ? [`Sub-text: ${subText}`] : []),
		`Title: ${title}`,
		`Content: ${content}`,
		...(badge === undefined ? [] : [`Badge: ${badge}`]),
		...(picture === undefined ? [] : [`Picture: ${picture}`]),
		...notes,
	].join('. ');
}

/** The notification shade of Android. */
function shade(shown: Shown, appearance: Appearance): Part {
	const { quietText, screenText, text: textColor } = PICTURE_COLORS[appearance];
	const left = CARD_MARGIN + PADDING;
	const inner = CARD_WIDTH - 2 * PADDING;
	const cardTop = 36;
	const headTop = cardTop + PADDING;
	const [appLine] = wrapText(
		oneLine([shown.appName, shown.subText, 'now'].filter(Boolean).join(' · ')),
		{ width: (inner - 30) / 12, lines: 1 },
	);
	const title = paragraph(oneLine(shown.title), {
		...{ x: left, y: headTop + 30, width: inner, lines: TITLE_LINES },
		...{ size: 15, weight: 600, fill: textColor },
	});
	const content = paragraph(shown.content, {
		...{ x: left, y: headTop + 30 + title.height, width: inner, lines: CONTENT_LINES },
		...{ size: 14, fill: textColor },
	});
	const textEnd = headTop + 30 + title.height + content.height;
	const picture = placeholder(shown, {
		...{ x: left, y: textEnd + 8, width: inner, height: PICTURE_HEIGHT, size: 13 },
		appearance,
	});
	const cardEnd = textEnd + picture.height + PADDING - 4;
	const badge = badgeRow(shown, cardEnd, appearance);
	const height = cardEnd + CARD_MARGIN + badge.height;
	return {
		height,
		svg: [
			screen('android', height, appearance),
			text(left, 18, '9:41', { size: 13, weight: 600, fill: screenText }),
			card(cardTop, cardEnd - cardTop, 20, appearance),
			appIcon(left, headTop, 20, 10),
			text(left + 28, headTop + 10, appLine, { size: 12, fill: quietText }),
			...title.svg,
			...content.svg,
			...picture.svg,
			...badge.svg,
		],
	};
}

/** The lock screen of iOS. */
function lockScreen(shown: Shown, appearance: Appearance): Part {
	const { quietText, screenText, text: textColor } = PICTURE_COLORS[appearance];
	const hasPicture = shown.picture !== undefined;
	const left = CARD_MARGIN + 62;
	const inner = CARD_WIDTH - 62 - PADDING - (hasPicture ? THUMBNAIL + 6 : 0);
	const cardTop = 92;
	const textTop = cardTop + 14;
	const middle = PHONE_WIDTH / 2;
	const title = paragraph(oneLine(shown.title || shown.appName), {
		// Leaves room for the time.
		...{ x: left, y: textTop, width: inner - (hasPicture ? 0 : 34), lines: TITLE_LINES },
		...{ size: 15, weight: 600, fill: textColor },
	});
	const subtitle = paragraph(oneLine(shown.subText ?? ''), {
		...{ x: left, y: textTop + title.height, width: inner, lines: 1 },
		...{ size: 14, weight: 600, fill: textColor },
	});
	const contentTop = textTop + title.height + subtitle.height;
	const content = paragraph(shown.content, {
		...{ x: left, y: contentTop, width: inner, lines: CONTENT_LINES },
		...{ size: 14, fill: textColor },
	});
	const cardEnd = Math.max(contentTop + content.height + 10, cardTop + 66);
	const right = PHONE_WIDTH - CARD_MARGIN - 14;
	const picture = placeholder(shown, {
		...{ x: right - THUMBNAIL, y: textTop + 18, width: THUMBNAIL, height: THUMBNAIL, size: 10 },
		appearance,
	});
	const end = Math.max(cardEnd, textTop + 10 + picture.height);
	const badge = badgeRow(shown, end, appearance);
	const height = end + CARD_MARGIN + badge.height;
	return {
		height,
		svg: [
			screen('ios', height, appearance),
			text(middle, 46, '9:41', { size: 46, weight: 600, fill: screenText, anchor: 'middle' }),
			card(cardTop, end - cardTop, 18, appearance),
			appIcon(CARD_MARGIN + 12, cardTop + 14, 38, 9),
			text(right, textTop + 9, 'now', { size: 12, fill: quietText, anchor: 'end' }),
			...title.svg,
			...subtitle.svg,
			...content.svg,
			...picture.svg,
			...badge.svg,
		],
	};
}

const nothing: Part = { svg: [], height: 0 };

/** The app's icon on the home screen, with its badge. */
function badgeRow({ appName, badge }: Shown, top: number, appearance: Appearance): Part {
	if (badge === undefined) return nothing;
	const middle = PHONE_WIDTH / 2;
	const { screenText } = PICTURE_COLORS[appearance];
	const [name] = wrapText(oneLine(appName), { width: 14, lines: 1 });
	const [shown] = wrapText(oneLine(String(badge)), { width: 2.4, lines: 1 });
	const width = 20 + Math.max(0, shown.length - 1) * 8;
	const bubble = [
		`<rect x="${middle + 10}" y="${top + 12}" width="${width}" height="20" rx="10" fill="${PICTURE_COLORS.badge}"/>`,
		text(middle + 10 + width / 2, top + 22, shown, {
			...{ size: 13, weight: 600, fill: PICTURE_COLORS.onColor, anchor: 'middle' },
		}),
	];
	return {
		height: BADGE_ROW_HEIGHT,
		svg: [
			appIcon(middle - 22, top + 20, 44, 11),
			...(shown === '0' || shown === '' ? [] : bubble),
			text(middle, top + 76, name, { size: 12, fill: screenText, anchor: 'middle' }),
		],
	};
}

function screen(platform: Notification['platform'], height: number, appearance: Appearance) {
	const fill = PICTURE_COLORS[appearance].screen[platform];
	return `<rect width="${PHONE_WIDTH}" height="${height}" rx="28" fill="${fill}"/>`;
}

function card(top: number, height: number, radius: number, appearance: Appearance): string {
	const { card: fill } = PICTURE_COLORS[appearance];
	return `<rect x="${CARD_MARGIN}" y="${top}" width="${CARD_WIDTH}" height="${height}" rx="${radius}" fill="${fill}"/>`;
}

/** The place of the app's icon: a bell. */
function appIcon(x: number, y: number, size: number, radius: number): string {
	const { icon, onColor } = PICTURE_COLORS;
	return [
		`<g transform="translate(${x} ${y}) scale(${size / 24})">`,
		`<rect width="24" height="24" rx="${(radius * 24) / size}" fill="${icon}"/>`,
		`<path d="M12 5a4.5 4.5 0 0 0-4.5 4.5v3L6 15.5h12l-1.5-3v-3A4.5 4.5 0 0 0 12 5zM10.3 17a1.7 1.7 0 0 0 3.4 0z" fill="${onColor}"/>`,
		'</g>',
	].join('');
}

interface Place {
	x: number;
	y: number;
	width: number;
	height: number;
	/** Size of the file name. */
	size: number;
	appearance: Appearance;
}

/** The place of the picture, with its file name. */
function placeholder({ picture: name }: Shown, place: Place): Part {
	if (name === undefined) return nothing;
	const { x, y, width, height, size, appearance } = place;
	const { picture, pictureText } = PICTURE_COLORS[appearance];
	const lineHeight = size + 2;
	const lines = wrapText(oneLine(name), {
		width: (width - 8) / size,
		lines: Math.floor((height - 8) / lineHeight),
	});
	const top = y + (height - lines.length * lineHeight) / 2;
	return {
		height: height + 12,
		svg: [
			`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${width / 8 > 12 ? 12 : 6}" fill="${picture}"/>`,
			...lines.map((line, index) =>
				text(x + width / 2, top + (index + 0.5) * lineHeight, line, {
					...{ size, fill: pictureText, anchor: 'middle' },
				}),
			),
		],
	};
}

interface Style {
	size: number;
	fill: string;
	weight?: number;
	anchor?: 'middle' | 'end';
}

/** A text of several lines; `y` is its upper edge. */
function paragraph(
	words: string,
	{ x, y, width, lines, ...style }: Style & { x: number; y: number; width: number; lines: number },
): Part {
	if (words === '') return nothing;
	const lineHeight = style.size + 5;
	const letter = style.size * (style.weight ? BOLD : 1);
	const broken = wrapText(words, { width: width / letter, lines });
	return {
		height: broken.length * lineHeight,
		svg: broken.map((line, index) => text(x, y + (index + 0.5) * lineHeight, line, style)),
	};
}

function text(x: number, y: number, words: string, { size, fill, weight, anchor }: Style): string {
	const more = [
		...(weight ? [` font-weight="${weight}"`] : []),
		...(anchor ? [` text-anchor="${anchor}"`] : []),
	].join('');
	return `<text x="${x}" y="${y}" dominant-baseline="central" font-size="${size}" fill="${fill}"${more}>${escapeXml(words)}</text>`;
}

/** On one line: a phone shows no line breaks there. */
function oneLine(words: string): string {
	return words.replace(/\s+/g, ' ').trim();
}
