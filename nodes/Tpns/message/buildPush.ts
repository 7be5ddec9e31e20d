import { byteLength } from '../../shared/fields/apiFields';
import type { ValuesOf } from '../../shared/fields/field';
import { shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty, isObject, JsonText, mergeJson, stringifyJson } from '../../shared/fields/json';
import { keyValueField } from '../../shared/fields/keyValues';
import { tapNotice } from '../../shared/form/tapNotice';
import { DEFAULT_LOOK } from './ios';
import type { PushOptions } from './options';
import { checkPersonalization } from './personalization';
import { tap, withTapOptions } from './tap';
import type { appFields } from './text';
import { textFields } from './text';

/** The most that `message` may take, in bytes. Source: docs/api/tpns.md 4.2. */
export const MESSAGE_LIMIT_BYTES = 4096;

/** Data that the app gets with a push. */
export const customContent = keyValueField(
	'Custom Content',
	'customContent',
	'Data that the app gets with the message. Huawei (version 5 of its API) drops it: put the data into the deep link.',
);

/** What a push shows, and what a tap on it does: its fields after those of its audience. */
export const messageFields = {
	...textFields,
	tap,
	iosTap: shownWhen({ platform: ['ios'], messageType: ['notify'] }, tapNotice),
};

/** What the form says of a push. */
export type PushValues = Omit<ValuesOf<typeof appFields & typeof messageFields>, 'iosTap'> & {
	readonly customContent: JsonObject | undefined;
	readonly options: PushOptions;
};

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
	const { acceptTimes = [], channelRules = [], personalization = {} } = options;
	const isIos = platform === 'ios';
	const isSilent = isIos && messageType === 'message';
	const texts = isSilent ? {} : { title: values.title, content: values.content };
	checkPersonalization(personalization, platform, texts);
	const message = {
		...texts,
		...(acceptTimes.length > 0 && { accept_time: acceptTimes }),
		...options.message,
		...(isIos && options.iosMessage),
		...(isIos ? { ios: iosPart(values, isSilent) } : androidPart(values)),
		...personalization,
	};
	const push = {
		message_type: messageType,
		...(isIos && { environment: values.environment }),
		message,
		...(!isEmpty(personalization) && { ntf_wt_attrs: true }),
		...options.sms,
		...(channelRules.length > 0 && { channel_rules: channelRules }),
		...options.push,
		...audienceOptions,
	};
	const merged = mergeJson(push, options.additionalJson);
	checkSize(merged.message);
	return merged;
}

function androidPart(values: PushValues): JsonObject {
	const { messageType, options } = values;
	const part = {
		...options.android,
		...(messageType === 'notify' && withTapOptions(values.tap, options.tap)),
		...customContentOf(values),
	};
	return isEmpty(part) ? {} : { android: part };
}

/** A silent push has nothing that could be shown. Source: docs/api/tpns.md 1.18 I41. */
function iosPart(values: PushValues, isSilent: boolean): JsonObject {
	const custom = customContentOf(values);
	if (isSilent) return { aps: { 'content-available': 1 }, ...custom };
	const aps: JsonObject = values.options.iosAppearance ?? DEFAULT_LOOK;
	return { aps: { ...aps, alert: isObject(aps.alert) ? aps.alert : {} }, ...custom };
}

/** The API takes custom content as a JSON text. Source: docs/api/tpns.md 1.18 I40. */
function customContentOf({ customContent: content }: PushValues): { custom_content?: JsonText } {
	return content ? { custom_content: new JsonText(content) } : {};
}

function checkSize(message: unknown): void {
	const bytes = byteLength(stringifyJson(message));
	if (bytes > MESSAGE_LIMIT_BYTES) {
		throw FieldError.of(
			'The message',
			`has ${bytes} bytes, and TPNS takes at most ${MESSAGE_LIMIT_BYTES}`,
			"Shorten the texts or 'Custom Content'",
		);
	}
}
