import fc from 'fast-check';
import { withObjectWarning } from '../../../../nodes/shared/fields/textWarnings.ts';
import {
	messageWarnings,
	notificationAdvice,
	notificationWarnings,
} from '../../../../nodes/TencentPush/message/limits.ts';
import { pushAdvice, pushWarnings } from '../../../../nodes/Tpns/message/warnings.ts';

const OBJECT = /contains "\[object Object\]"/;
const EMPTY = /seems to lack a value/;

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
	[{ ios: {}, accept_time: [{}] }, "'Accept Times' has no effect on iOS"],
	[{ ios: {}, xg_media_audio_resources: 'https://a.b' }, "'Audio URL' has no effect on iOS"],
	[{ ios: {}, thread_id: 'a', thread_sumtext: 'b' }, "'Thread Summary' has no effect on iOS"],
	[{ thread_sumtext: 'b' }, "'Thread Summary' has no effect without 'Thread ID'"],
	[{ android: { ring_raw: 'ding' } }, "'Ringtone' has no effect without a notification channel"],
	[
		{ android: { action: { action_type: 3, intent: 'app://x', aty_attr: { if: 1 } } } },
		"'Intent Flag' has no effect unless 'On Tap' is Open Page of the App",
	],
	[
		{ android: { action: { action_type: 1, browser: { url: 'https://a.b' } } } },
		"'Web Page' has no effect unless 'On Tap' is Open Web Page",
	],
	[
		{ android: { action: { action_type: 2, browser: { url: 'https://a.b' }, intent: 'app://x' } } },
		"'Deep Link' has no effect unless 'On Tap' is Open Deep Link",
	],
	[{ android: { icon_type: 1 } }, "'Icon From' is URL, but 'Large Icon' is not a URL"],
	[
		{ android: { icon_type: 1, icon_res: 'icon' } },
		"'Icon From' is URL, but 'Large Icon' is not a URL",
	],
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

const BRACES = /contains "(\{\{|\}\})", which recipients would see/;

test('braces that nobody fills in are named, unless devices fill them in', () => {
	const fine = { Title: 'Fine', Desc: 'Fine' };
	const around = fc.stringMatching(/^[a-z .!]{0,9}$/);
	fc.assert(
		fc.property(
			fc.tuple(around, fc.constantFrom('{{', '}}', '{{name}}', '{{ $json.x }}'), around),
			fc.boolean(),
			(parts, isTitle) => {
				const text = parts.join('');
				const [title, content] = isTitle ? [text, 'Fine'] : ['Fine', text];
				const message = { title, content };
				expect(pushWarnings({ message }).join()).toMatch(BRACES);
				expect(pushWarnings({ message, ntf_wt_attrs: true }).join()).not.toMatch(BRACES);
				const notification = { Title: title, Desc: content };
				expect(notificationWarnings(notification).join()).toMatch(BRACES);
				expect(
					notificationWarnings({ ...fine, MultiLanguageContent: [notification] }).join(),
				).toMatch(BRACES);
				const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }];
				expect(messageWarnings({ MsgBody }).join()).toMatch(BRACES);
			},
		),
	);
	const single = { title: 'A { brace }', content: '{ } }' };
	expect(pushWarnings({ message: single }).join()).not.toMatch(BRACES);
	for (const own of [{ ApnsInfo: { SubTitle: '{{x}}' } }, { HarmonyInfo: { Title: 'x}}' } }]) {
		expect(notificationWarnings({ ...fine, ...own }).join()).toMatch(BRACES);
	}
});

test.each([
	[{ send_time: '2099-01-01 09:00:00' }, /a scheduled push for packages of device tokens/],
	[{ loop_param: {} }, /a repeated push for packages of device tokens/],
	[{ push_speed: 1_000 }, /'Pushes per Second' for packages of device tokens/],
	[{ collapse_id: 1 }, /Collapse ID\)' for packages of device tokens/],
])('%j is warned of in a push to a package of tokens only', (more, warning) => {
	const push = (audience_type: string) => pushWarnings({ audience_type, ...more });
	expect(push('package_token_push')).toEqual([expect.stringMatching(warning)]);
	for (const audience of ['all', 'tag', 'package_account_push']) expect(push(audience)).toEqual([]);
});

