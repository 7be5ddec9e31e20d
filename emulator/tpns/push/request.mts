import { Type, type Static } from 'typebox';

const flag = Type.Enum([0, 1]);
const text = Type.String();
const operator = Type.Enum(['OR', 'AND']);

const action = Type.Object({
	action_type: Type.Optional(Type.Enum([1, 2, 3])),
	activity: Type.Optional(text),
	aty_attr: Type.Optional(
		Type.Object({ if: Type.Optional(Type.Integer()), pf: Type.Optional(Type.Integer()) }),
	),
	browser: Type.Optional(
		Type.Object({
			url: Type.String({ pattern: '^https?://' }),
			confirm: Type.Optional(flag),
		}),
	),
	intent: Type.Optional(text),
});

const android = Type.Object({
	n_ch_id: Type.Optional(text),
	n_ch_name: Type.Optional(text),
	n_category: Type.Optional(text),
	n_importance: Type.Optional(Type.Enum([1, 2, 3, 4])),
	urgency: Type.Optional(Type.Enum(['HIGH', 'NORMAL'])),
	xm_ch_id: Type.Optional(text),
	fcm_ch_id: Type.Optional(text),
	hw_biz_type: Type.Optional(flag),
	hw_ch_id: Type.Optional(text),
	hw_category: Type.Optional(text),
	hw_importance: Type.Optional(Type.Enum([1, 2])),
	oppo_ch_id: Type.Optional(text),
	oppo_top_notification_bar_show: Type.Optional(Type.Boolean()),
	oppo_senior_push: Type.Optional(Type.Boolean()),
	oppo_advertiser_id: Type.Optional(text),
	vivo_category: Type.Optional(text),
	// "Commercial" fields of vivo; whether as an object or as its JSON is not known.
	vivo_marketing: Type.Optional(Type.Union([text, Type.Record(Type.String(), Type.Unknown())])),
	vivo_ch_id: Type.Optional(Type.Enum(['0', '1'])),
	n_id: Type.Optional(Type.Integer()),
	builder_id: Type.Optional(Type.Integer()),
	badge_type: Type.Optional(Type.Integer({ minimum: -2, maximum: 99 })),
	ring: Type.Optional(flag),
	ring_raw: Type.Optional(text),
	vibrate: Type.Optional(flag),
	lights: Type.Optional(flag),
	clearable: Type.Optional(flag),
	icon_type: Type.Optional(flag),
	icon_res: Type.Optional(text),
	style_id: Type.Optional(Type.Integer()),
	small_icon: Type.Optional(text),
	icon_color: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffffff })),
	action: Type.Optional(action),
	custom_content: Type.Optional(text),
	show_type: Type.Optional(Type.Enum([1, 2])),
});

// Apple's form for a critical alert; whether TPNS passes it on is not known (docs/api/tpns.md 4.8).
const criticalSound = Type.Object({
	critical: Type.Optional(flag),
	name: Type.Optional(text),
	volume: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
});

const ios = Type.Object({
	aps: Type.Object({
		alert: Type.Optional(
			Type.Object(
				{
					title: Type.Optional(text),
					subtitle: Type.Optional(text),
					body: Type.Optional(text),
				},
				{ additionalProperties: true },
			),
		),
		'thread-id': Type.Optional(text),
		badge_type: Type.Optional(Type.Integer({ minimum: -2 })),
		category: Type.Optional(text),
		'mutable-content': Type.Optional(flag),
		sound: Type.Optional(Type.Union([text, criticalSound])),
		'interruption-level': Type.Optional(
			Type.Enum(['passive', 'active', 'time-sensitive', 'critical']),
		),
		'content-available': Type.Optional(Type.Literal(1)),
	}),
	custom_content: Type.Optional(text),
	// The spelling of the official Go and PHP server SDKs (docs/api/tpns.md I40).
	custom: Type.Optional(text),
});

const timeOfDay = Type.Object({
	hour: Type.String({ pattern: '^([01]\\d|2[0-3])$' }),
	min: Type.String({ pattern: '^[0-5]\\d$' }),
});

const message = Type.Object({
	title: Type.Optional(text),
	content: Type.Optional(text),
	accept_time: Type.Optional(Type.Array(Type.Object({ start: timeOfDay, end: timeOfDay }))),
	thread_id: Type.Optional(text),
	thread_sumtext: Type.Optional(text),
	xg_media_resources: Type.Optional(text),
	xg_media_audio_resources: Type.Optional(text),
	show_type: Type.Optional(Type.Enum([1, 2])),
	android: Type.Optional(android),
	ios: Type.Optional(ios),
	default_title: Type.Optional(text),
	default_content: Type.Optional(text),
	default_subtitle: Type.Optional(text),
});

