import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { CHART_COLORS, funnelChart } from '../../../../nodes/shared/statistics/chart';
import { funnelOf } from '../../../../nodes/shared/statistics/funnel';
import { contrast } from '../../../support/contrast.mts';

const funnel = funnelOf({ scheduled: 12_000, sent: 9_000, delivered: 7_200, clicked: 900 });

function draw(title = 'Push 12', of = funnel, subtitle = '') {
	const { document } = parseHTML(`<body>${funnelChart(of, { title, subtitle })}</body>`);
	const texts = [...document.querySelectorAll('text')].map((element) => element.textContent);
	const bars = [...document.querySelectorAll('rect')]
		.slice(1)
		.map((element) => Number(element.getAttribute('width')));
	return { document, texts, bars };
}

test('the bars are as long as the counts', () => {
	const { bars } = draw();
	expect(bars).toHaveLength(4);
	expect(bars.map((length) => length / bars[0])).toEqual([
		1,
		expect.closeTo(0.75, 2),
		expect.closeTo(0.6, 2),
		expect.closeTo(0.075, 2),
	]);
});

test('counts and rates are written beside them', () => {
	expect(draw().texts).toEqual([
		'Push 12',
		'Scheduled',
		'12,000',
		'Actual Send Rate 75 %',
		'Sent',
		'9,000',
		'Delivery Rate 80 %',
		'Delivered',
		'7,200',
		'Click Rate 12.5 %',
		'Clicked',
		'900',
	]);
});

test('everything is said in words too', () => {
	const { document } = draw();
	expect(document.querySelector('title')?.textContent).toBe('Push 12');
	expect(document.querySelector('desc')?.textContent).toBe(
		'Scheduled 12,000, Sent 9,000 (Actual Send Rate 75 %), Delivered 7,200 (Delivery Rate 80 %), Clicked 900 (Click Rate 12.5 %)',
	);
	const labels = document.querySelector('svg')?.getAttribute('aria-labelledby')?.split(' ') ?? [];
	expect(labels.map((id) => document.getElementById(id)?.tagName.toLowerCase())).toEqual([
		'title',
		'desc',
	]);
});

test('an empty funnel has no bars and no rates', () => {
	const empty = funnelOf({ scheduled: 0, sent: 0, delivered: 0, clicked: 0 });
	const { bars, texts } = draw('Nothing yet', empty);
	expect(bars).toEqual([0, 0, 0, 0]);
	expect(texts).toContain('Click Rate –');
});

test('a title cannot bring markup into the picture', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 50 }), (end) => {
			const title = `<b>"'&amp;${end}`;
			const { document, texts } = draw(title);
			expect(texts).toHaveLength(12);
			expect(texts[0]).toBe(title);
			expect(document.querySelector('title')?.textContent).toBe(title);
		}),
	);
});

test('characters that XML does not know are left out', () => {
	expect(draw('a\u0000b\u001bc\ud800d\uffff😀').texts[0]).toBe('abcd😀');
});

test('a long title is cut, but not in the words', () => {
	const title = 'x'.repeat(200);
	const { document, texts } = draw(title);
	expect(texts[0]).toBe(`${'x'.repeat(59)}…`);
	expect(document.querySelector('title')?.textContent).toBe(title);
});

test('the time stands below the title, and in the words', () => {
	const { document, texts, bars } = draw('Push 12', funnel, '2026-07-01 09:00 Europe/Berlin');
	expect(texts.slice(0, 3)).toEqual(['Push 12', '2026-07-01 09:00 Europe/Berlin', 'Scheduled']);
	expect(bars).toHaveLength(4);
	expect(document.querySelector('desc')?.textContent).toMatch(
		/^2026-07-01 09:00 Europe\/Berlin\. Scheduled 12,000/,
	);
	const tops = [...document.querySelectorAll('text, rect')].map((element) =>
		Number(element.getAttribute('y')),
	);
	const height = Number(document.querySelector('svg')?.getAttribute('height'));
	expect(Math.max(...tops)).toBeLessThan(height);
});

test('texts and bars stand out from the panel, and the panel from any ground', () => {
	const { panel, text, quietText, edge, bars } = CHART_COLORS;
	for (const color of [text, quietText]) expect(contrast(color, panel)).toBeGreaterThan(4.5);
	for (const color of bars) expect(contrast(color, panel)).toBeGreaterThan(3);
	for (const ground of ['#ffffff', '#000000', '#1e1e1e']) {
		expect(Math.max(contrast(edge, ground), contrast(panel, ground))).toBeGreaterThan(3);
	}
	expect(funnelChart(funnel, { title: '', subtitle: '' })).toContain(`fill="${panel}"`);
});
