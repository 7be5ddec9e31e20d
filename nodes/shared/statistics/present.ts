import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { field, group } from '../fields/field';
import type { ItemResult } from '../run/operation';
import { storePage, storeText } from '../preview/binaryText';
import type { Heading } from './chart';
import { CHART_MIME_TYPE, funnelChart } from './chart';
import type { MissingRow, PushRow } from './email';
import { HTML_MIME_TYPE, reportHtml } from './email';
import type { Funnel } from './funnel';

/** In which forms a report is added to its numbers. */
export interface Presentation {
	includeChart: boolean;
	includeHtml: boolean;
}

/** Reads in which forms a report is added to its numbers. */
export const presentation = group(
	{
		includeChart: field({
			displayName: 'Include Chart',
			name: 'includeChart',
			type: 'boolean',
			default: false,
			description:
				'Whether to attach the funnel as an SVG picture in the binary field "chart", for a chat message or a web page (n8n does not show SVG)',
		}),
		includeHtml: field({
			displayName: 'Include HTML',
			name: 'includeHtml',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the report as HTML for the body of an email, in the field "html", as a file in the binary field "report", and in "open" to view it in n8n',
		}),
	},
	({ includeChart, includeHtml }): Presentation => ({ includeChart, includeHtml }),
);

/** Replaces the heading of chart and HTML. */
export const reportTitle = field({
	displayName: 'Report Title',
	name: 'reportTitle',
	type: 'string',
	default: '',
	placeholder: 'e.g. Spring sale',
	description: 'Heading of the chart and the HTML. Empty: the text and time of the push.',
});

/** A report that is shown. */
interface Report {
	json: IDataObject & Funnel;
	heading: Heading;
	/** The pushes that are added up, where there are several. */
	pushes?: readonly PushRow[];
	/** Pushes whose numbers are not among them. */
	missing?: readonly MissingRow[];
}

/** A report in the forms that are wanted. */
export async function present(
	{ json, heading, pushes, missing = [] }: Report,
	{ includeChart, includeHtml }: Presentation,
	execution: IExecuteFunctions,
): Promise<ItemResult> {
	const left = missing.length === 0 ? '' : `${missing.length} of the pushes not included`;
	const subtitle = [heading.subtitle, left].filter((part) => part !== '').join(' · ');
	const whole = { title: heading.title, subtitle };
	const binary: IBinaryKeyData = {};
	if (includeChart) {
		binary.chart = await storeText(
			execution,
			funnelChart(json, whole),
			'funnel.svg',
			CHART_MIME_TYPE,
		);
	}
	if (!includeHtml) return { json, ...(includeChart && { binary }) };
	const html = reportHtml(json, whole, pushes, missing);
	binary.report = await storeText(execution, html, 'report.html', HTML_MIME_TYPE);
	binary.open = await storePage(execution, html, 'report.html');
	return { json: { ...json, html }, binary };
}
