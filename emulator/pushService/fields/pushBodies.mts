import { Type, type Static } from 'typebox';
import { textUpTo, uint32 } from './basics.mts';
import type { FieldCodes } from './check.mts';
import { allMemberCondition, condition } from './condition.mts';
import { messageBody } from './messageBody.mts';
import { offlinePushInfo } from './offlinePushInfo.mts';

const dataId = () => Type.Optional(textUpTo(64));

/** A push to everyone or by condition. docs/api/push-service.md 3.a */
export const pushBody = Type.Object({
	From_Account: Type.Optional(Type.String()),
	MsgRandom: uint32(),
	Condition: Type.Optional(condition),
	OfflinePushInfo: Type.Optional(offlinePushInfo),
	DataId: dataId(),
	MsgBody: Type.Optional(messageBody()),
	OnlineOnlyFlag: Type.Optional(Type.Enum([0, 1])),
});
export type PushBody = Static<typeof pushBody>;

/** A push to named users. docs/api/push-service.md 3.b */
export const batchBody = Type.Object({
	From_Account: Type.String({ minLength: 1 }),
	To_Account: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 500 }),
	MsgRandom: uint32(),
	OfflinePushInfo: offlinePushInfo,
	DataId: dataId(),
});
export type BatchBody = Static<typeof batchBody>;

/** The older family's push. docs/api/push-service.md 6.1 */
export const allMemberPushBody = Type.Object({
	From_Account: Type.Optional(Type.String()),
	MsgRandom: uint32(),
	MsgBody: messageBody(),
	MsgLifeTime: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
	Condition: Type.Optional(allMemberCondition),
	OfflinePushInfo: Type.Optional(offlinePushInfo),
});
export type AllMemberPushBody = Static<typeof allMemberPushBody>;

export const pushCodes: FieldCodes = {
	MsgRandom: 90005,
	DataId: 90057,
	MsgBody: 90007,
	MsgLifeTime: 90026,
};
export const batchCodes: FieldCodes = { DataId: 90057 };
