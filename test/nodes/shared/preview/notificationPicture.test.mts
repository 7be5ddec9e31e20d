import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { parseStringPromise } from 'xml2js';
import {
	type Notification,
	notificationPicture,
	PICTURE_COLORS,
} from '../../../../nodes/shared/preview/notificationPicture';
import { fits } from '../../../../nodes/shared/preview/phoneText';
import { escapeXml } from '../../../../nodes/shared/xml';
import { contrast } from '../../../support/contrast.mts';

const push: Notification = {
	platform: 'android',
	appName: 'Sakura Shop',
	title: 'Spring is here',
	content: 'Early access until Sunday',
};

const words = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 120 }),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom(
		'<b>"&\'',
		']]>',
		'<!--',
		'</svg><script>',
		'&amp;',
		'https://example.com/x',
		'春季🎉',
	),
);
const anyLimit = fc.record({
	channel: fc.constant('vivo'),
	most: fc.integer({ min: 1, max: 60 }),
	lengthOf: fc.constantFrom(undefined, (text: string) => [...text].length),
});
const anyNotification: fc.Arbitrary<Notification> = fc.record(
	{
		platform: fc.constantFrom('android' as const, 'ios' as const),
		title: words,
		content: words,
		appName: words,
		subText: words,
		badge: fc.oneof(fc.nat(999), words),
		picture: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), words),
		titleLimit: anyLimit,
		contentLimit: anyLimit,
		notes: fc.array(words, { maxLength: 4 }),
	},
	{ requiredKeys: ['platform', 'title', 'content'] },
);

const anyNotifications = fc.array(anyNotification, { minLength: 1, maxLength: 3 });

function draw(...notifications: Notification[]) {
	const { svg } = notificationPicture(notifications);
	const { document } = parseHTML(`<body>${svg}</body>`);
	const textsOf = (parent: { querySelectorAll(selector: string): Iterable<Element> }) =>
		[...parent.querySelectorAll('text')].map(({ textContent }) => textContent);
	return {
		svg,
		document,
		description: document.querySelector('desc')?.textContent,
		phones: [...document.querySelectorAll('svg > g')].map((phone) => textsOf(phone)),
		texts: textsOf(document),
	};
}

describe.each(['android', 'ios'] as const)('on %s', (platform) => {
	it('shows title and content, light and dark', () => {
		const { phones } = draw({ ...push, platform });
		expect(phones).toHaveLength(2);
		for (const texts of phones) {
			expect(texts).toContain('Spring is here');
			expect(texts.join(' ')).toContain('Early access until Sunday');
		}
		expect(phones[0]).toEqual(phones[1]);
	});

	it('cuts title and content within the limits, and says so', () => {
		const { phones, texts, description } = draw({
			...{ ...push, platform },
			titleLimit: { channel: 'vivo', most: 10 },
			contentLimit: { channel: 'OPPO', most: 15 },
		});
		for (const phone of phones) {
			expect(phone).toContain('Spring ...');
			expect(phone).toContain('Early access...');
		}
		const cuts = [
			"'Title' is cut: 14 characters, vivo shows at most 10",
			"'Content' is cut: 25 characters, OPPO shows at most 15",
		];
		expect(texts).toEqual(expect.arrayContaining(cuts));
		expect(description).toContain(cuts.join('. '));
	});

	it('says nothing about limits that are kept', () => {
		const { svg } = draw({
			...{ ...push, platform },
			titleLimit: { channel: 'vivo', most: 14 },
			contentLimit: { channel: 'vivo', most: 25 },
		});
		expect(svg).not.toContain('is cut');
	});

	it('shows sub-text, badge and the place of the picture only when they are set', () => {
		const without = draw({ ...push, platform });
		expect(without.phones[0].join()).not.toMatch(/Offers|5|sale/);
		const { phones, description } = draw({
			...{ ...push, platform, subText: 'Offers', badge: 5 },
			picture: 'https://example.com/img/sale.png?width=5#top',
		});
		expect(phones[0].join()).toMatch(/Offers/);
		expect(phones[0]).toContain('5');
		expect(phones[0].join('')).toContain('sale.png');
		expect(description).toMatch(
			/\. App: Sakura Shop\. Sub-text: Offers\. Title: Spring is here\. Content: Early access until Sunday\. Badge: 5\. Picture: sale\.png$/,
		);
	});

	it('shows no badge when the push takes it away', () => {
		const { phones, description } = draw({ ...push, platform, badge: 0 });
		expect(phones[0]).not.toContain('0');
		expect(description).toContain('Badge: 0');
	});

	it('has a title and a description for those who cannot see it', () => {
		const { document } = draw({ ...push, platform });
		const svg = document.querySelector('svg');
		expect(svg?.getAttribute('role')).toBe('img');
		const label = svg?.querySelector(':scope > title')?.textContent;
		expect(label).toBe(`Notification on ${platform === 'ios' ? 'iOS' : 'Android'}`);
		expect(svg?.getAttribute('aria-label')).toBe(label);
		expect(svg?.querySelector(':scope > desc')?.textContent).toContain('Spring is here');
	});
});

