import type { IDataObject } from 'n8n-workflow';
import type { ValuesOf } from '../../../shared/fields/field';
import { field } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import type { ItemResult } from '../../../shared/run/operation';
import { responseNumber, responseText } from '../../../shared/transport/response';
import { explainVendorCode } from '../../vendorErrors';
import { describeAsked } from './collect';
import type { FiguresGroup } from './defineFigures';
import { describeChannel } from './report';

/** The longest period of a loss analysis, in days. Source: docs/api/push-service.md 3.h. */
export const LOSS_DAYS = 7;

/** How losses are shown. */
export const lossFields = {
	output: field({
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
		description: 'Whether to count a reason over all channels or by channel',
	}),
	options: timeoutOnly,
};

/** Where devices were lost. Source: docs/api/push-service.md 3.h, "Loss response". */
const STEPS: ReadonlyArray<[step: string, list: string, listByChannel: string]> = [
	['beforeSending', 'ReadyToSendLoss', 'PlatformReadyToSendLoss'],
	['beforeDelivery', 'PostSendDeliveredLoss', 'PlatformPostSendDeliveredLoss'],
];

function explained(loss: JsonObject) {
	const channel = describeChannel(loss);
	return { ...channel, ...explainVendorCode(channel.vendor, loss.ErrCode) };
}

/** Without a channel only Tencent's own codes mean something: vendors use the same numbers. */
function ownCode(loss: JsonObject) {
	const { vendorReason, fix } = explainVendorCode('', loss.ErrCode);
	return vendorReason === undefined ? {} : { vendorReason, fix };
}

/** Losses, one item for each reason of each push. Without any loss a single item says so. */
export function describeLosses(
	{ period, found, missing }: FiguresGroup,
	{ output }: ValuesOf<typeof lossFields>,
): ItemResult[] {
	const isByChannel = output === 'channels';
	const rows = found.flatMap(({ taskId, figures }): IDataObject[] => {
		const losses = STEPS.flatMap(([step, list, listByChannel]) =>
			objectsIn(figures[isByChannel ? listByChannel : list]).map((loss) => ({
				step,
				code: responseText(loss.ErrCode),
				reason: responseText(loss.ErrInfo),
				count: responseNumber(loss.ErrCount),
				...(isByChannel ? explained(loss) : ownCode(loss)),
			})),
		);
		const about = describeAsked({ taskId, period });
		if (losses.length === 0) return [{ ...about, step: 'none', count: 0 }];
		return losses.map((loss) => ({ ...about, ...loss }));
	});
	const lost = missing.map(({ taskId, reason, fix }) => ({
		...describeAsked({ taskId, period }),
		found: false,
		reason,
		fix,
	}));
	return [...rows, ...lost].map((json) => ({ json }));
}
