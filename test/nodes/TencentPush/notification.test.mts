import { compileFieldCheck } from '../../../emulator/pushService/fields/check.mts';
import { offlinePushInfo } from '../../../emulator/pushService/fields/offlinePushInfo.mts';
import { valuesReader } from '../../../nodes/shared/fields/field.ts';
import { stringifyJson } from '../../../nodes/shared/fields/json.ts';
import { notificationWarnings } from '../../../nodes/TencentPush/message/limits.ts';
import {
	buildNotification as build,
	notificationData,
	notificationFields,
	offlinePush,
	pushType,
} from '../../../nodes/TencentPush/message/notification.ts';
import { pushOptions } from '../../../nodes/TencentPush/message/options.ts';
import { fieldContext } from '../../support/fieldContext.mts';

const { check, unknownFields } = compileFieldCheck(offlinePushInfo);
const entries = (pairs: Record<string, string>) => ({
	entries: Object.entries(pairs).map(([name, value]) => ({ name, value })),
});
const text = { messageType: 'notify', title: 'Title', content: 'Body' };
const context = { ...fieldContext, now: new Date() };
const common = {
	...notificationFields,
	customContent: notificationData,
	options: pushOptions({}),
};
const readPush = valuesReader({ messageType: pushType, ...common });
const readChatMessage = valuesReader({ messageType: offlinePush, ...common });

/** The notification that a form makes, as it is sent. */
function buildNotification(
	form: Record<string, unknown>,
	read: typeof readPush | typeof readChatMessage = readPush,
) {
	const notification = build(read(form, context));
	return notification && (JSON.parse(stringifyJson(notification)) as Record<string, unknown>);
}

// docs/api/push-service.md 4.5
const EXAMPLE = {
	PushFlag: 0,
	Title: 'Title',
	Desc: 'Body',
	Ext: '{"orderId":"42"}',
	MultiLanguageContent: [
		{ Language: 'en', Title: 'Title', Desc: 'Body' },
		{ Language: 'zh-hant', Title: '標題', Desc: '內容' },
	],
	BadgeAddNum: 1,
	AndroidInfo: {
		Sound: 'ding',
		XiaoMiChannelID: '109554',
		OPPOChannelID: 'tuikit',
		OPPOCategory: 'IM',
		OPPONotifyLevel: 2,
		VIVOClassification: 1,
		VIVOCategory: 'IM',
		HuaWeiChannelID: 'c1',
		HuaWeiImportance: 'NORMAL',
		HuaWeiCategory: 'IM',
		HonorImportance: 'NORMAL',
		GoogleChannelID: 'high',
		GooglePriority: 'high',
		MeiZuNoticeMsgType: 1,
	},
	ApnsInfo: {
		Sound: 'ding.mp3',
		SubTitle: 'Sub',
		BadgeMode: 1,
		MutableContent: 1,
		Image: 'https://example.com/a.png',
		InterruptionLevel: 'active',
	},
	HarmonyInfo: { Category: 'IM', Title: 'Title' },
};

const exampleForm = {
	...text,
	customContent: entries({ orderId: '42' }),
	options: {
		otherLanguages: {
			languages: [
				{ language: 'en', title: 'Title', content: 'Body' },
				{ language: 'zh-hant', title: '標題', content: '內容' },
			],
		},
		badgeAdd: 1,
		android: {
			sound: 'ding',
			xiaomiChannelId: '109554',
			oppoChannelId: 'tuikit',
			oppoCategory: 'IM',
			oppoNotifyLevel: 2,
			vivoMessageKind: 1,
			vivoCategory: 'IM',
			huaweiChannelId: 'c1',
			huaweiImportance: 'NORMAL',
			huaweiCategory: 'IM',
			honorImportance: 'NORMAL',
			fcmChannelId: 'high',
			fcmPriority: 'high',
			meizuMessageKind: 1,
		},
		ios: {
			sound: 'ding.mp3',
			subtitle: 'Sub',
			countsTowardsBadge: false,
			mutableContent: true,
			image: 'https://example.com/a.png',
			interruptionLevel: 'active',
		},
		harmony: { category: 'IM', title: 'Title' },
	},
};

test('the form makes the full example of the manual', () => {
	expect(buildNotification(exampleForm)).toEqual(EXAMPLE);
});

