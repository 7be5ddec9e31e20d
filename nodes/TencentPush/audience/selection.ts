import type { JsonObject } from '../../shared/fields/json';

/** Users whom Tencent selects. */
export interface Selection {
	/** `Condition`. Source: docs/api/push-service.md 3.a. */
	condition: JsonObject;
	inWords: string;
}
