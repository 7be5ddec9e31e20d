import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../shared/fields/json';
import { isObject } from '../../shared/fields/json';
import { keyValueField, readKeyValues, rows } from '../../shared/fields/keyValues';
import { contentField, titleField } from '../../shared/form/messageText';
import { shownWhen } from '../../shared/fields/shown';
import { readText } from '../../shared/fields/text';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';
import { android } from './android';
import { addedChatMessageFields, chatMessageFields } from './chatMessage';
import { harmony } from './harmony';
import { ios } from './ios';
import { checkTextSize } from './limits';
import { readNotificationOptions } from './options';
import { readSection, sectionField } from './section';

const SECTIONS = [ios, android, harmony];

/** What a push is. */
const pushTypeField: INodeProperties = {
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
				'Custom Content handed to the app of users who are online, which decides what to show',
		},
	],
	default: 'notify',
};

/** Whether a Chat message comes with a notification for users who are offline. */
const offlinePushField: INodeProperties = {
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
		{ name: 'None', value: 'none', description: 'Adds no notification to the Chat message' },
	],
	default: 'notify',
};

const otherLanguages: INodeProperties = {
	displayName: 'Other Languages',
	name: 'otherLanguages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Language',
	default: {},
	description:
		'Texts for devices in other languages. Devices in any further language show Title and Content.',
	options: [
		{
			displayName: 'Language',
			name: 'languages',
			values: [
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. zh-hant',
					description: "Code of the language as Tencent's language list has it",
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'Title in this language',
				},
				{
					displayName: 'Content',
					name: 'content',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					description: 'Content in this language',
				},
			],
		},
	],
};

const templateId: INodeProperties = {
	displayName: 'Template ID',
	name: 'templateId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1400000000-1',
	description: 'ID of a template that was created in the Push Service console',
};

const templateValues = keyValueField(
	'Template Values',
	'templateValues',
	'Values of the variables of the template',
);

const customContent = keyValueField(
	'Custom Content',
	'customContent',
	'Data that the app gets with the push (the API calls it Ext)',
);

/** Title and content; they stand alone where a notification only replaces another. */
export const textFields: INodeProperties[] = [titleField, contentField];

/** Fields of a notification, and of the Chat message with it where `chatMessagePlace` says so. */
export const messageFields: INodeProperties[] = [
	...shownWhen({ chatMessagePlace: ['first'] }, [...chatMessageFields, offlinePushField]),
	...shownWhen({ chatMessagePlace: ['added', 'none'] }, [pushTypeField]),
	...shownWhen({ messageType: ['notify'] }, [...textFields, otherLanguages]),
	...shownWhen({ messageType: ['template'] }, [templateId, templateValues]),
	...shownWhen({ messageType: ['message', 'notify', 'template'] }, [customContent]),
	...shownWhen({ messageType: ['notify', 'template'] }, SECTIONS.map(sectionField)),
	...shownWhen({ chatMessagePlace: ['added'] }, addedChatMessageFields),
];

/**
 * `OfflinePushInfo` as the form describes it, or none where the form asks for no notification.
 * Source: docs/api/push-service.md 4.
 *
 * @throws FieldError
 */
export function buildNotification(parameters: Parameters): JsonObject | undefined {
	const { messageType } = parameters;
	if (messageType === 'none') return undefined;
	const options = isObject(parameters.options) ? parameters.options : {};
	const isInApp = messageType === 'message';
	const notification: JsonObject = {
		PushFlag: isInApp || options.onlineUsersOnly === true ? 1 : 0,
		...(messageType === 'template' ? readTemplate(parameters) : {}),
		...(messageType === 'notify' || messageType === undefined ? readTexts(parameters) : {}),
		...readCustomContent(parameters, isInApp),
		...(isInApp ? {} : readNotificationOptions(options)),
		...(isInApp ? {} : readSections(parameters)),
	};
	checkTextSize(notification);
	return notification;
}

/**
 * Title and content of a notification and nothing else.
 *
 * @throws FieldError
 */
export function readTitleAndContent(parameters: Parameters): { Title: string; Desc: string } {
	return {
		Title: readText(parameters.title, 'Title'),
		Desc: readText(parameters.content, 'Content'),
	};
}

/** The API takes custom content as a JSON text. Source: docs/api/push-service.md 4.1, `Ext`. */
export function readCustomContent(parameters: Parameters, isRequired = false): JsonObject {
	const custom = readKeyValues(parameters.customContent, 'Custom Content');
	if (custom) return { Ext: JSON.stringify(custom) };
	if (!isRequired) return {};
	throw new FieldError(
		'Custom Content',
		'is empty, and an in-app message has nothing else',
		'Add an entry to Custom Content, or choose Notification as Message Type',
	);
}

/** Custom content on its own. */
export const customContentField = customContent;

function readSections(parameters: Parameters): JsonObject {
	return Object.assign(
		{},
		...SECTIONS.map((section) => readSection(section, parameters[section.name])),
	) as JsonObject;
}

function readTexts(parameters: Parameters): JsonObject {
	const { otherLanguages: collection } = parameters;
	const languages = rows(isObject(collection) ? collection.languages : undefined).map((row) => ({
		Language: readText(row.language, 'Language'),
		Title: readText(row.title, 'Title of another language'),
		Desc: readText(row.content, 'Content of another language'),
	}));
	return {
		...readTitleAndContent(parameters),
		...(languages.length > 0 ? { MultiLanguageContent: languages } : {}),
	};
}

function readTemplate(parameters: Parameters): JsonObject {
	const values = readKeyValues(parameters.templateValues, 'Template Values');
	return {
		PushTemplateId: readText(parameters.templateId, 'Template ID').trim(),
		...(values ? { PushTemplateParam: values } : {}),
	};
}