describe('a preview of TPNS advises', () => {
	const advice = (message: object, more: object = {}) =>
		pushAdvice({ message_type: 'notify', message, ...more });

	test('a channel or category for each vendor that has none, unless its channel is not used', () => {
		expect(advice({})).toEqual([
			expect.stringMatching(/^'Vendor Channels' .* for FCM, Honor, Huawei, OPPO, vivo, Xiaomi\./),
		]);
		expect(advice({ android: { xm_ch_id: '1', hw_category: 'IM' } })).toEqual([
			expect.stringMatching(/ for FCM, Honor, OPPO, vivo\./),
		]);
		const disabled = ['fcm', 'honor', 'oppo', 'vivo'];
		const channel_rules = disabled.map((channel) => ({ channel, disable: true }));
		expect(advice({ android: { xm_ch_id: '1', hw_category: 'IM' } }, { channel_rules })).toEqual(
			[],
		);
	});

	test('a sound on iOS, where the notification is mute without one', () => {
		expect(advice({ ios: { aps: { alert: {} } } })).toEqual([expect.stringMatching(/'Sound'$/)]);
		expect(advice({ ios: { aps: { alert: {}, sound: 'default' } } })).toEqual([]);
	});

	test('nothing for what is not shown', () => {
		expect(pushAdvice({ message_type: 'message', message: {} })).toEqual([]);
	});
});

describe('a preview of the Push Service advises', () => {
	const everyVendor = {
		GoogleChannelID: 'a',
		HonorImportance: 'NORMAL',
		HuaWeiCategory: 'IM',
		MeiZuNoticeMsgType: 0,
		OPPOChannelID: 'a',
		VIVOCategory: 'IM',
		XiaoMiChannelID: 'a',
	};
	const withSound = { ApnsInfo: { Sound: 'ding.caf' } };

	test.each([
		['FCM', 'GoogleChannelID'],
		['Honor', 'HonorImportance'],
		['Huawei', 'HuaWeiCategory'],
		['Meizu', 'MeiZuNoticeMsgType'],
		['OPPO', 'OPPOChannelID'],
		['vivo', 'VIVOCategory'],
		['Xiaomi', 'XiaoMiChannelID'],
	])('a channel or category for %s', (vendor, field) => {
		const AndroidInfo = Object.fromEntries(
			Object.entries(everyVendor).filter(([api]) => api !== field),
		);
		expect(notificationAdvice({ ...withSound, AndroidInfo })).toEqual([
			expect.stringMatching(`^'Android' .* for ${vendor}\\.`),
		]);
	});

	test('a sound on iOS, unless the push plays none of a notification', () => {
		const AndroidInfo = everyVendor;
		expect(notificationAdvice({ AndroidInfo })).toEqual([expect.stringMatching(/'Sound'$/)]);
		for (const ApnsInfo of [withSound.ApnsInfo, { ContentAvailable: 1 }, { IsVoipPush: 1 }]) {
			expect(notificationAdvice({ AndroidInfo, ApnsInfo })).toEqual([]);
		}
	});

	test('nothing where no vendor is used', () => {
		expect(notificationAdvice({ PushFlag: 1 })).toEqual([]);
		expect(notificationAdvice(undefined)).toEqual([]);
	});
});

test('an object in any text of a message is warned of, wherever it stands, and only once', () => {
	const wrap = fc.constantFrom<(inner: unknown) => unknown>(
		(inner) => [1, inner, null],
		(inner) => ({ a: 'fine', inner, z: [] }),
	);
	fc.assert(
		fc.property(fc.array(wrap, { minLength: 1, maxLength: 8 }), (wraps) => {
			const holding = (text: string) => wraps.reduce((inner, each) => each(inner), text as unknown);
			expect(withObjectWarning(holding('for [object Map]'), ['Fine'])).toEqual([
				'Fine',
				expect.stringContaining('The message contains "[object Map]"'),
			]);
			expect(withObjectWarning(holding('for [ object ]'), ['Fine'])).toEqual(['Fine']);
			const known = [`'Title' contains "[object Object]": …`];
			expect(withObjectWarning(holding('[object Object]'), known)).toEqual(known);
		}),
	);
});
