import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { byteLength, collectionOf, readApiFields } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, isObject, mergeJson, readJsonObject } from '../../shared/fields/json';
import { keyValueField, readKeyValues } from '../../shared/fields/keyValues';
import { readText } from '../../shared/fields/text';
import { FieldError } from '../../shared/fields/fieldError';
import { previewOnlyField, sendOptions } from '../../shared/form/settings';
import type { Parameters } from '../../shared/run/operation';
import { androidFields, appearance, checkClick, click, vendorChannels } from './android';
import { iosAppearance, iosFields } from './ios';
import { additionalJson, iosShowType, messageOptions, pushOptions } from './options';
import { personalizationField, readPersonalization } from './personalization';
import { readSms, smsField } from './sms';
import { kindFields, textFields } from './text';

/** The most that `message` may take, in bytes. Source: docs/api/tpns.md 4.2. */
export const MESSAGE_LIMIT_BYTES = 4096;

const customContent = keyValueField(
	'Custom Content',
	'customContent',
	'Data that the app gets with the message',
);

/**
 * Fields of a push, from audience to options.
 *
 * @param audience fields that say who gets it
 * @param audienceOptions options that only this audience has
 * @param timing fields that say when, for audiences that can be scheduled
 */
export function pushFields(
	audience: INodeProperties[],
	audienceOptions: ApiField[] = [],
	timing: INodeProperties[] = [],
): INodeProperties[] {
	const options = collectionOf(
		'Options',
		'options',
		[...messageOptions, iosShowType, ...pushOptions, ...audienceOptions],
		{
			placeholder: 'Add Option',
		},
	);
	options.options = [
		...((options.options ?? []) as INodeProperties[]),
		additionalJson,
		...sendOptions,
	].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
	return [
		...audience,
		...kindFields,
		...textFields,
		...androidFields,
		...iosFields,
		customContent,
		personalizationField,
		smsField,
		...timing,
		options,
		previewOnlyField,
	];
}

/**
 * The request of a push without its audience. Source: docs/api/tpns.md 1.1.
 *
 * @param audienceOptions the options that only this audience has
 * @throws FieldError
 */
export function buildPush(parameters: Parameters, audienceOptions: ApiField[] = []): JsonObject {
	const options = isObject(parameters.options) ? parameters.options : {};
	const platform = parameters.platform === 'ios' ? 'ios' : 'android';
	const isSilent = platform === 'ios' && parameters.messageType === 'message';
	const custom = readKeyValues(parameters.customContent, 'Custom Content');
	// The API takes custom content as a JSON text. Source: docs/api/tpns.md 1.18 I40.
	const customContentText = custom ? { custom_content: JSON.stringify(custom) } : {};
	const personal = readPersonalization(parameters, platform);
	const message: JsonObject = {
		...(isSilent
			? {}
			: {
					title: readText(parameters.title, 'Title'),
					content: readText(parameters.content, 'Content'),
				}),
		...readApiFields(
			options,
			platform === 'ios' ? [...messageOptions, iosShowType] : messageOptions,
		),
		...(platform === 'ios'
			? { ios: iosPart(parameters, isSilent, customContentText) }
			: androidPart(parameters, customContentText)),
		...personal.message,
	};
	const push: JsonObject = {
		message_type: parameters.messageType === 'message' ? 'message' : 'notify',
		...(platform === 'ios'
			? { environment: parameters.environment === 'dev' ? 'dev' : 'product' }
			: {}),
		message,
		...personal.push,
		...readSms(parameters),
		...readApiFields(options, [...pushOptions, ...audienceOptions]),
	};
	const merged = mergeJson(push, readJsonObject(options.additionalJson, 'Additional JSON'));
	checkSize(merged.message);
	return merged;
}

function androidPart(parameters: Parameters, customContentText: JsonObject): JsonObject {
	const action = checkClick(readApiFields(parameters.androidClick, click));
	const android = {
		...readApiFields(parameters.androidAppearance, appearance),
		...readApiFields(parameters.vendorChannels, vendorChannels),
		...(isEmpty(action) ? {} : { action }),
		...customContentText,
	};
	return isEmpty(android) ? {} : { android };
}

/** A silent push has nothing that could be shown. Source: docs/api/tpns.md 1.18 I41. */
function iosPart(
	parameters: Parameters,
	isSilent: boolean,
	customContentText: JsonObject,
): JsonObject {
	if (isSilent) return { aps: { 'content-available': 1 }, ...customContentText };
	const aps = readApiFields(parameters.iosAppearance, iosAppearance);
	return { aps: { ...aps, alert: isObject(aps.alert) ? aps.alert : {} }, ...customContentText };
}

function checkSize(message: unknown): void {
	const bytes = byteLength(JSON.stringify(message));
	if (bytes > MESSAGE_LIMIT_BYTES) {
		throw new FieldError(
			'The message',
			`has ${bytes} bytes, and TPNS takes at most ${MESSAGE_LIMIT_BYTES}`,
			'Shorten the content or the custom content',
		);
	}
}
