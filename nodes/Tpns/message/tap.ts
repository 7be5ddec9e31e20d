import type { INodePropertyOptions } from 'n8n-workflow';
import { apiFields, flag, webAddress } from '../../shared/fields/apiFields';
import { readOptions } from '../../shared/fields/byType';
import type { Reader } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { mergeJson } from '../../shared/fields/json';
import { readTrimmed } from '../../shared/fields/text';

/** Values of `action_type`. Source: docs/api/tpns.md 1.1, `message.android.action`. */
const OPEN_APP = 1;
const OPEN_WEB_PAGE = 2;
const OPEN_DEEP_LINK = 3;

const onTap = field({
	displayName: 'On Tap',
	name: 'onTap',
	type: 'options',
	options: [
		{ name: 'Open App', value: 'app', description: 'Opens the first page of the app' },
		{ name: 'Open Deep Link', value: 'deepLink', description: 'Opens an address of the app' },
		{ name: 'Open Page of the App', value: 'page', description: 'Opens an activity of the app' },
		{ name: 'Open Web Page', value: 'webPage', description: 'Opens an address in the browser' },
	],
	default: 'app',
	description: 'What a tap on the notification does',
});

type Tap = ReturnType<typeof onTap.read>;

/** A field without which a tap would have nothing to open. */
function target(
	tap: Tap,
	property: { displayName: string; name: string; placeholder: string; description: string },
	read: Reader<string> = readTrimmed,
) {
	return shownWhen(
		{ onTap: [tap] },
		field({ ...property, type: 'string', required: true, default: '' }, (value, name, context) => {
			if (readTrimmed(value, name) === '') {
				throw new FieldError(
					name,
					'is empty',
					"Enter what a tap opens, or choose Open App in 'On Tap'",
				);
			}
			return read(value, name, context);
		}),
	);
}

/** What a tap on an Android notification does: `message.android.action` without its options. */
export const tap = shownWhen(
	{ platform: ['android'], messageType: ['notify'] },
	group(
		{
			onTap,
			deepLink: target('deepLink', {
				displayName: 'Deep Link',
				name: 'deepLink',
				placeholder: 'e.g. xgscheme://com.tpns.push/notify_detail?order=42',
				description: 'Address of a page of the app, with the scheme that the app registered',
			}),
			activity: target('page', {
				displayName: 'Activity',
				name: 'activity',
				placeholder: 'e.g. com.example.app.OrderActivity',
				description: 'Full class name of the activity that a tap opens',
			}),
			webPage: target(
				'webPage',
				{
					displayName: 'Web Page',
					name: 'webPage',
					placeholder: 'e.g. https://example.com/orders/42',
					description: 'Address that a tap opens in the browser, with http:// or https://',
				},
				webAddress,
			),
		},
		(values): JsonObject | undefined => {
			switch (values.onTap) {
				case 'app':
					return undefined;
				case 'deepLink':
					return { action_type: OPEN_DEEP_LINK, intent: values.deepLink };
				case 'page':
					return { action_type: OPEN_APP, activity: values.activity };
				case 'webPage':
					return openWebPage(values.webPage);
			}
		},
	),
);

/** The action of a tap that opens a web page. */
export function openWebPage(url: string | undefined): JsonObject {
	return { action_type: OPEN_WEB_PAGE, browser: { url } };
}

/** Flags of Android's `Intent` by what people know them as. Source: Android's reference of `Intent`. */
const INTENT_FLAGS: INodePropertyOptions[] = [
	{ name: 'Activity Clear Task', value: 0x8000 },
	{ name: 'Activity Clear Top', value: 0x400_0000 },
	{ name: 'Activity Exclude From Recents', value: 0x80_0000 },
	{ name: 'Activity New Task', value: 0x1000_0000 },
	{ name: 'Activity No History', value: 0x4000_0000 },
	{ name: 'Activity Reorder to Front', value: 0x2_0000 },
	{ name: 'Activity Single Top', value: 0x2000_0000 },
	{ name: 'None', value: 0 },
];

/** The same of `PendingIntent`. Source: Android's reference of `PendingIntent`. */
const PENDING_INTENT_FLAGS: INodePropertyOptions[] = [
	{ name: 'Cancel Current', value: 0x1000_0000 },
	{ name: 'Immutable', value: 0x400_0000 },
	{ name: 'Mutable', value: 0x200_0000 },
	{ name: 'No Create', value: 0x2000_0000 },
	{ name: 'None', value: 0 },
	{ name: 'One Shot', value: 0x4000_0000 },
	{ name: 'Update Current', value: 0x800_0000 },
];

/** Chosen flags as the one number that Android takes; nothing when none is chosen. */
function flagsOf(options: INodePropertyOptions[]): Reader<number | undefined> {
	return (value, name) => {
		const flags = readOptions(value, options, name);
		return flags.length === 0
			? undefined
			: flags.reduce((all: number, flag) => all | Number(flag), 0);
	};
}

/** Options of a tap. Source: docs/api/tpns.md 1.1, `message.android.action`. */
export const tapOptions = group(
	{
		page: shownWhen(
			{ '/onTap': ['page'] },
			apiFields([
				{
					api: 'aty_attr.if',
					read: flagsOf(INTENT_FLAGS),
					property: {
						displayName: 'Intent Flag',
						name: 'intentFlag',
						type: 'multiOptions',
						options: INTENT_FLAGS,
						default: [],
						description: 'Flags of the intent that opens the activity',
					},
				},
				{
					api: 'aty_attr.pf',
					read: flagsOf(PENDING_INTENT_FLAGS),
					property: {
						displayName: 'Pending Intent Flag',
						name: 'pendingIntentFlag',
						type: 'multiOptions',
						options: PENDING_INTENT_FLAGS,
						default: [],
						description: 'Flags of the pending intent that opens the activity',
					},
				},
			]),
		),
		webPage: shownWhen(
			{ '/onTap': ['webPage'] },
			apiFields([
				{
					api: 'browser.confirm',
					read: flag,
					property: {
						displayName: 'Confirm Web Page',
						name: 'confirmWebPage',
						type: 'boolean',
						default: false,
						description: 'Whether the user is asked before the web page is opened',
					},
				},
			]),
		),
	},
	(values) => values,
);

/** A tap with those of its options that concern it. */
export function withTapOptions(
	action: JsonObject | undefined,
	options: ReturnType<typeof tapOptions.read> | undefined,
): { action?: JsonObject } {
	if (action === undefined) return {};
	if (action.action_type === OPEN_WEB_PAGE) return { action: mergeJson(action, options?.webPage) };
	return { action: { ...action, ...(action.action_type === OPEN_APP && options?.page) } };
}
