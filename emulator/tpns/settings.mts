import { Type, type Static } from 'typebox';

/** How strict the emulated TPNS is, and what it does where its documentation leaves a choice. */
export const settingsSchema = Type.Object(
	{
		/** Seconds that `TimeStamp` may be off; undocumented, 600 was the limit of the older API. */
		timestampTolerance: Type.Integer({ minimum: 0 }),
		/** HTTP status of 1008003 and 1008035; both 200 and 403 are reported (I53). */
		authFailureStatus: Type.Enum([200, 403]),
		/** HTTP status of all other refusals. */
		refusalStatus: Type.Integer({ minimum: 200, maximum: 599 }),
		/** Whether 1 push to many a second and 1 tag call a second are enforced. */
		rates: Type.Boolean(),
		/** Milliseconds between two such calls, and how much sooner one may arrive. */
		spacing: Type.Integer({ minimum: 0 }),
		spacingTolerance: Type.Integer({ minimum: 0 }),
		/** Whether 200 statistics calls an hour and 200 plans a day are enforced. */
		quotas: Type.Boolean(),
		/** Whether each statistics endpoint has its own 200 an hour, or all share them (8, item 5). */
		statisticsQuota: Type.Enum(['perEndpoint', 'shared']),
		/** Whether the same push to all is refused for an hour (10010018). */
		repeatGuard: Type.Boolean(),
		/** 500 or 20 (I16). */
		tagPairLimit: Type.Integer({ minimum: 1, maximum: 500 }),
		/** What unknown tokens do to a `token_list` push without `ignore_invalid_token`. */
		invalidTokensInList: Type.Enum(['skip', 'refuse']),
		/** Whether the receipts of Huawei, Honor, Meizu and HarmonyOS are set up in the console (1.16). */
		vendorReceipts: Type.Boolean(),
		/** Where xg and FCM count what arrived: the manual says arrivalUv, its sample has 0 there (1.16). */
		ownArrivals: Type.Enum(['arrivalUv', 'verifySvcUv']),
		/** Whether deleting an attribute needs its value, as in the sample, or only its name (1.15). */
		attributeDeletion: Type.Enum(['byName', 'byValue']),
		/** What 0 means in `loopDayIndexs` (I30). */
		firstWeekday: Type.Enum(['sunday', 'monday']),
		/** Which spelling stop, revoke and cancel read (I8). */
		taskControlKey: Type.Enum(['either', 'pushId', 'pushid']),
		/** Tencent's newest page says that recall is not available (3.1). */
		revokeAvailable: Type.Boolean(),
		/** Milliseconds until an asynchronous operation shows. */
		asyncDelay: Type.Integer({ minimum: 0 }),
		/** Milliseconds that a push spends in PUSH_INIT, PUSH_WAIT and PUSH_STARTED. */
		initTime: Type.Integer({ minimum: 0 }),
		waitTime: Type.Integer({ minimum: 0 }),
		sendingTime: Type.Integer({ minimum: 0 }),
	},
	{ additionalProperties: false },
);

export type TpnsSettings = Static<typeof settingsSchema>;

export const defaultSettings: TpnsSettings = {
	timestampTolerance: 600,
	authFailureStatus: 200,
	refusalStatus: 200,
	rates: true,
	spacing: 1000,
	spacingTolerance: 50,
	quotas: true,
	statisticsQuota: 'perEndpoint',
	repeatGuard: true,
	tagPairLimit: 500,
	invalidTokensInList: 'skip',
	vendorReceipts: true,
	ownArrivals: 'arrivalUv',
	attributeDeletion: 'byName',
	firstWeekday: 'sunday',
	taskControlKey: 'either',
	revokeAvailable: true,
	asyncDelay: 500,
	initTime: 100,
	waitTime: 200,
	sendingTime: 2000,
};
