import { byteLength } from '../../shared/fields/apiFields';
import type { ValuesOf } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, isObject, JsonText, mergeJson, stringifyJson } from '../../shared/fields/json';
import { keyValueField } from '../../shared/fields/keyValues';
import { android } from './android';
import { iosAppearance } from './ios';
import type { PushOptions } from './options';
import { checkPersonalization, personalization } from './personalization';
import { sms } from './sms';
import { textFields } from './text';

/** The most that `message` may take, in bytes. Source: docs/api/tpns.md 4.2. */
export const MESSAGE_LIMIT_BYTES = 4096;

/** Data that the app gets with a push. */
export const customContent = keyValueField(
	'Custom Content',
	'customContent',
	'Data that the app gets with the message. Huawei (version 5 of its API) drops it: put the data into Deep Link for Huawei.',
);

/** Fields of a push between its audience and its options. */
export const messageFields = {
	...textFields,
	android,
	iosAppearance,
	customContent,
	personalization,
	sms,
};

/** What the form says of a push. */
export type PushValues = ValuesOf<typeof messageFields> & { readonly options: PushOptions };

/**
 * The request of a push without its audience. Source: docs/api/tpns.md 1.1.
 *
 * @param audienceOptions request fields of the options that only its audience has
 * @throws FieldError
 */
export function buildPush(
	values: PushValues,
	audienceOptions = values.options.audience,
): JsonObject {
	const { platform, messageType, options } = values;
	const { acceptTimes = [], channelRules = [] } = options;
	const isIos = platform === 'ios';
	const isSilent = isIos && messageType === 'message';
	const texts = isSilent ? {} : { title: values.title, content: values.content };
	checkPersonalization(values.personalization, platform, texts);
	const message = {
		...texts,
		...(acceptTimes.length > 0 && { accept_time: acceptTimes }),
		...options.message,
		...(isIos && options.iosMessage),
		...(isIos ? { ios: iosPart(values, isSilent) } : androidPart(values)),
		...values.personalization,
	};
	const push = {
		message_type: messageType,
		...(isIos && { environment: values.environment }),
		message,
		...(!isEmpty(values.personalization) && { ntf_wt_attrs: true }),
		...values.sms,
		...(channelRules.length > 0 && { channel_rules: channelRules }),
		...options.push,
		...audienceOptions,
	};
	const merged = mergeJson(push, options.additionalJson);
	checkSize(merged.message);
	return merged;
}

function androidPart(values: PushValues): JsonObject {
	const part = { ...values.android, ...customContentOf(values) };
	return isEmpty(part) ? {} : { android: part };
}

/** A silent push has nothing that could be shown. Source: docs/api/tpns.md 1.18 I41. */
function iosPart(values: PushValues, isSilent: boolean): JsonObject {
	const custom = customContentOf(values);
	if (isSilent) return { aps: { 'content-available': 1 }, ...custom };
	const { iosAppearance: aps } = values;
	return { aps: { ...aps, alert: isObject(aps.alert) ? aps.alert : {} }, ...custom };
}

/** The API takes custom content as a JSON text. Source: docs/api/tpns.md 1.18 I40. */
function customContentOf({ customContent: content }: PushValues): { custom_content?: JsonText } {
	return content ? { custom_content: new JsonText(content) } : {};
}

function checkSize(message: unknown): void {
	const bytes = byteLength(stringifyJson(message));
	if (bytes > MESSAGE_LIMIT_BYTES) {
		throw new FieldError(
			'The message',
			`has ${bytes} bytes, and TPNS takes at most ${MESSAGE_LIMIT_BYTES}`,
			'Shorten the content or the custom content',
		);
	}
}
