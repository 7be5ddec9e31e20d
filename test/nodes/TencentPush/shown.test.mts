import fc from 'fast-check';
import { parseStringPromise } from 'xml2js';
import { notificationsOf } from '../../../nodes/TencentPush/message/shown';
import { notificationPicture } from '../../../nodes/shared/preview/notificationPicture';

const text = { Title: 'Hello', Desc: 'World' };
const push = (more: object = {}) =>
	notificationsOf({ OfflinePushInfo: { PushFlag: 0, ...text, ...more } });

it('shows a push on Android and on iOS, also that of a scheduled push', () => {
	const both = [
		{ platform: 'android', title: 'Hello', content: 'World' },
		{ platform: 'ios', title: 'Hello', content: 'World' },
	];
	expect(push()).toMatchObject(both);
	expect(notificationsOf({ Content: { OfflinePushInfo: text } })).toMatchObject(both);
});

it('cuts as the vendor that shows least, and nothing on iOS or for users who are online', () => {
	const [android, ios] = push();
	expect(android.titleLimit).toEqual({ channel: 'Meizu', most: 32 });
	expect(android.contentLimit).toEqual({ channel: 'OPPO', most: 50 });
	expect(ios).not.toHaveProperty('titleLimit');
	const [bigText] = push({ AndroidInfo: { PushStyle: 1 } });
	expect(bigText.contentLimit).toMatchObject({ most: 100 });
	expect(push({ PushFlag: 1 })[0].contentLimit).toBeUndefined();
});

it('shows what only one platform has there alone', () => {
	const [android, ios] = push({
		AndroidInfo: { HonorImage: 'https://example.com/android.png' },
		ApnsInfo: {
			Title: 'Hello, iOS',
			SubTitle: 'Offers',
			Image: 'https://example.com/ios.png',
			MutableContent: 1,
		},
		HarmonyInfo: { Title: 'Hello, HarmonyOS' },
	});
	expect(android).toMatchObject({ title: 'Hello', picture: 'https://example.com/android.png' });
	expect(android.notes).toEqual(['HarmonyOS shows the title Hello, HarmonyOS']);
	expect(ios).toMatchObject({
		title: 'Hello, iOS',
		subText: 'Offers',
		picture: 'https://example.com/ios.png',
		notes: [],
	});
	expect(push({ ApnsInfo: { Image: 'https://example.com/ios.png' } })[1].picture).toBeUndefined();
});

it.each([
	[{}, undefined],
	[{ BadgeAddNum: 3 }, '+3'],
	[{ BadgeAddNum: 3, BadgeSetNum: 0 }, 0],
])('shows the badge of %j as %s', (more, badge) => {
	for (const notification of push(more)) expect(notification.badge).toBe(badge);
});

it('counts up the badge of iOS where the push says so', () => {
	expect(push({ ApnsInfo: { BadgeMode: 0 } }).map(({ badge }) => badge)).toEqual([undefined, '+1']);
});

it('names other languages', () => {
	const MultiLanguageContent = [
		{ Language: 'zh-hant', Title: '你好', Desc: '世界' },
		{ Language: 'ja', Title: 'こんにちは', Desc: '世界' },
	];
	for (const { notes } of push({ MultiLanguageContent })) {
		expect(notes).toEqual(['Devices in zh-hant, ja show a text of their own']);
	}
});

it('shows the ID and the values of a template, whose text only the console has', () => {
	const [android] = notificationsOf({
		OfflinePushInfo: {
			PushTemplateId: '1400000000-1',
			PushTemplateParam: { name: 'Mei', city: 'Shenzhen' },
		},
	});
	expect(android).toMatchObject({
		title: 'Template 1400000000-1',
		content: 'name: Mei\ncity: Shenzhen',
	});
	expect(android.titleLimit).toBeUndefined();
});

it('shows nothing of in-app messages, Chat messages alone and silent pushes', () => {
	expect(notificationsOf({ OfflinePushInfo: { PushFlag: 1, Ext: '{}' } })).toEqual([]);
	expect(notificationsOf({ MsgBody: [] })).toEqual([]);
	const silent = push({ ApnsInfo: { ContentAvailable: 1 } });
	expect(silent.map(({ platform }) => platform)).toEqual(['android']);
});

it('draws whatever Additional JSON makes of a push', async () => {
	const anyPush = fc.record({
		AndroidInfo: fc.object(),
		ApnsInfo: fc.object(),
		PushTemplateParam: fc.object(),
		MultiLanguageContent: fc.array(fc.object()),
		more: fc.object(),
	});
	await fc.assert(
		fc.asyncProperty(anyPush, async ({ more, ...parts }) => {
			const { svg } = notificationPicture(push({ ...parts, ...more }));
			expect(await parseStringPromise(svg)).toHaveProperty('svg');
		}),
	);
});
