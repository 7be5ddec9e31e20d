import type { ValuesOf } from '../../shared/fields/field';
import { allShownWhen, field, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { JsonText, mergeJson } from '../../shared/fields/json';
import { keyValueField } from '../../shared/fields/keyValues';
import { rowsField } from '../../shared/fields/rows';
import { readText, readTrimmed } from '../../shared/fields/text';
import { content, title } from '../../shared/form/messageText';
import { tapNotice } from '../../shared/form/tapNotice';
import { checkTextSize } from './limits';

/** What a push is. */
export const pushType = field({
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'Notification', value: 'notify', description: 'Shown by the system' },
		{
			name: 'Notification From Template',
			value: 'template',
			description: 'Shown by the system, with the text of a template from the console',
		},
		{
			name: 'In-App Message',
			value: 'message',
			description:
				'Sends Custom Content to the app of users who are online. The app decides what to show.',
		},
	],
	default: 'notify',
});

/** What the notification is that replaces another. */
export const replacementType = field({
	displayName: 'Replacement',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'Notification', value: 'notify', description: 'With a text of its own' },
		{
			name: 'Notification From Template',
			value: 'template',
			description: 'With the text of a template from the console',
		},
	],
	default: 'notify',
	description: 'Notification that replaces the one that was shown',
});

/** Whether a Chat message comes with a notification for users who are offline. */
export const offlinePush = field({
	displayName: 'Offline Push',
	name: 'messageType',
	type: 'options',
	options: [
		{
			name: 'Notification',
			value: 'notify',
			description: 'Shown by the system to users who are offline',
		},
		{
			name: 'Notification From Template',
			value: 'template',
			description: 'The same with the text of a template from the console',
		},
		{ name: 'None', value: 'none', description: 'No notification with the Chat message' },
	],
	default: 'notify',
});

/** Texts of a notification in other languages. */
export const otherLanguages = rowsField(
	{
		displayName: 'Other Languages',
		name: 'otherLanguages',
		placeholder: 'Add Language',
		description: 'Texts for devices in other languages. All other devices show Title and Content.',
	},
	{ displayName: 'Language', name: 'languages' },
	{
		language: field(
			{
				displayName: 'Language',
				name: 'language',
				type: 'string',
				default: '',
				placeholder: 'e.g. zh-hant',
				description: "Language code from Tencent's list",
			},
			readRequiredName,
		),
		title: field(
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Title in this language',
			},
			(value) => readText(value, "'Title' of another language"),
		),
		content: field(
			{
				displayName: 'Content',
				name: 'content',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				description: 'Content in this language',
			},
			(value) => readText(value, "'Content' of another language"),
		),
	},
);

const templateId = field(
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1400000000-1',
		description: 'ID of a template that was created in the Push Service console',
	},
	readRequiredName,
);

const templateValues = keyValueField(
	'Template Values',
	'templateValues',
	'Values of the variables of the template',
);

/** Data that the app gets with a push. */
export const customContent = keyValueField(
	'Custom Content',
	'customContent',
	'Data that the app gets with the push (Ext in the API)',
);

/** What a notification shows: its fields below the one that says what kind it is. */
export const notificationFields = {
	...allShownWhen({ messageType: ['notify'] }, { title, content }),
	...allShownWhen({ messageType: ['template'] }, { templateId, templateValues }),
	tapNotice: shownWhen({ messageType: ['notify', 'template'] }, tapNotice),
};

/** The same where the app may get a message instead, which shows nothing by itself. */
export const pushFields = {
	...notificationFields,
	inAppContent: shownWhen({ messageType: ['message'] }, customContent),
};

/** Data that the app gets with a notification. */
export const notificationData = shownWhen({ messageType: ['notify', 'template'] }, customContent);

/** What a request with a notification is made of. */
export type NotificationValues = Omit<ValuesOf<typeof notificationFields>, 'tapNotice'> & {
	readonly customContent: JsonObject | undefined;
	/** Label of the content in the form, Content when left out. */
	readonly contentLabel?: string;
	readonly messageType: ReturnType<
		typeof pushType.read | typeof offlinePush.read | typeof replacementType.read
	>;
	readonly options: {
		readonly android?: JsonObject;
		readonly badge?: JsonObject;
		readonly harmony?: JsonObject;
		readonly ios?: JsonObject;
		readonly onlineUsersOnly?: boolean;
		readonly otherLanguages?: ReturnType<typeof otherLanguages.read>;
		readonly additionalJson?: JsonObject;
	};
};

/**
 * A request with its notification, and with the Additional JSON of the options merged last.
 *
 * @throws FieldError
 */
export function withNotification(request: JsonObject, values: NotificationValues): JsonObject {
	const notification = buildNotification(values);
	return mergeJson(
		notification ? { ...request, OfflinePushInfo: notification } : request,
		values.options.additionalJson,
	);
}

/**
 * `OfflinePushInfo`, or none when no notification is wanted. Source: docs/api/push-service.md 4.
 *
 * @throws FieldError
 */
export function buildNotification(values: NotificationValues): JsonObject | undefined {
	const { messageType, options } = values;
	if (messageType === 'none') return undefined;
	const notification: JsonObject =
		messageType === 'message'
			? { PushFlag: 1, ...inAppContent(values) }
			: { PushFlag: options.onlineUsersOnly ? 1 : 0, ...shown(values) };
	checkTextSize(notification, values.contentLabel);
	return notification;
}

/**
 * A request whose notification replaces another, with Additional JSON merged last. Source:
 * docs/api/push-service.md 3.c.
 *
 * @throws FieldError
 */
export function buildReplacement(values: NotificationValues): JsonObject {
	const notification = shown(values);
	checkTextSize(notification);
	return mergeJson({ OfflinePushInfo: notification }, values.options.additionalJson);
}

/** What the system shows. */
function shown(values: NotificationValues): JsonObject {
	return {
		...(values.messageType === 'template' ? template(values) : texts(values)),
		...extOf(values),
		...values.options.badge,
		...values.options.ios,
		...values.options.android,
		...values.options.harmony,
	};
}

function texts(values: NotificationValues): JsonObject {
	const { otherLanguages: rows = [] } = values.options;
	const languages = rows.map((row) => ({
		Language: row.language,
		Title: row.title,
		Desc: row.content,
	}));
	return {
		Title: values.title,
		Desc: values.content,
		...(languages.length > 0 ? { MultiLanguageContent: languages } : {}),
	};
}

function template(values: NotificationValues): JsonObject {
	return {
		PushTemplateId: values.templateId,
		...(values.templateValues ? { PushTemplateParam: values.templateValues } : {}),
	};
}

/** The API takes custom content as a JSON text. Source: docs/api/push-service.md 4.1, `Ext`. */
function extOf({ customContent: custom }: { customContent?: JsonObject }): JsonObject {
	return custom ? { Ext: new JsonText(custom) } : {};
}

function inAppContent(values: NotificationValues): JsonObject {
	if (values.customContent) return extOf(values);
	throw new FieldError(
		'Custom Content',
		'is empty, and an in-app message has nothing else',
		"Add an entry to 'Custom Content', or set 'Message Type' to Notification",
	);
}

/** What names a template or a language, and must not be empty. Throws FieldError. */
function readRequiredName(value: unknown, field: string): string {
	readText(value, field);
	return readTrimmed(value, field);
}
