import fc from 'fast-check';
import { parseStringPromise } from 'xml2js';
import { notificationsOf } from '../../../../nodes/Tpns/message/shown';
import { notificationPicture } from '../../../../nodes/shared/preview/notificationPicture';

const text = { title: 'Hello', content: 'World' };
const notify = (message: object, push: object = {}) =>
	notificationsOf({ message_type: 'notify', ...push, message: { ...text, ...message } });

describe('on Android', () => {
	it('cuts the title as the TPNS channel does', () => {
		const title = 'A title of 23 letters 🌸';
		const [notification] = notify({ title });
		expect(notification).toMatchObject({ platform: 'android', title, content: 'World' });
		expect(notification.titleLimit).toMatchObject({ channel: 'TPNS', most: 20 });
		expect(notification.titleLimit?.lengthOf?.(title)).toBe(23);
		expect(notification.contentLimit).toBeUndefined();
	});

	it('cuts nothing where the TPNS channel is not used', () => {
		const rules = { channel_rules: [{ channel: 'xg', disable: true }] };
		expect(notify({}, rules)[0].titleLimit).toBeUndefined();
		const others = { channel_rules: [{ channel: 'hw', disable: true }] };
		expect(notify({}, others)[0].titleLimit).toBeDefined();
	});

	it('shows the summary of a group, the badge and the picture', () => {
		expect(
			notify({
				thread_id: 'orders',
				thread_sumtext: '3 orders',
				xg_media_resources: 'https://example.com/a.png',
				android: { badge_type: 5 },
			}),
		).toMatchObject([{ subText: '3 orders', badge: 5, picture: 'https://example.com/a.png' }]);
		expect(notify({ thread_sumtext: '3 orders' })[0].subText).toBeUndefined();
	});

	it.each([
		[-2, '+1'],
		[-1, undefined],
		[0, 0],
		[undefined, undefined],
	])('shows badge_type %s as %s', (badge_type, badge) => {
		expect(notify({ android: { badge_type } })[0].badge).toBe(badge);
		expect(notify({ ios: { aps: { badge_type } } })[0].badge).toBe(badge);
	});
});

describe('on iOS', () => {
	it('shows the subtitle, and cuts nothing', () => {
		const [notification] = notify({ ios: { aps: { alert: { subtitle: 'Offers' } } } });
		expect(notification).toMatchObject({ platform: 'ios', ...text, subText: 'Offers' });
		expect(notification.titleLimit).toBeUndefined();
	});

	it('takes texts of the alert only where the message has none', () => {
		const alert = { title: 'Alert', body: 'Body' };
		expect(notify({ ios: { aps: { alert } } })).toMatchObject([text]);
		expect(notify({ title: undefined, content: undefined, ios: { aps: { alert } } })).toMatchObject(
			[{ title: 'Alert', content: 'Body' }],
		);
	});
});

it('shows a personalized text as it is written, and the default beside it', () => {
	const [notification] = notify(
		{
			title: 'Good morning, dear {{name}}',
			default_title: 'Good morning',
			default_content: 'Welcome',
		},
		{ ntf_wt_attrs: true },
	);
	expect(notification.title).toBe('Good morning, dear {{name}}');
	expect(notification.titleLimit).toBeUndefined();
	expect(notification.notes).toEqual([
		'Devices that lack an attribute show: Good morning - Welcome',
	]);
});

it('shows nothing of in-app messages and silent pushes', () => {
	expect(notify({}, { message_type: 'message' })).toEqual([]);
	expect(
		notificationsOf({
			message_type: 'message',
			message: { ios: { aps: { 'content-available': 1 } } },
		}),
	).toEqual([]);
	expect(notificationsOf({})).toEqual([]);
});

it('draws whatever Additional JSON makes of a push', async () => {
	await fc.assert(
		fc.asyncProperty(fc.object({ maxDepth: 3 }), fc.object(), async (message, push) => {
			const notifications = notify(message, { ...push, message_type: 'notify' });
			expect(await parseStringPromise(notificationPicture(notifications).svg)).toHaveProperty(
				'svg',
			);
		}),
	);
});
