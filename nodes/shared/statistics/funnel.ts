/** How many devices or messages got how far. */
export interface FunnelCounts {
	/** That the push was meant for. */
	scheduled: number;
	/** To which it was in fact sent. */
	sent: number;
	/** That it reached. */
	delivered: number;
	clicked: number;
}

/** Counts with the share of each step in the step before it. */
export interface Funnel extends FunnelCounts {
	/** Sent of scheduled. */
	actualSendRate: number | null;
	/** Delivered of sent. */
	deliveryRate: number | null;
	/** Clicked of delivered. */
	clickRate: number | null;
}

/**
 * The three rates of a push as Tencent's consoles define them: Actual Send Rate is sent of
 * scheduled, Delivery Rate is delivered of sent, Click Rate is clicked of delivered.
 *
 * @returns shares of 1, rounded to four places; null where the step before it is 0
 *   or smaller, because then Tencent did not count all of it
 */
export function funnelOf({ scheduled, sent, delivered, clicked }: FunnelCounts): Funnel {
	return {
		scheduled,
		sent,
		delivered,
		clicked,
		actualSendRate: share(sent, scheduled),
		deliveryRate: share(delivered, sent),
		clickRate: share(clicked, delivered),
	};
}

/** The counts of several pushes, channels or days together. */
export function addCounts(all: readonly FunnelCounts[]): FunnelCounts {
	const sum = (name: keyof FunnelCounts) => all.reduce((total, counts) => total + counts[name], 0);
	return {
		scheduled: sum('scheduled'),
		sent: sum('sent'),
		delivered: sum('delivered'),
		clicked: sum('clicked'),
	};
}

/** A step of a funnel in words, with its rate in the step before it. */
export interface FunnelStep {
	name: string;
	count: number;
	rate?: { name: string; value: number | null };
}

/** The steps of a funnel in their order. */
export function funnelSteps(funnel: Funnel): FunnelStep[] {
	return [
		{ name: 'Scheduled', count: funnel.scheduled },
		{
			name: 'Sent',
			count: funnel.sent,
			rate: { name: 'Actual Send Rate', value: funnel.actualSendRate },
		},
		{
			name: 'Delivered',
			count: funnel.delivered,
			rate: { name: 'Delivery Rate', value: funnel.deliveryRate },
		},
		{
			name: 'Clicked',
			count: funnel.clicked,
			rate: { name: 'Click Rate', value: funnel.clickRate },
		},
	];
}

/** A count as people read it, e.g. `12,000`. */
export function amount(count: number): string {
	return count.toLocaleString('en-US');
}

/** A share of 1 as people read it: `0.125` is `12.5 %`, and null, which nothing makes up, is `–`. */
export function percent(rate: number | null): string {
	return rate === null ? '–' : `${Number((rate * 100).toFixed(2))} %`;
}

function share(part: number, whole: number): number | null {
	return whole > 0 && part <= whole ? Math.round((part / whole) * 10_000) / 10_000 : null;
}
