import type { JsonObject } from '../../shared/fields/json';
import { isObject } from '../../shared/fields/json';

/**
 * Title lengths of the channels in characters, as Latin letters | as CJK ones counted double.
 * Source: docs/api/tpns.md 4.2.
 */
const TITLE_LIMITS: ReadonlyArray<[channel: string, limit: number, effect: string]> = [
	['TPNS', 20, 'shows a longer one with an ellipsis'],
	['Meizu', 32, 'refuses a longer one, and TPNS sends it over its own channel'],
	['Huawei', 40, 'refuses a longer one, and TPNS sends it over its own channel'],
	['vivo', 40, 'refuses a longer one, and TPNS sends it over its own channel'],
	['OPPO', 50, 'refuses a longer one, and TPNS sends it over its own channel'],
	['Xiaomi', 50, 'refuses a longer one, and TPNS sends it over its own channel'],
];

/** What the channels would cut or drop although TPNS takes the push. Source: docs/api/tpns.md 4.2. */
export function pushWarnings(push: JsonObject): string[] {
	const message = isObject(push.message) ? push.message : {};
	const title = typeof message.title === 'string' ? message.title : '';
	const content = typeof message.content === 'string' ? message.content : '';
	const length = [...title].length;
	const warnings = isObject(message.ios)
		? []
		: TITLE_LIMITS.filter(([, limit]) => length > limit).map(
				([channel, limit, effect]) =>
					`Title has ${length} characters; ${channel} takes ${limit} and ${effect}`,
			);
	if (/\btest\b|测试/i.test(`${title} ${content}`)) {
		warnings.push('Some vendors drop notifications with "test" in their text');
	}
	const expiry = push.expire_time;
	if (typeof expiry === 'number' && expiry > 0 && expiry < 800) {
		warnings.push(`Expires After is ${expiry} seconds; TPNS counts it as 800`);
	}
	return warnings;
}
