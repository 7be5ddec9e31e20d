import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import type { ItemResult, Parameters } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { describeChannel } from './report';
import { responseText } from '../../../shared/transport/response';

/** Whether whoever sees the output can push to the devices in it. */
export const unmaskField: INodeProperties = {
	displayName: 'Show Device Tokens',
	name: 'showDeviceTokens',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether the tokens of the devices are shown in full. Whoever has one can tell devices apart.',
};

/** Characters that stay at each end of a masked token. */
const KEPT = 4;

/**
 * What became of a push on each device, one item each. Source: docs/api/push-service.md 3.h.
 *
 * @param asked what was asked for, for each item
 */
export function describeTrace(
	{ body }: Answer,
	asked: IDataObject,
	parameters: Parameters,
): ItemResult[] {
	const instances = Array.isArray(body.InstanceTrace) ? body.InstanceTrace.filter(isObject) : [];
	if (instances.length === 0) return [{ json: { ...asked, found: false } }];
	return instances.map((instance) => {
		const shown =
			parameters.showDeviceTokens === true ? instance : (masked(instance) as JsonObject);
		return {
			json: {
				...asked,
				...describeChannel(instance),
				deviceModel: responseText(instance.DeviceModel),
				system: `${responseText(instance.System)} ${responseText(instance.SystemVersion)}`.trim(),
				pushTime: responseText(instance.PushTime),
				trace: shown as IDataObject,
			},
		};
	});
}

function masked(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => masked(entry, name));
	if (isObject(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([field, entry]) => [field, masked(entry, field)]),
		);
	}
	return /token/i.test(name) && typeof value === 'string' ? maskedToken(value) : value;
}

function maskedToken(token: string): string {
	return token.length > 3 * KEPT ? `${token.slice(0, KEPT)}…${token.slice(-KEPT)}` : '…';
}