test('the form makes every other documented field', () => {
	const notification = buildNotification({
		...text,
		options: {
			badgeSet: 7,
			onlineUsersOnly: true,
			android: {
				style: 1,
				oppoPrivateTemplateId: 't1',
				oppoPrivateTitleValues: entries({ name: 'Li' }),
				oppoPrivateContentValues: entries({ code: '7' }),
				vivoReminder: '2',
				huaweiImage: 'https://example.com/h.png',
				honorImage: 'https://example.com/o.png',
				fcmImage: 'https://example.com/g.png',
			},
			ios: {
				title: 'Apple title',
				silent: true,
				voip: true,
				liveActivityId: 'la-1',
				liveActivityEvent: 'end',
				liveActivityState: '{"score": 3}',
				liveActivityDismissal: '2026-07-01T09:00:00Z',
			},
			harmony: { image: 'https://example.com/m.png', sound: 'ding.mp3', soundDuration: 5 },
		},
	});
	expect(notification).toEqual({
		PushFlag: 1,
		Title: 'Title',
		Desc: 'Body',
		BadgeSetNum: 7,
		AndroidInfo: {
			PushStyle: 1,
			OPPOPrivateMsgTemplateId: 't1',
			OPPOPrivateTitleParameters: { name: 'Li' },
			OPPOPrivateContentParameters: { code: '7' },
			VIVONotifyType: '2',
			HuaWeiImage: 'https://example.com/h.png',
			HonorImage: 'https://example.com/o.png',
			GoogleImage: 'https://example.com/g.png',
		},
		ApnsInfo: {
			Title: 'Apple title',
			ContentAvailable: 1,
			IsVoipPush: 1,
			LiveActivity: {
				LaId: 'la-1',
				Event: 'end',
				ContentState: { score: 3 },
				DismissalDate: 1_782_896_400,
			},
		},
		HarmonyInfo: { Image: 'https://example.com/m.png', Sound: 'ding.mp3', SoundDuration: 5 },
	});
	expect(() => check(notification)).not.toThrow();
	expect(unknownFields(notification)).toEqual([]);
});

test('the two together have every field that the emulator knows from the manual', () => {
	const template = buildNotification({
		messageType: 'template',
		templateId: ' 1400000000-1 ',
		templateValues: entries({ name: 'Li' }),
	});
	expect(template).toEqual({
		PushFlag: 0,
		PushTemplateId: '1400000000-1',
		PushTemplateParam: { name: 'Li' },
	});
	expect(Object.keys(offlinePushInfo.properties).sort()).toEqual(
		[...new Set([...Object.keys(EXAMPLE), 'BadgeSetNum', ...Object.keys(template ?? {})])].sort(),
	);
});

test('an in-app message has custom content for users who are online and nothing else', () => {
	const message = { ...exampleForm, messageType: 'message' };
	expect(buildNotification(message)).toEqual({ PushFlag: 1, Ext: '{"orderId":"42"}' });
	expect(() => buildNotification({ messageType: 'message' })).toThrow("'Custom Content' is empty");
});

test('no offline push is none', () => {
	expect(buildNotification({ messageType: 'none' }, readChatMessage)).toBeUndefined();
});

test('custom content may be JSON, and is sent as a text', () => {
	const custom = { json: [{ object: '{"entity": {"key": 1}}' }] };
	expect(buildNotification({ ...text, customContent: custom })?.Ext).toBe('{"entity":{"key":1}}');
	expect(buildNotification({ ...text, customContent: '{"a": 1}' })?.Ext).toBe('{"a":1}');
});

test('numbers of any length are sent digit by digit', () => {
	const long = '{"id":1328245138690125824,"ids":[1e400]}';
	expect(buildNotification({ ...text, customContent: long })?.Ext).toBe(long);
	const template = build(
		readPush({ messageType: 'template', templateId: 't', templateValues: long }, context),
	);
	expect(stringifyJson(template)).toContain(`"PushTemplateParam":${long}`);
});

test("a value in another spelling, or a list's own label, is taken for what it means", () => {
	const more = {
		options: {
			onlineUsersOnly: 'TRUE',
			android: { style: '1', vivoReminder: 4, huaweiImportance: 'low' },
			ios: { interruptionLevel: 'Time Sensitive', mutableContent: 'yes', countsTowardsBadge: 1 },
		},
	};
	expect(buildNotification({ ...text, ...more })).toMatchObject({
		PushFlag: 1,
		AndroidInfo: { PushStyle: 1, VIVONotifyType: '4', HuaWeiImportance: 'LOW' },
		ApnsInfo: { InterruptionLevel: 'time-sensitive', MutableContent: 1, BadgeMode: 0 },
	});
});

test('each section takes additional JSON, which is laid over it', () => {
	expect(
		buildNotification({
			...text,
			options: {
				android: { sound: 'ding', additionalJson: '{"XiaoMiTemplateID": "x"}' },
				ios: { additionalJson: '{"LiveActivity": {"LaId": "a"}}' },
				harmony: { additionalJson: '{"New": 1}' },
			},
		}),
	).toMatchObject({
		AndroidInfo: { Sound: 'ding', XiaoMiTemplateID: 'x' },
		ApnsInfo: { LiveActivity: { LaId: 'a' } },
		HarmonyInfo: { New: 1 },
	});
});

