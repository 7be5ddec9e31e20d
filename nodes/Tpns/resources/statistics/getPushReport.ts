import type { IDataObject } from 'n8n-workflow';
import type { ValuesOf } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { formatInZone } from '../../../shared/fields/moment';
import { requestOptions } from '../../../shared/form/settings';
import type { ItemResult, Run } from '../../../shared/run/operation';
import type { Heading } from '../../../shared/statistics/chart';
import type { ReportGroup } from '../../../shared/statistics/defineReport';
import { combineItems, defineReport } from '../../../shared/statistics/defineReport';
import { funnelOf } from '../../../shared/statistics/funnel';
import { presentation, reportTitle } from '../../../shared/statistics/present';
import { responseText } from '../../../shared/transport/response';
import { pushIds } from '../../pushRecord/pushId';
import type { PushRecord } from '../../pushRecord/record';
import { statusWord, timesOf } from '../../pushRecord/record';
import { serverTime } from '../../times';
import { totalOf } from './channels';
import { PushReader } from './readPushes';
import { output, reportResults } from './report';
import { describeEnd, waitMinutes, waitUntilFinished } from './waitUntilFinished';

const fields = {
	pushes: pushIds,
	combineItems,
	output,
	waitMinutes,
	presentation,
	options: requestOptions({ reportTitle }),
};

export const getPushReport = defineReport({
	value: 'getPushReport',
	name: 'Get Push Report',
	action: 'Get report of pushes',
	description:
		'Add up the reports of pushes of the last 30 days: scheduled, sent, delivered, clicked',
	fields,
	async open(run) {
		const reader = new PushReader(run.call);
		return await Promise.resolve(async (group) => await report(run, reader, group));
	},
});

async function report(
	run: Run,
	reader: PushReader,
	{ values, pushes, itemsWithoutPush }: ReportGroup<ValuesOf<typeof fields>>,
): Promise<ItemResult[]> {
	if (pushes.length === 0) {
		throw new FieldError(
			'Push',
			'is empty',
			'Choose a push from the list, or enter the push IDs from the send',
		);
	}
	const { waitMinutes: minutes, options } = values;
	const records =
		minutes === undefined
			? new Map<string, PushRecord>()
			: await waitUntilFinished(pushes, minutes, run);
	const numbers = await reader.read(pushes);
	const read = numbers.flatMap((each) => ('channels' in each ? [each] : []));
	const missing = numbers.flatMap((each) => ('failure' in each ? [each] : []));
	if (read.length === 0) throw missing[0].failure;
	for (const { pushId } of read) {
		const record = records.get(pushId) ?? (await reader.lookUp(pushId));
		if (record) records.set(pushId, record);
	}

	const zone = run.context.timezone;
	const described = read.map(({ pushId, channels }) => {
		const record = records.get(pushId);
		return { pushId, ...(record && describePush(record, zone)), ...funnelOf(totalOf(channels)) };
	});
	const [first] = read.map(({ pushId }) => records.get(pushId));
	const subject = {
		about: {
			...(options.reportTitle ? { reportTitle: options.reportTitle } : {}),
			...(read.length === 1 ? { pushId: read[0].pushId } : {}),
			...(first && describePush(first, zone, read.length === 1)),
			pushCount: read.length,
			...(minutes === undefined ? {} : describeEnd(pushes, minutes, records)),
		},
		more: {
			pushes: described,
			missing: missing.map(({ pushId, failure: { message, details } }) => ({
				pushId,
				reason: message,
				fix: details.fix,
			})),
			...(itemsWithoutPush > 0 ? { itemsWithoutPush } : {}),
		},
		heading: headingOf(
			read.map(({ pushId }) => pushId),
			records,
			options.reportTitle,
			zone,
		),
		pushes: described.map((push) => ({ name: rowName(push.pushId, records, zone), funnel: push })),
		missing: missing.map(({ pushId, failure }) => ({
			name: rowName(pushId, records, zone),
			reason: failure.message,
		})),
	};
	const channels = read.map((each) => each.channels);
	return await reportResults(channels, subject, values, run.execution);
}

/** What a record says of a push in a report. */
function describePush(record: PushRecord, zone: string, isOnly = true): IDataObject {
	const { title, content, status } = record;
	return {
		title: responseText(title || content),
		...(isOnly ? { status: statusWord(status), ...timesOf(record, zone) } : {}),
	};
}

/** The text and time of the pushes, as far as they are known. */
function headingOf(
	pushIds: readonly string[],
	records: ReadonlyMap<string, PushRecord>,
	ownTitle: string | undefined,
	zone: string,
): Heading {
	const [firstId, ...others] = pushIds;
	const text = textOf(records.get(firstId)) ?? `Push ${firstId}`;
	const title = ownTitle || (others.length === 0 ? text : `${text} and ${others.length} more`);
	const moments = pushIds
		.flatMap((pushId) => momentOf(records.get(pushId)) ?? [])
		.sort((a, b) => a.getTime() - b.getTime());
	const ends = moments.length === 0 ? [] : [moments[0], moments[moments.length - 1]];
	const [from, to] = ends.map((moment) => shortTime(moment, zone));
	const when = from === to ? momentInWords(moments[0], zone) : `${from} to ${to} ${zone}`;
	const count = others.length === 0 ? '' : `${pushIds.length} pushes`;
	return { title, subtitle: [when, count].filter((part) => part !== '').join(' · ') };
}

function rowName(pushId: string, records: ReadonlyMap<string, PushRecord>, zone: string): string {
	const record = records.get(pushId);
	const moment = momentOf(record);
	const time = moment ? `${shortTime(moment, zone)} ${zone}` : '';
	return [textOf(record) ?? `Push ${pushId}`, time].filter((part) => part !== '').join(' · ');
}

function textOf(record: PushRecord | undefined): string | undefined {
	return responseText(record?.title || record?.content) || undefined;
}

function momentOf(record: PushRecord | undefined): Date | undefined {
	const moment = new Date(record?.pushTime ?? NaN);
	return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function momentInWords(moment: Date | undefined, zone: string): string {
	return moment ? `${shortTime(moment, zone)} ${zone} (${serverTime(moment)})` : '';
}

function shortTime(moment: Date, zone: string): string {
	return formatInZone(moment, zone).slice(0, 16);
}