it('shows a message for two platforms in one picture, one below the other', () => {
	const title = 'Spring on iOS';
	const { phones, document, description } = draw(push, { ...push, platform: 'ios', title });
	expect(phones).toHaveLength(4);
	for (const texts of phones.slice(0, 2)) expect(texts).toContain(push.title);
	for (const texts of phones.slice(2)) expect(texts).toContain(title);
	expect(document.querySelector('title')?.textContent).toBe('Notification on Android and iOS');
	expect(description?.split('\n')).toHaveLength(2);
	const [, , , height] = document.querySelector('svg')?.getAttribute('viewBox')?.split(' ') ?? [];
	const tops = [...document.querySelectorAll('svg > g')].map((phone) => {
		const [, top] = /translate\(\S+ (\S+)\)/.exec(phone.getAttribute('transform') ?? '') ?? [];
		const box = phone.querySelector('rect')?.getAttribute('height');
		return { top: Number(top), bottom: Number(top) + Number(box) };
	});
	expect(tops[2].top).toBeGreaterThan(tops[0].bottom);
	expect(tops[3].bottom).toBeLessThan(Number(height));
});

it('counts a limit as the channel does', () => {
	const title = '🌸'.repeat(20);
	const [units, characters] = [undefined, (text: string) => [...text].length].map((lengthOf) =>
		draw({ ...push, title, titleLimit: { channel: 'vivo', most: 20, lengthOf } }),
	);
	expect(units.description).toContain("'Title' is cut: 40 characters");
	expect(characters.description).toContain(`Title: ${title}.`);
});

it('loads no picture, and says its file name only', () => {
	const anyFolder = fc.webPath().map((path) => `https://example.com${path}/`);
	const anyName = fc.stringMatching(/^[\w%&'~-][\w.%&'~-]{0,30}$/);
	const anyEnd = fc.constantFrom('', '?url=https://example.com/b.png', '#a/b.png');
	fc.assert(
		fc.property(anyFolder, anyName, anyEnd, (folder, name, end) => {
			const { svg } = draw({ ...push, picture: `${folder}${name}${end}` });
			expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
			expect(svg).toContain(escapeXml(`Picture: ${name}`));
		}),
	);
	expect(draw({ ...push, picture: 'https://example.com' }).description).toMatch(
		/Picture: Picture$/,
	);
});

it('is well-formed XML that refers to nothing, whatever the texts hold', async () => {
	await fc.assert(
		fc.asyncProperty(anyNotifications, async (notifications) => {
			const { svg, document } = draw(...notifications);
			expect(await parseStringPromise(svg)).toHaveProperty('svg');
			// What XML 1.0 does not know (2.2), lone surrogates among it.
			expect(svg).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
			const names = new Set(
				[...document.querySelectorAll('svg, svg *')].map(({ tagName }) => tagName),
			);
			expect([...names].map((name) => name.toLowerCase()).sort()).toEqual([
				'desc',
				'g',
				'path',
				'rect',
				'svg',
				'text',
				'title',
			]);
			for (const element of document.querySelectorAll('svg, svg *')) {
				for (const { name, value } of element.attributes) {
					expect(name).not.toMatch(/href|src|style|^on/i);
					if (name !== 'xmlns') expect(value).not.toMatch(/url\(|:\/\//);
				}
			}
		}),
	);
});

it('says the whole content in words', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (end) => {
			const content = `<i>&amp;"'${end}`;
			expect(draw({ ...push, content }).description).toContain(`Content: ${content}`);
		}),
	);
});

it('keeps every text on its phone', () => {
	fc.assert(
		fc.property(anyNotifications, (notifications) => {
			const { document } = draw(...notifications);
			for (const text of document.querySelectorAll('svg > g > text')) {
				const [x, size] = ['x', 'font-size'].map((name) => Number(text.getAttribute(name)));
				const anchor = text.getAttribute('text-anchor');
				const room =
					anchor === 'middle' ? 2 * Math.min(x, 340 - x) : anchor === 'end' ? x : 340 - x;
				expect(fits(text.textContent ?? '', room / size)).toBe(true);
			}
		}),
	);
});

it('has texts that stand out from what they are on', () => {
	const { light, dark, panel, heading, note, icon, badge, onColor } = PICTURE_COLORS;
	for (const { screen, screenText, card, text, quietText, picture, pictureText } of [light, dark]) {
		expect(contrast(screenText, screen.android)).toBeGreaterThan(4.5);
		expect(contrast(screenText, screen.ios)).toBeGreaterThan(4.5);
		expect(contrast(text, card)).toBeGreaterThan(4.5);
		expect(contrast(quietText, card)).toBeGreaterThan(4.5);
		expect(contrast(pictureText, picture)).toBeGreaterThan(4.5);
	}
	for (const color of [heading, note]) expect(contrast(color, panel)).toBeGreaterThan(4.5);
	for (const color of [icon, badge]) expect(contrast(color, onColor)).toBeGreaterThan(4.5);
});
