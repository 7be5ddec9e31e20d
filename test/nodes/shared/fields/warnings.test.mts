import { notificationWarnings } from '../../../../nodes/TencentPush/message/limits.ts';
import { pushWarnings } from '../../../../nodes/Tpns/message/warnings.ts';

const OBJECT = /contains "\[object Object\]"/;
const EMPTY = /may have an empty place/;

test.each([
	['Hi [object Object]', OBJECT],
	['Hi !', EMPTY],
	['Hi , your order', EMPTY],
	['Hi  and welcome', EMPTY],
	[', your order', EMPTY],
	['你好 ，欢迎', EMPTY],
])('a text such as "%s" is warned of by both nodes', (text, warning) => {
	for (const warnings of [
		pushWarnings({ message: { title: text, content: 'Fine' } }),
		pushWarnings({ message: { title: 'Fine', content: text, ios: {} } }),
		notificationWarnings({ Title: text, Desc: 'Fine' }),
		notificationWarnings({ MultiLanguageContent: [{ Title: 'Fine', Desc: text }] }),
	]) {
		expect(warnings).toEqual([expect.stringMatching(warning)]);
	}
});

test.each(['Hi Ann!', 'Wait ...', 'Really?! Yes.', '3.5 of 5', 'a\nb', '你好，欢迎', '', '.5 l'])(
	'a text such as "%s" is not',
	(text) => {
		expect(pushWarnings({ message: { title: text, content: 'Fine' } })).toEqual([]);
		expect(notificationWarnings({ Title: text, Desc: 'Fine' })).toEqual([]);
	},
);

test.each([
	[{ ios: {}, accept_time: [{}] }, 'Accept Times has no effect on iOS'],
	[{ ios: {}, xg_media_audio_resources: 'https://a.b' }, 'Audio URL has no effect on iOS'],
	[{ ios: {}, thread_id: 'a', thread_sumtext: 'b' }, 'Thread Summary has no effect on iOS'],
	[{ thread_sumtext: 'b' }, 'Thread Summary has no effect without Thread ID'],
	[{ android: { ring_raw: 'ding' } }, 'Ringtone has no effect without a notification channel'],
	[
		{ android: { action: { action_type: 3, intent: 'app://x', aty_attr: { if: 1 } } } },
		'Intent Flag has no effect unless On Click is Open App',
	],
	[
		{ android: { action: { action_type: 1, browser: { url: 'https://a.b' } } } },
		'Web Page has no effect unless On Click is Open Web Page',
	],
	[
		{ android: { action: { action_type: 2, browser: { url: 'https://a.b' }, intent: 'app://x' } } },
		'Deep Link has no effect unless On Click is Open Deep Link',
	],
	[{ android: { icon_type: 1 } }, 'Icon From is URL, and Large Icon is no URL'],
	[{ android: { icon_type: 1, icon_res: 'icon' } }, 'Icon From is URL, and Large Icon is no URL'],
])('what has no effect in %j is said', (message, warning) => {
	expect(pushWarnings({ message })).toEqual([warning]);
});

test.each([
	{ accept_time: [{}], thread_id: 'a', thread_sumtext: 'b' },
	{ android: { ring_raw: 'ding', n_ch_id: 'orders' } },
	{ android: { icon_type: 1, icon_res: 'https://a.b/c.png' } },
	{ ios: {}, thread_id: 'a' },
])('what has its other half is not: %j', (message) => {
	expect(pushWarnings({ message })).toEqual([]);
});

test('a sound of Android with its extension is warned of', () => {
	expect(notificationWarnings({ AndroidInfo: { Sound: 'ding.mp3' } })).toHaveLength(1);
	expect(notificationWarnings({ AndroidInfo: { Sound: 'ding' } })).toEqual([]);
});
