import { Type, type Static } from 'typebox';
import { mostEvents } from './events.mts';

/** What can be changed about callbacks while the emulator runs. */
export const callbackSettingsSchema = Type.Object(
	{
		/** Where callbacks go, without the characters that Tencent refuses; none are sent while it is empty. */
		url: Type.String({ pattern: '^(https?://[^!$&?]+)?$' }),
		/** Signs the callbacks when set. */
		token: Type.String(),
		eventsPerCallback: Type.Integer({ minimum: 1, maximum: mostEvents }),
		connections: Type.Integer({ minimum: 1, maximum: 1024 }),
		/** Callbacks a second; 0: as fast as the connections carry them. */
		rate: Type.Number({ minimum: 0 }),
		/** Milliseconds for the answer. */
		timeout: Type.Integer({ minimum: 1 }),
		/** How often a failed callback is sent again. Tencent: 0 unless switched on. */
		repeats: Type.Integer({ minimum: 0, maximum: 100 }),
		/** Every n-th callback is sent twice; 0: none. */
		duplicateEvery: Type.Integer({ minimum: 0 }),
	},
	{ additionalProperties: false },
);

export type CallbackSettings = Static<typeof callbackSettingsSchema>;

/** Tencent's defaults: 1000 callbacks a second, 2 s, no repeats (docs/api/push-service.md 5). */
export function defaultCallbackSettings(): CallbackSettings {
	return {
		url: '',
		token: '',
		eventsPerCallback: mostEvents,
		connections: 16,
		rate: 1000,
		timeout: 2000,
		repeats: 0,
		duplicateEvery: 0,
	};
}
