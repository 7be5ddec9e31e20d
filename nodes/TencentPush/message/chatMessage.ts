import type { INodeProperties } from 'n8n-workflow';
import { isObject, parseJson } from '../../shared/fields/json';
import { shownWhen } from '../../shared/fields/shown';
import { readText, readTrimmed } from '../../shared/fields/text';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';

/**
 * Where a form has the Chat message: before the notification, as an addition at its end, or
 * nowhere. Fields that all of these forms have in common ask for it.
 */
export type ChatMessagePlace = 'first' | 'added' | 'none';

/** Says so to the form; nobody sees or changes it. */
export function chatMessagePlace(place: ChatMessagePlace): INodeProperties {
	return {
		displayName: 'Chat Message Place',
		name: 'chatMessagePlace',
		type: 'hidden',
		default: place,
	};
}

/** Fields of the Chat message that the app shows in a conversation. */
export const chatMessageFields: INodeProperties[] = [
	{
		displayName: 'Chat Message',
		name: 'chatMessageType',
		type: 'options',
		options: [
			{ name: 'Custom', value: 'custom', description: 'Data that the app knows how to show' },
			{
				name: 'Elements (JSON)',
				value: 'elements',
				description: 'One or more elements of any type that Chat has',
			},
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What the Chat message consists of',
	},
	...shownWhen({ chatMessageType: ['text'] }, [
		{
			displayName: 'Text',
			name: 'chatText',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: 'Text of the Chat message',
		},
	]),
	...shownWhen({ chatMessageType: ['custom'] }, [
		{
			displayName: 'Data',
			name: 'chatData',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {"orderId": "42"}',
			description: 'Data of the custom element, as the app understands it',
		},
		{
			displayName: 'Element Options',
			name: 'chatElement',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'Text that an offline push shows when it has none itself',
				},
				{
					displayName: 'Extension',
					name: 'extension',
					type: 'string',
					default: '',
					description: 'Data (Ext) handed to the app with an offline push',
				},
				{
					displayName: 'Sound',
					name: 'sound',
					type: 'string',
					default: '',
					description: 'Sound file for APNs',
				},
			],
		},
	]),
	...shownWhen({ chatMessageType: ['elements'] }, [
		{
			displayName: 'Elements',
			name: 'chatElements',
			type: 'json',
			required: true,
			default: '[{"MsgType": "TIMTextElem", "MsgContent": {"Text": ""}}]',
			description: 'The array that the API calls MsgBody',
		},
	]),
];

/** The Chat message that a push of the Push Service may leave in a conversation. */
export const addedChatMessageFields: INodeProperties[] = [
	{
		displayName: 'Add Chat Message',
		name: 'addChatMessage',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether users also get a Chat message. The app needs Chat; users must have logged in or been imported.',
	},
	...shownWhen({ addChatMessage: [true] }, [
		...chatMessageFields,
		{
			displayName: 'Store Chat Message',
			name: 'storeChatMessage',
			type: 'boolean',
			default: true,
			description:
				'Whether the message is kept and counts as unread. Then the push reaches 200 users a second only.',
		},
	]),
];

/**
 * `MsgBody`. Source: docs/api/push-service.md 6.2 and Tencent's page 1047/33527.
 *
 * @throws FieldError
 */
export function buildChatMessage(parameters: Parameters): object[] {
	switch (parameters.chatMessageType) {
		case 'custom':
			return [buildCustomElement(parameters)];
		case 'elements':
			return readElements(parameters.chatElements);
		default:
			return [
				{ MsgType: 'TIMTextElem', MsgContent: { Text: readText(parameters.chatText, 'Text') } },
			];
	}
}

function buildCustomElement({ chatData, chatElement }: Parameters): object {
	const options = isObject(chatElement) ? chatElement : {};
	return {
		MsgType: 'TIMCustomElem',
		MsgContent: {
			Data: readData(chatData),
			...optional('Desc', options.description, 'Description'),
			...optional('Ext', options.extension, 'Extension'),
			...optional('Sound', options.sound, 'Sound'),
		},
	};
}

function readElements(value: unknown): object[] {
	const fix =
		'Give a JSON array such as [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "Hello"}}]';
	const parsed = typeof value === 'string' ? parseJson(value) : { value };
	if ('problem' in parsed) throw new FieldError('Elements', `is not JSON (${parsed.problem})`, fix);
	const elements = parsed.value;
	if (!Array.isArray(elements) || elements.length === 0) {
		throw new FieldError('Elements', 'is not a JSON array with an element', fix);
	}
	elements.forEach((element: unknown, index) => {
		const isElement =
			isObject(element) && typeof element.MsgType === 'string' && isObject(element.MsgContent);
		if (!isElement) {
			throw new FieldError('Elements', `has no MsgType or MsgContent in element ${index + 1}`, fix);
		}
	});
	return elements as object[];
}

/** Data may also be given as the object or list that it is. */
function readData(value: unknown): string {
	return readText(
		typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
		'Data',
	);
}

function optional(api: string, value: unknown, field: string): Record<string, string> {
	const entered = readTrimmed(value, field);
	return entered === '' ? {} : { [api]: entered };
}
