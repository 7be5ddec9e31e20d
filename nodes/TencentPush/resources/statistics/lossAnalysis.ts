import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import type { ItemResult, Parameters } from '../../../shared/run/operation';
import type { PushFigures } from './defineFigures';
import { describePeriod } from './period';
import { describeChannel } from './report';
import { responseNumber, responseText } from '../../../shared/transport/response';

/** The longest period of a loss analysis, in days. Source: docs/api/push-service.md 3.h. */
export const LOSS_DAYS = 7;

/** How losses are shown. */
export const lossFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'One Item per Reason', value: 'reasons' },
			{
				name: 'One Item per Reason and Channel',
				value: 'channels',
			},
		],
		default: 'reasons',
		description: 'Whether a reason is counted over all channels or by channel',
	},
];

/** Where devices were lost. Source: docs/api/push-service.md 3.h, "Loss response". */
const STEPS: ReadonlyArray<[step: string, list: string, listByChannel: string]> = [
	['beforeSending', 'ReadyToSendLoss', 'PlatformReadyToSendLoss'],
	['beforeDelivery', 'PostSendDeliveredLoss', 'PlatformPostSendDeliveredLoss'],
];

/** Losses, one item for each reason. Without any loss a single item says so. */
export function describeLosses(
	{ taskId, period, figures }: PushFigures,
	parameters: Parameters,
): ItemResult[] {
	const about = { ...(taskId === '' ? {} : { taskId }), ...describePeriod(period) };
	const isByChannel = parameters.output === 'channels';
	const losses = STEPS.flatMap(([step, list, listByChannel]) =>
		objects(figures[isByChannel ? listByChannel : list]).map((loss) => ({
			step,
			code: responseText(loss.ErrCode),
			reason: responseText(loss.ErrInfo),
			count: responseNumber(loss.ErrCount),
			...(isByChannel ? describeChannel(loss) : {}),
		})),
	);
	const rows: IDataObject[] = losses.length > 0 ? losses : [{ step: 'none', count: 0 }];
	return rows.map((row) => ({ json: { ...about, ...row } }));
}

function objects(list: unknown): JsonObject[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}
