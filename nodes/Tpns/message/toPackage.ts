import type { JsonObject } from '../../shared/fields/json';
import type { OperationContext, Parameters } from '../../shared/run/operation';
import { accountOptions, readAccountType } from '../audience/account';
import type { PackageKind } from '../audience/package';
import { buildPush } from './buildPush';
import { bulkOptions } from './options';
import { readSchedule } from './schedule';

/** Options of a push to a package. */
export const packagePushOptions = [...bulkOptions, ...accountOptions];

/**
 * The request of a push to a package, without its upload ID. Source: docs/api/tpns.md 1.1.
 *
 * @throws FieldError
 */
export function buildPackagePush(
	kind: PackageKind,
	parameters: Parameters,
	context: OperationContext,
): JsonObject {
	const isAccounts = kind === 'account';
	const accountType = isAccounts ? readAccountType(parameters) : 0;
	return {
		audience_type: isAccounts ? 'package_account_push' : 'package_token_push',
		...(accountType === 0 ? {} : { account_type: accountType }),
		...buildPush(parameters, isAccounts ? packagePushOptions : bulkOptions),
		...readSchedule(parameters, context),
	};
}