const tagItem = Type.Object({
	tags: Type.Array(text, { minItems: 1 }),
	is_not: Type.Boolean(),
	tags_operator: operator,
	items_operator: operator,
	tag_type: Type.Enum([
		'xg_user_define',
		'xg_auto_version',
		'xg_auto_province',
		'xg_auto_city',
		'xg_auto_active',
		'xg_auto_sdkversion',
		'xg_auto_systemlanguage',
		'xg_auto_devicebrand',
		'xg_auto_deviceversion',
		'xg_auto_country',
		'xg_auto_systemversion',
	]),
});

const tagRule = Type.Object({
	tag_items: Type.Array(tagItem, { minItems: 1 }),
	operator,
	is_not: Type.Boolean(),
});

const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const dayTimes = Type.Array(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$' }));

const loopParam = Type.Object({
	startDate: date,
	endDate: date,
	loopType: Type.Enum([1, 2, 3]),
	loopDayIndexs: Type.Array(Type.Integer({ minimum: 0, maximum: 31 }), { minItems: 1 }),
	dayTimes: Type.Optional(dayTimes),
	// The spelling of the official Go, PHP and C# server SDKs (docs/api/tpns.md I31).
	DayTimes: Type.Optional(dayTimes),
});

const smsInfo = Type.Object({
	delay_trigger_time: Type.Optional(Type.Integer({ minimum: 300 })),
	trigger_condition: Type.Optional(Type.Enum([0, 1, 2])),
	sms_sign_name: Type.Optional(text),
	sms_template_id: Type.Optional(text),
	sms_app_id: Type.Optional(text),
	sms_template_params: Type.Optional(Type.Array(text)),
});

/**
 * The body of `v3/push/app`, with every field that the documentation names (docs/api/tpns.md 1.1).
 * What depends on other fields is checked in `rules.mts`.
 */
export const pushRequest = Type.Object({
	audience_type: Type.Enum([
		'all',
		'tag',
		'token',
		'token_list',
		'account',
		'account_list',
		'package_account_push',
		'package_token_push',
	]),
	message,
	message_type: Type.Enum(['notify', 'message']),
	environment: Type.Optional(Type.Enum(['product', 'dev'])),
	upload_id: Type.Optional(Type.Integer({ minimum: 1 })),
	expire_time: Type.Optional(Type.Integer({ minimum: 0, maximum: 259_200 })),
	send_time: Type.Optional(text),
	multi_pkg: Type.Optional(Type.Boolean()),
	loop_param: Type.Optional(loopParam),
	group_id: Type.Optional(text),
	plan_id: Type.Optional(text),
	tag_rules: Type.Optional(Type.Array(tagRule, { minItems: 1 })),
	tag_list: Type.Optional(
		Type.Object({ tags: Type.Array(text, { minItems: 1 }), op: Type.Enum(['AND', 'OR']) }),
	),
	account_list: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: 1000 })),
	account_push_type: Type.Optional(flag),
	account_type: Type.Optional(Type.Integer({ minimum: 0 })),
	token_list: Type.Optional(
		Type.Array(Type.String({ minLength: 1, maxLength: 36 }), { maxItems: 1000 }),
	),
	ignore_invalid_token: Type.Optional(flag),
	push_speed: Type.Optional(Type.Integer({ minimum: 1000, maximum: 50_000 })),
	collapse_id: Type.Optional(Type.Integer()),
	channel_rules: Type.Optional(
		Type.Array(
			Type.Object({
				channel: Type.Enum(['xg', 'hw', 'xm', 'mz', 'vivo', 'oppo', 'apns', 'honor', 'fcm']),
				disable: Type.Boolean(),
			}),
		),
	),
	tpns_online_push_type: Type.Optional(flag),
	force_collapse: Type.Optional(Type.Boolean()),
	seq: Type.Optional(Type.Integer()),
	platform: Type.Optional(Type.Enum(['android', 'ios'])),
	trace_id: Type.Optional(text),
	ntf_wt_attrs: Type.Optional(Type.Boolean()),
	supply_inapp_msg: Type.Optional(Type.Boolean()),
	resend_by_sms: Type.Optional(Type.Boolean()),
	sms_info: Type.Optional(smsInfo),
});

export type PushRequest = Static<typeof pushRequest>;
export type AudienceType = PushRequest['audience_type'];
export type TagRule = Static<typeof tagRule>;
export type TagItem = Static<typeof tagItem>;
export type LoopParam = Static<typeof loopParam>;
