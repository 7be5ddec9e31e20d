import { tpnsErrors } from './errors';
import { REFUSED_TARGETS } from './refusedTargets';
import type { Policy } from '../shared/transport/retry';
import type { Product } from '../shared/transport/product';

const STATISTICS: Policy = { repeat: 'freely', quota: 'hour' };
const TASK_CONTROL: Policy = { repeat: 'freely' };
const TAGS: Policy = { repeat: 'freely', rate: { lane: 'tag', perSecond: 1 } };

/** Rates and repeats of the paths that have any. Source: docs/api/tpns.md 1 and 6. */
const POLICIES: Readonly<Record<string, Policy>> = {
	'/v3/push/app': { repeat: 'onceAtMost' },
	'/v3/push/plan/add_plan_push': { repeat: 'onceAtMost', quota: 'day' },
	'/v3/push/package/upload': { repeat: 'freely' },
	'/v3/push/stop_push_msg': TASK_CONTROL,
	'/v3/push/revoke_push_msg': TASK_CONTROL,
	'/v3/push/cancel_timing_task': TASK_CONTROL,
	'/v3/device/tag': TAGS,
	'/v3/device/tag/delete_all_device': TAGS,
	'/v3/statistics/get_push_channel_stat_overview': STATISTICS,
	'/v3/statistics/get_device_stat_overview': STATISTICS,
	'/v3/statistics/get_push_record': STATISTICS,
	'/v3/statistics/get_push_task_stat_channel': STATISTICS,
	'/v3/statistics/get_push_group_stat_channel': STATISTICS,
	'/v3/toolbox/getPushListByToken': STATISTICS,
};

/** Pushes to all devices, tags and packages: one a second. Source: docs/api/tpns.md 1 and I50. */
export const BULK_PUSH: Policy = {
	repeat: 'onceAtMost',
	rate: { lane: 'bulkPush', perSecond: 1 },
};

export const tpns: Product = {
	credential: 'tpnsApi',
	appOf: (credentials) => String(credentials.accessId).trim(),
	errors: tpnsErrors,
	httpErrors: {
		'403': {
			title: 'TPNS refused the request',
			fix: "Check that 'Access ID' and 'Secret Key' are of one app, that 'Service Access Point' is where it was created, and that the IP allow-list in the console includes this machine",
			credential: true,
			source: 'docs/api/tpns.md 4.3 and 4.4',
		},
	},
	policyOf: (path) => POLICIES[path] ?? { repeat: 'freely' },
	envelope: {
		code: ['ret_code'],
		message: ['err_msg', 'err_msg_zh'],
		id: ['push_id'],
		refused: REFUSED_TARGETS,
		decisive: ['result'],
	},
	lookUp:
		'Look for this text and time in the push records (Push: Get Many, or the console) before you send again',
};
