import { Type, type Static } from 'typebox';

const ratio = () => Type.Number({ minimum: 0, maximum: 1 });

/** What can be changed while the emulator runs. */
export const settingsSchema = Type.Object(
	{
		/** false: pushes are refused with 90045. */
		pushEnabled: Type.Boolean(),
		/** true: every call is refused with 60016. */
		disabled: Type.Boolean(),
		/** When set, calls under another host name are refused with 60026. */
		domain: Type.String(),
		/** All/tag pushes a day (UTC); 90047 beyond. docs/api/push-service.md 3.0 */
		pushesPerDay: Type.Integer({ minimum: 0 }),
		/** Users a second in `timpush/batch`; 60007 beyond. docs/api/push-service.md 3.0 */
		batchUsersPerSecond: Type.Integer({ minimum: 1 }),
		/** Whether more users at once than that are refused (60007) instead of counted as several seconds. */
		refuseLargeBatches: Type.Boolean(),
		/**
		 * Longest range of `list_sched_task` in days; 90104 beyond. The page says that there is a longest
		 * range, not which: this one is that of its sample. docs/api/push-service.md 3.g
		 */
		longestTaskListDays: Type.Integer({ minimum: 1 }),
		/** false: no 60007, 90024 and 90051; the daily quota stays. */
		frequencyLimits: Type.Boolean(),
		/** Failed UserSig verifications of an identifier within a minute before 70050. */
		failedVerifications: Type.Integer({ minimum: 1 }),
		/** `ErrorInfo` of the entries of a batch's `ErrorList`; the page's sample has none (3.b). */
		accountErrorInfo: Type.Enum(['absent', 'empty', 'text']),
		/** Milliseconds on the emulator's clock from arrival to an unattended phone's click. */
		clickDelay: Type.Integer({ minimum: 0 }),
		/** Milliseconds that a scheduled task is `dispatching`. */
		dispatchDuration: Type.Integer({ minimum: 0 }),
		/** Shares of the unattended phones; which phones they are never changes. */
		shares: Type.Object(
			{
				/** Connected to Tencent, so that pushes arrive online. */
				online: ratio(),
				/** Never uploaded a vendor token. */
				tokenMissing: ratio(),
				/** The vendor no longer knows the token. */
				tokenRefused: ratio(),
				/** Notifications are switched off. */
				notificationsOff: ratio(),
				/** Of what has arrived: clicked. Different phones for each push. */
				clicked: ratio(),
			},
			{ additionalProperties: false },
		),
	},
	{ additionalProperties: false },
);

export type Settings = Static<typeof settingsSchema>;
export type Shares = Settings['shares'];

export type SettingsChange = Partial<Omit<Settings, 'shares'>> & { shares?: Partial<Shares> };

/** A standard edition app. */
export function defaultSettings(): Settings {
	return {
		pushEnabled: true,
		disabled: false,
		domain: '',
		pushesPerDay: 100,
		batchUsersPerSecond: 500,
		refuseLargeBatches: true,
		longestTaskListDays: 31,
		frequencyLimits: true,
		failedVerifications: 10,
		accountErrorInfo: 'absent',
		clickDelay: 2000,
		dispatchDuration: 1000,
		shares: {
			online: 0.3,
			tokenMissing: 0.02,
			tokenRefused: 0.02,
			notificationsOff: 0.06,
			clicked: 0.1,
		},
	};
}

/** Changes settings in place; what is left out keeps its value. */
export function changeSettings(settings: Settings, { shares, ...change }: SettingsChange): void {
	Object.assign(settings, change);
	Object.assign(settings.shares, shares);
}
