import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { parseStringPromise } from 'xml2js';
import {
	type Notification,
	notificationPicture,
	PICTURE_COLORS,
} from '../../../../nodes/shared/preview/notificationPicture';
import { fits } from '../../../../nodes/shared/preview/phoneText';
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
const anyNotification: fc.Arbitrary<Notification> = fc.record(
	{
		platform: fc.constantFrom('android' as const, 'ios' as const),
		title: words,
		content: words,
		appName: words,
		subText: words,
		badge: fc.oneof(fc.nat(999), words),
		hasPicture: fc.boolean(),
		titleLimit: fc.integer({ min: 1, max: 60 }),
		contentLimit: fc.integer({ min: 1, max: 60 }),
	},
	{ requiredKeys: ['platform', 'title', 'content'] },
);

function draw(notification: Notification) {
	const svg = notificationPicture(notification);
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
			...{ ...push, platform, titleLimit: 10, contentLimit: 15 },
		});
		for (const phone of phones) {
			expect(phone).toContain('Spring ...');
			expect(phone).toContain('Early access...');
		}
		const cuts =
			'Title is cut: 14 characters, at most 10. Content is cut: 25 characters, at most 15';
		expect(texts).toContain(cuts);
		expect(description).toContain(cuts);
	});

	it('says nothing about limits that are kept', () => {
		const { svg } = draw({ ...push, platform, titleLimit: 14, contentLimit: 25 });
		expect(svg).not.toContain('is cut');
	});

	it('shows sub-text, badge and the place of the picture only when they are set', () => {
		const without = draw({ ...push, platform });
		expect(without.phones[0].join()).not.toMatch(/Offers|5|Picture/);
		const { phones, description } = draw({
			...{ ...push, platform, subText: 'Offers', badge: 5, hasPicture: true },
		});
		expect(phones[0].join()).toMatch(/Offers/);
		expect(phones[0]).toEqual(expect.arrayContaining(['5', 'Picture']));
		expect(description).toBe(
			'App: Sakura Shop. Sub-text: Offers. Title: Spring is here. Content: Early access until Sunday. Badge: 5. With a picture',
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
		const labels = svg?.getAttribute('aria-labelledby')?.split(' ') ?? [];
		expect(labels.map((id) => document.getElementById(id)?.tagName.toLowerCase())).toEqual([
			'title',
			'desc',
		]);
	});
});

it('is well-formed XML that refers to nothing, whatever the texts hold', async () => {
	await fc.assert(
		fc.asyncProperty(anyNotification, async (notification) => {
			const { svg, document } = draw(notification);
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
		fc.property(anyNotification, (notification) => {
			const { document } = draw(notification);
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
	const { light, dark, panel, heading, cutText, icon, badge, onColor } = PICTURE_COLORS;
	for (const { screen, screenText, card, text, quietText, picture, pictureText } of [light, dark]) {
		expect(contrast(screenText, screen.android)).toBeGreaterThan(4.5);
		expect(contrast(screenText, screen.ios)).toBeGreaterThan(4.5);
		expect(contrast(text, card)).toBeGreaterThan(4.5);
		expect(contrast(quietText, card)).toBeGreaterThan(4.5);
		expect(contrast(pictureText, picture)).toBeGreaterThan(4.5);
	}
	for (const color of [heading, cutText]) expect(contrast(color, panel)).toBeGreaterThan(4.5);
	for (const color of [icon, badge]) expect(contrast(color, onColor)).toBeGreaterThan(4.5);
});
