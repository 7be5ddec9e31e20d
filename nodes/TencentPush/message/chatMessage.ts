import { apiCollection } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { checkJsonValue, isObject, JsonText, objectsIn, parseJson } from '../../shared/fields/json';
import { readText } from '../../shared/fields/text';

/**
 * The Chat message that the app shows in a conversation: `MsgBody`. Source:
 * docs/api/push-service.md 6.2 and Tencent's page 1047/33527.
 */
export const chatMessage: Field<JsonObject[]> = group(
	{
		type: field({
			displayName: 'Chat Message',
			name: 'chatMessageType',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: "Data in the app's own format" },
				{
					name: 'Elements (JSON)',
					value: 'elements',
					description: 'One or more elements of any Chat type',
				},
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
			description: 'Kind of Chat message',
		}),
		text: shownWhen(
			{ chatMessageType: ['text'] },
			field(
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
				readText,
			),
		),
		data: shownWhen(
			{ chatMessageType: ['custom'] },
			field(
				{
					displayName: 'Data',
					name: 'chatData',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. {"orderId": "42"}',
					description: "Data of the custom element, in the app's own format",
				},
				readData,
			),
		),
		element: shownWhen(
			{ chatMessageType: ['custom'] },
			apiCollection(
				'Element Options',
				'chatElement',
				[
					{
						api: 'Desc',
						property: {
							displayName: 'Description',
							name: 'description',
							type: 'string',
							default: '',
							description: 'Text of the offline push if it has none of its own',
						},
					},
					{
						api: 'Ext',
						property: {
							displayName: 'Extension',
							name: 'extension',
							type: 'string',
							default: '',
							description: 'Data (Ext) handed to the app with an offline push',
						},
					},
					{
						api: 'Sound',
						property: {
							displayName: 'Sound',
							name: 'sound',
							type: 'string',
							default: '',
							description: 'Sound file for APNs',
						},
					},
				],
				{ placeholder: 'Add Option' },
			),
		),
		elements: shownWhen(
			{ chatMessageType: ['elements'] },
			field(
				{
					displayName: 'Elements',
					name: 'chatElements',
					type: 'json',
					required: true,
					default: '[{"MsgType": "TIMTextElem", "MsgContent": {"Text": ""}}]',
					description: 'The message elements (MsgBody in the API)',
				},
				readElements,
			),
		),
	},
	(values) => {
		switch (values.type) {
			case 'text':
				return [{ MsgType: 'TIMTextElem', MsgContent: { Text: values.text } }];
			case 'custom':
				return [{ MsgType: 'TIMCustomElem', MsgContent: { Data: values.data, ...values.element } }];
			case 'elements':
				return values.elements;
		}
	},
);

/** The Chat message that a push of the Push Service may leave in a conversation: its fields. */
export const addedChatMessage: Field<JsonObject> = group(
	{
		isAdded: field({
			displayName: 'Add Chat Message',
			name: 'addChatMessage',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether users also get a Chat message. The app needs Chat. Users must have logged in or been imported.',
		}),
		message: shownWhen({ addChatMessage: [true] }, chatMessage),
		isStored: shownWhen(
			{ addChatMessage: [true] },
			field({
				displayName: 'Store Chat Message',
				name: 'storeChatMessage',
				type: 'boolean',
				default: true,
				description:
					'Whether to store the message, which then counts as unread. Limits the push to 200 users a second.',
			}),
		),
	},
	(values) =>
		values.isAdded ? { MsgBody: values.message, OnlineOnlyFlag: values.isStored ? 0 : 1 } : {},
);

/** Data may also be given as the object or list that it is. A JSON text is sent as it is written. */
function readData(value: unknown, field: string): string | JsonText {
	if (typeof value === 'object' && value !== null) {
		checkJsonValue(value, field);
		return new JsonText(value);
	}
	const entered = readText(value, field);
	const parsed = parseJson(entered);
	const isJson = 'value' in parsed && typeof parsed.value === 'object' && parsed.value !== null;
	return isJson ? new JsonText(parsed.value, entered) : entered;
}

function readElements(value: unknown, field: string): JsonObject[] {
	const fix =
		'Give a JSON array such as [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "Hello"}}]';
	const parsed = typeof value === 'string' ? parseJson(value) : { value };
	if ('problem' in parsed) throw new FieldError(field, `is not JSON (${parsed.problem})`, fix);
	const elements = parsed.value;
	if (!Array.isArray(elements) || elements.length === 0) {
		throw new FieldError(field, 'is not a JSON array with an element', fix);
	}
	elements.forEach((element: unknown, index) => {
		const isElement =
			isObject(element) && typeof element.MsgType === 'string' && isObject(element.MsgContent);
		if (!isElement) {
			throw new FieldError(field, `has no MsgType or MsgContent in element ${index + 1}`, fix);
		}
	});
	checkJsonValue(elements, field);
	return objectsIn(elements);
}
