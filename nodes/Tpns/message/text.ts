import type { Field } from '../../shared/fields/field';
import { alternatives, field, shownWhen } from '../../shared/fields/field';
import { content, title } from '../../shared/form/messageText';

const onAndroid = <Value>(shown: Field<Value>) => shownWhen({ platform: ['android'] }, shown);
const onIos = <Value>(shown: Field<Value>) => shownWhen({ platform: ['ios'] }, shown);

/** A text that every message but a silent push has. */
const unlessSilent = (text: Field<string>) =>
	alternatives(onAndroid(text), onIos(shownWhen({ messageType: ['notify'] }, text)));

/** The app that the credential is for: every send starts with it. */
export const appFields = {
	platform: field({
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		options: [
			{ name: 'Android', value: 'android' },
			{ name: 'iOS', value: 'ios' },
		],
		default: 'android',
		description:
			'Platform of the app in the credential. For HarmonyOS choose Android, and enter fields other than title and content as Additional JSON.',
	}),
	environment: onIos(
		field({
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Development', value: 'dev' },
				{ name: 'Production', value: 'product' },
			],
			default: 'product',
			description: 'Whether the app was signed for development or production',
		}),
	),
};

/** What kind of message the app gets, and its text. */
export const textFields = {
	messageType: alternatives(
		onAndroid(
			field({
				displayName: 'Message Type',
				name: 'messageType',
				type: 'options',
				options: [
					{ name: 'Notification', value: 'notify', description: 'Shown by the system' },
					{
						name: 'In-App Message',
						value: 'message',
						description: 'The app gets it and decides what to show',
					},
				],
				default: 'notify',
			}),
		),
		onIos(
			field({
				displayName: 'Message Type',
				name: 'messageType',
				type: 'options',
				options: [
					{ name: 'Notification', value: 'notify', description: 'Shown by the system' },
					{
						name: 'Silent Push',
						value: 'message',
						description: 'Wakes the app without showing anything, at most 3 an hour for a device',
					},
				],
				default: 'notify',
			}),
		),
	),
	title: unlessSilent(title),
	content: unlessSilent(content),
};
