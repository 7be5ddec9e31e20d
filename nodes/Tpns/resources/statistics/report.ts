import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../../shared/run/operation';
import type { Heading } from '../../../shared/statistics/chart';
import type { MissingRow, PushRow } from '../../../shared/statistics/email';
import { outputField } from '../../../shared/statistics/outputField';
import type { Presentation } from '../../../shared/statistics/present';
import { present } from '../../../shared/statistics/present';
import type { ChannelNumbers } from './channels';
import { describeChannels, describeTotal } from './channels';

/** What TPNS counts as delivered. Source: docs/api/tpns.md 1.16. */
export const DELIVERIES =
	'Delivered counts devices that confirmed the push. Huawei, Honor, HarmonyOS and Meizu confirm only after you set up their receipts in the console';

/** How a report is shown. */
export const output = outputField(DELIVERIES);

/** What a report is about. */
interface Subject {
	/** Fields of each result before the numbers. */
	about: IDataObject;
	/** Fields of each result after the numbers. */
	more?: IDataObject;
	heading: Heading;
	pushes?: readonly PushRow[];
	missing?: readonly MissingRow[];
}

/**
 * The results of a report, together or by channel.
 *
 * @param each channels of each push that is added up
 */
export async function reportResults(
	each: ReadonlyArray<readonly ChannelNumbers[]>,
	{ about, more, heading, pushes, missing }: Subject,
	view: { output: 'channels' | 'summary'; presentation: Presentation },
	execution: IExecuteFunctions,
): Promise<ItemResult[]> {
	if (view.output === 'summary') {
		const json = { ...about, ...describeTotal(each), ...more };
		return [await present({ json, heading, pushes, missing }, view.presentation, execution)];
	}
	return await Promise.all(
		describeChannels(each).map(async (channel) => {
			const json = { ...about, ...channel, ...more };
			const title = `${heading.title} · ${channel.channelName}`;
			const own = { json, heading: { ...heading, title }, missing };
			return await present(own, view.presentation, execution);
		}),
	);
}
