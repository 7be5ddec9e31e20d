import type { IDataObject } from 'n8n-workflow';
import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject, objectsIn } from '../../../shared/fields/json';
import { readTrimmed } from '../../../shared/fields/text';
import type { ItemResult } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { responseText } from '../../../shared/transport/response';
import { explainVendorCode } from '../../vendorErrors';
import { describeChannel } from './report';

/** Shows the tokens of devices in full; otherwise only their ends are shown. */
export const showDeviceTokens = field({
	displayName: 'Show Device Tokens',
	name: 'showDeviceTokens',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether to show full device tokens instead of their first and last characters',
});

/** Characters that stay at each end of a masked token. */
const KEPT = 4;

/**
 * What happened to a push on each device, one item each. Source: docs/api/push-service.md 3.h.
 *
 * @param asked what was asked for, for each item
 */
export function describeTrace(
	{ body }: Answer,
	asked: IDataObject,
	isUnmasked: boolean,
): ItemResult[] {
	const instances = objectsIn(body.InstanceTrace);
	if (instances.length === 0) return [{ json: { ...asked, found: false } }];
	return instances.map((instance) => ({
		json: {
			...asked,
			...describeChannel(instance),
			...failureIn(instance),
			deviceModel: responseText(instance.DeviceModel),
			system: `${responseText(instance.System)} ${responseText(instance.SystemVersion)}`.trim(),
			pushTime: responseText(instance.PushTime),
			trace: (isUnmasked ? instance : masked(instance)) as IDataObject,
		},
	}));
}

/**
 * An ID that must not be empty.
 *
 * @throws FieldError
 */
export function readId(value: unknown, field: string): string {
	const id = readTrimmed(value, field);
	if (id === '') throw new FieldError(field, 'is empty', `Enter '${field}'`);
	return id;
}

/**
 * The first code of the way of a push that is no success, explained as its vendor's. How the steps
 * of a way are called is not documented in full. Source: docs/api/push-service.md 3.h.
 */
function failureIn(instance: JsonObject): IDataObject {
	const [step] = [instance.OfflinePushStat, instance.OnlinePushStat].flatMap(failedSteps);
	if (step === undefined) return {};
	return {
		code: responseText(step.ErrorCode),
		reason: responseText(step.ErrorInfo),
		...explainVendorCode(describeChannel(instance).vendor, step.ErrorCode),
	};
}

function failedSteps(way: unknown): JsonObject[] {
	if (!isObject(way)) return [];
	const code = responseText(way.ErrorCode);
	return code !== '' && code !== '0' ? [way] : Object.values(way).flatMap(failedSteps);
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
