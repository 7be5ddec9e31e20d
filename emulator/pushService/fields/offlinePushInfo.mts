import { Type, type Static } from 'typebox';
import { anyObject, flag, httpsUrl, jsonText, textUpTo } from './basics.mts';

const optional = Type.Optional;

/** docs/api/push-service.md 4.2 */
export const androidInfo = Type.Refine(
	Type.Object({
		Sound: optional(Type.String()),
		PushStyle: optional(flag()),
		XiaoMiChannelID: optional(Type.String()),
		OPPOChannelID: optional(Type.String()),
		OPPOCategory: optional(Type.String()),
		OPPONotifyLevel: optional(Type.Enum([1, 2, 16])),
		OPPOPrivateMsgTemplateId: optional(Type.String()),
		OPPOPrivateTitleParameters: optional(anyObject()),
		OPPOPrivateContentParameters: optional(anyObject()),
		VIVOClassification: optional(flag()),
		VIVOCategory: optional(Type.String()),
		VIVONotifyType: optional(Type.String({ pattern: '^[1-4]$' })),
		HuaWeiChannelID: optional(Type.String()),
		HuaWeiImportance: optional(Type.Enum(['LOW', 'NORMAL'])),
		HuaWeiCategory: optional(Type.String()),
		HuaWeiImage: optional(httpsUrl()),
		HonorImportance: optional(Type.Enum(['LOW', 'NORMAL'])),
		HonorImage: optional(httpsUrl()),
		GoogleChannelID: optional(Type.String()),
		GoogleImage: optional(httpsUrl()),
		GooglePriority: optional(Type.Enum(['normal', 'high'])),
		MeiZuNoticeMsgType: optional(flag()),
	}),
	(info) => info.OPPONotifyLevel === undefined || info.OPPOCategory !== undefined,
	() => 'needs OPPOCategory when OPPONotifyLevel is given',
);

/** docs/api/push-service.md 4.3 */
export const apnsInfo = Type.Object({
	BadgeMode: optional(flag()),
	Title: optional(Type.String()),
	SubTitle: optional(Type.String()),
	Image: optional(Type.String({ pattern: '^https?://' })),
	MutableContent: optional(flag()),
	Sound: optional(Type.String()),
	InterruptionLevel: optional(Type.Enum(['passive', 'active', 'time-sensitive', 'critical'])),
	ContentAvailable: optional(flag()),
	IsVoipPush: optional(flag()),
	LiveActivity: optional(
		Type.Object({
			LaId: textUpTo(64),
			Event: Type.Enum(['update', 'end']),
			ContentState: anyObject(),
			DismissalDate: optional(Type.Integer({ minimum: 0 })),
		}),
	),
});

/** docs/api/push-service.md 4.4 */
export const harmonyInfo = Type.Refine(
	Type.Object({
		Title: optional(Type.String()),
		Category: optional(Type.String()),
		Image: optional(httpsUrl()),
		Sound: optional(Type.String()),
		SoundDuration: optional(Type.Integer({ minimum: 1, maximum: 60 })),
	}),
	(info) => info.SoundDuration === undefined || info.Sound !== undefined,
	() => 'needs Sound when SoundDuration is given',
);

// docs/api/push-service.md 4.5
const mostTextBytes = 3 * 1024;

/** docs/api/push-service.md 4.1 */
export const offlinePushInfo = Type.Refine(
	Type.Object({
		PushFlag: optional(flag()),
		Title: optional(Type.String()),
		Desc: optional(Type.String()),
		MultiLanguageContent: optional(
			Type.Array(
				Type.Object({
					Language: Type.String({ minLength: 1 }),
					Title: optional(Type.String()),
					Desc: optional(Type.String()),
				}),
			),
		),
		Ext: optional(jsonText()),
		AndroidInfo: optional(androidInfo),
		ApnsInfo: optional(apnsInfo),
		HarmonyInfo: optional(harmonyInfo),
		BadgeAddNum: optional(Type.Integer({ minimum: 1, maximum: 99 })),
		BadgeSetNum: optional(Type.Integer({ minimum: 0, maximum: 999 })),
		PushTemplateId: optional(Type.String({ minLength: 1 })),
		PushTemplateParam: optional(anyObject()),
	}),
	({ Desc = '', Ext = '' }) => Buffer.byteLength(Desc + Ext) < mostTextBytes,
	() => 'has 3 KB or more in Desc and Ext together',
);

export type OfflinePushInfo = Static<typeof offlinePushInfo>;
