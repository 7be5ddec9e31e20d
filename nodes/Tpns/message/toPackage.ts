import { apiFields } from '../../shared/fields/apiFields';
import type { Fields, ValuesOf } from '../../shared/fields/field';
import type { JsonObject } from '../../shared/fields/json';
import { accountOptions, withAccountType } from '../audience/account';
import type { packageContent } from '../audience/package';
import type { PushValues } from './buildPush';
import { buildPush, messageFields } from './buildPush';
import { bulkOptions, pushOptions } from './options';
import { schedule } from './schedule';

/** What is sent to a package, and when. */
export const packageMessageFields = { ...messageFields, schedule };

/** The options of a push to a package; those of accounts apply to packages of accounts only. */
export const packageOptions = <R extends Fields>(runOptions: R) =>
	pushOptions(
		{ audience: apiFields(bulkOptions), accounts: apiFields(accountOptions) },
		runOptions,
	);

type PackagePushValues = PushValues & {
	readonly schedule: JsonObject;
	readonly options: { readonly accounts?: JsonObject };
};

/**
 * The request of a push to a package, without its upload ID. Source: docs/api/tpns.md 1.1.
 *
 * @throws FieldError
 */
export function buildPackagePush(
	content: ValuesOf<typeof packageContent>,
	values: PackagePushValues,
): JsonObject {
	const { audience, accounts } = values.options;
	if (content.packageKind === 'token') {
		return { audience_type: 'package_token_push', ...buildPush(values), ...values.schedule };
	}
	return {
		audience_type: 'package_account_push',
		...withAccountType(content.packageAccountType),
		...buildPush(values, { ...audience, ...accounts }),
		...values.schedule,
	};
}
