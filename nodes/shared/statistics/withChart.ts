import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { field } from '../fields/field';
import type { ItemResult } from '../run/operation';
import { CHART_MIME_TYPE, funnelChart } from './chart';
import type { Funnel } from './funnel';

/** Attaches a picture of the funnel. */
export const includeChart = field({
	displayName: 'Include Chart',
	name: 'includeChart',
	type: 'boolean',
	default: false,
	description:
		'Whether to attach the funnel as an SVG picture in the binary field "chart", ready for a mail or chat message',
});

/**
 * A result with its funnel as a picture, when the form asks for it.
 *
 * @param title stands above the bars
 */
export async function withChart(
	json: IDataObject & Funnel,
	title: string,
	isWanted: boolean,
	execution: IExecuteFunctions,
): Promise<ItemResult> {
	if (!isWanted) return { json };
	const picture = Buffer.from(funnelChart(json, title), 'utf8');
	const chart = await execution.helpers.prepareBinaryData(picture, 'funnel.svg', CHART_MIME_TYPE);
	return { json, binary: { chart } };
}