test.each([
	['no title', { title: ' ' }, "'Title' is empty"],
	['no content', { content: '' }, "'Content' is empty"],
	['a title that is an object', { title: {} }, "'Title' is an object"],
	[
		'a language without text',
		{ options: { otherLanguages: { languages: [{ language: 'en', title: 'T', content: '' }] } } },
		"'Content' of another language is empty",
	],
	[
		'an OPPO level without a category',
		{ options: { android: { oppoNotifyLevel: 16 } } },
		"'OPPO Notify Level' needs 'OPPO Category'",
	],
	[
		'a sound duration without a sound',
		{ options: { harmony: { soundDuration: 5 } } },
		"'Sound Duration' needs 'Sound'",
	],
	[
		'a sound duration of 61',
		{ options: { harmony: { sound: 's', soundDuration: 61 } } },
		"'Sound Duration' is",
	],
	[
		'a Live Activity without a state',
		{ options: { ios: { liveActivityId: 'a', liveActivityEvent: 'end' } } },
		"'Live Activity State' is missing",
	],
	[
		'a long Live Activity ID',
		{ options: { ios: { liveActivityId: 'a'.repeat(65) } } },
		"'Live Activity ID' is 65 bytes long",
	],
	[
		'a picture without https',
		{ options: { android: { huaweiImage: 'http://x.example/a.png' } } },
		"'Huawei Picture URL' is",
	],
	['a message type that is none', { messageType: 'silent' }, `'Message Type' is "silent"`],
	['a style that is none', { options: { android: { style: 'Huge' } } }, `'Style' is "Huge"`],
	[
		'an OPPO level that is none',
		{ options: { android: { oppoNotifyLevel: 3, oppoCategory: 'IM' } } },
		`'OPPO Notify Level' is "3"`,
	],
	[
		'a switch that is neither on nor off',
		{ options: { onlineUsersOnly: 'maybe' } },
		`'Online Users Only' is "maybe"`,
	],
	['a section that is a text', { options: { ios: 'ding.mp3' } }, `'iOS' is "ding.mp3"`],
	['a number that lost digits', { customContent: { id: 2 ** 60 } }, 'lost digits'],
	['a badge of 100', { options: { badgeAdd: 100 } }, `'Add to Badge' is "100"`],
	[
		'additional JSON that is none',
		{ options: { ios: { additionalJson: '{' } } },
		"'Additional JSON' of iOS is not",
	],
	[
		'content and custom content of 3 KB',
		{ content: 'a'.repeat(3_060), customContent: entries({ a: 'bcde' }) },
		"'Content' and 'Custom Content' have 3072 bytes together",
	],
])('%s is refused by name', (_, more, message) => {
	expect(() => buildNotification({ ...text, ...more })).toThrow(message);
});

describe('the warnings', () => {
	const warningsFor = (more: object) =>
		notificationWarnings(build(readPush({ ...text, ...more }, context)));

	test('are none for a short text', () => {
		expect(warningsFor({})).toEqual([]);
	});

	// docs/api/push-service.md 4.5
	test.each([
		['Huawei', 60, 600],
		['Honor', 50, 400],
		['Xiaomi', 50, 128],
		['OPPO', 50, 50],
		['vivo', 40, 100],
		['Meizu', 32, 100],
	])('say from where on %s cuts', (vendor, title, content) => {
		const about = (warnings: string[]) => warnings.filter((words) => words.includes(` ${vendor} `));
		expect(about(warningsFor({ title: 'a'.repeat(title), content: 'a'.repeat(content) }))).toEqual(
			[],
		);
		expect(
			about(warningsFor({ title: 'a'.repeat(title + 1), content: 'a'.repeat(content + 1) })),
		).toEqual([
			`'Title' has ${title + 1} characters. ${vendor} cuts it after ${title}`,
			`'Content' has ${content + 1} characters. ${vendor} cuts it after ${content}`,
		]);
	});

	test('count as UTF-16 does, name the language, and know the big text of OPPO', () => {
		expect(warningsFor({ title: '📣'.repeat(17) })).toEqual([
			"'Title' has 34 characters. Meizu cuts it after 32",
		]);
		expect(
			warningsFor({
				options: {
					otherLanguages: {
						languages: [{ language: 'de', title: 'a'.repeat(33), content: 'b' }],
					},
				},
			}),
		).toEqual(["'Title' (de) has 33 characters. Meizu cuts it after 32"]);
		const long = 'a'.repeat(60);
		expect(warningsFor({ content: long })).toHaveLength(1);
		expect(warningsFor({ content: long, options: { android: { style: 1 } } })).toEqual([]);
	});

	test('say what has no effect', () => {
		expect(warningsFor({ options: { badgeAdd: 1, badgeSet: 2 } })).toEqual([
			"'Add to Badge' has no effect, because 'Set Badge' overrides it",
		]);
		expect(warningsFor({ options: { ios: { image: 'https://example.com/a.png' } } })).toEqual([
			"iOS shows the picture only with 'Mutable Content'",
		]);
		expect(warningsFor({ customContent: entries({ a: 'b'.repeat(1_100) }) })).toEqual([
			"'Custom Content' has 1108 bytes. Tencent advises at most 1024",
		]);
	});
});
