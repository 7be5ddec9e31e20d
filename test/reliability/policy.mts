import type { FaultName, Times } from './faults.mts';

/**
 * What has to happen, written by hand from the decisions of the design ("A push is sent at most
 * once") and from docs/api/tpns.md 6 and docs/api/push-service.md 7, and from nothing in nodes/.
 */

/** What becomes of the items. */
export type Outcome = 'done' | 'failed' | 'unknown';

export interface Expectation {
	/** Requests that reach the cloud: one, or one more for each time that the call is repeated. */
	calls: 'one' | 'repeated' | 'none';
	outcome: Outcome;
	/** Names the cause. */
	says?: RegExp;
	/** Names the next step. */
	advises?: RegExp;
}

interface Expectations {
	/** The fault hits the first request, and then no more. */
	once: Expectation;
	/** It hits every request. */
	always: Expectation;
}

/** Attempts of a call that is repeated in vain. */
export const ATTEMPTS = 5;

/** Requests that put a push or message on its way. Everything else may be made twice. */
export const SENDING_PATHS = [
	'/v3/push/app',
	'/v3/push/plan/add_plan_push',
	'/v4/timpush/push',
	'/v4/timpush/batch',
	'/v4/timpush/add_sched_task',
	'/v4/all_member_push/im_push',
	'/v4/openim/sendmsg',
	'/v4/openim/batchsendmsg',
	'/v4/group_open_http_svc/send_group_msg',
];

/** Requests with a quota an hour or a day, which is said and not waited for. TPNS 1, 1.16. */
export const QUOTA_PATHS = [
	'/v3/push/plan/add_plan_push',
	'/v3/statistics/get_push_channel_stat_overview',
	'/v3/statistics/get_device_stat_overview',
	'/v3/statistics/get_push_record',
	'/v3/statistics/get_push_task_stat_channel',
	'/v3/statistics/get_push_group_stat_channel',
	'/v3/toolbox/getPushListByToken',
];

export const TPNS_CODES = {
	frequency: 1008028,
	internal: 1008004,
	quota: 1008030,
	contradiction: '{"ret_code":0,"retCode":1008007,"push_id":"1"}',
	refusedWithId: '{"ret_code":1008003,"err_msg":"","result":"{\\"pushId\\":[\\"1\\"]}"}',
};
export const PUSH_SERVICE_CODES = {
	frequency: 60007,
	internal: 91000,
	quota: 90047,
	contradiction: '{"ActionStatus":"OK","ErrorCode":90001,"ErrorInfo":""}',
	refusedWithId: '{"ActionStatus":"FAIL","ErrorCode":90001,"Data":{"TaskId":"batch_1"}}',
};

const done: Expectation = { calls: 'one', outcome: 'done' };
const recovers: Expectation = { calls: 'repeated', outcome: 'done' };
const sameBothTimes = (expectation: Expectation): Expectations => ({
	once: expectation,
	always: expectation,
});

/** Nothing was sent, so that anything may be tried again. */
const nothingSent = (says: RegExp, advises: RegExp): Expectations => ({
	once: { ...done },
	always: { calls: 'none', outcome: 'failed', says, advises },
});

/** May have arrived: a send is not repeated, and its outcome is not known. */
const mayHaveArrived = (cause: RegExp): { send: Expectations; other: Expectations } => ({
	send: sameBothTimes({
		calls: 'one',
		outcome: 'unknown',
		says: new RegExp(`${cause.source}.*the request is not confirmed`),
		advises: /(in the push records|in the Push Service console).*before you send again/,
	}),
	other: {
		once: recovers,
		always: {
			calls: 'repeated',
			outcome: 'unknown',
			says: cause,
			advises: /Retry later. Running it twice has the same result/,
		},
	},
});

const inAnyCase = (expectations: Expectations) => ({ send: expectations, other: expectations });

const noJson = /The response is not the documented JSON/;
const checkAddress = /Check 'Base URL' or the region in the credential/;

/** By fault: for requests that send, and for all others. */
export const policy: Record<FaultName, { send: Expectations; other: Expectations }> = {
	dns: inAnyCase(
		nothingSent(
			/The address of the API could not be found \((ENOTFOUND|EAI_AGAIN)\)/,
			checkAddress,
		),
	),
	refused: inAnyCase(nothingSent(/The API refused the connection \(ECONNREFUSED\)/, checkAddress)),
	tls: inAnyCase(nothingSent(/No secure connection to the API could be made/, /Check 'Base URL'/)),
	resetBeforeRead: mayHaveArrived(/The connection broke off before the response/),
	resetAfterAcceptance: mayHaveArrived(/The connection broke off before the response/),
	resetDuringBody: mayHaveArrived(/The connection broke off in the middle of the response/),
	noAnswer: mayHaveArrived(/The API did not answer in time/),
	endlessBody: mayHaveArrived(/The API did not answer in time/),
	slowBody: inAnyCase(sameBothTimes(done)),
	http500: mayHaveArrived(/The API answered with HTTP 500/),
	http502: mayHaveArrived(/The API answered with HTTP 502/),
	http503: mayHaveArrived(/The API answered with HTTP 503/),
	http403: inAnyCase(
		sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /refused the request \(HTTP 403\)/,
			advises: /Service Access Point|Check the credential/,
		}),
	),
	http429: {
		send: sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /Too many requests in a short time \(HTTP 429\)/,
			advises: /Wait and run it again/,
		}),
		other: {
			once: recovers,
			always: {
				calls: 'repeated',
				outcome: 'failed',
				says: /Too many requests in a short time \(HTTP 429\)/,
				advises: /Wait and run it again/,
			},
		},
	},
	frequency: inAnyCase({
		once: recovers,
		always: {
			calls: 'repeated',
			outcome: 'failed',
			says: /Too many requests.*\((1008028|60007)\)/,
			advises: /Send less often/,
		},
	}),
	internal: {
		send: sameBothTimes({
			calls: 'one',
			outcome: 'unknown',
			says: /\((1008004|91000)\).*the request is not confirmed/,
			advises: /(in the push records|in the Push Service console).*before you send again/,
		}),
		other: {
			once: recovers,
			always: {
				calls: 'repeated',
				outcome: 'failed',
				says: /\((1008004|91000)\)/,
				advises: /Retry later/,
			},
		},
	},
	quota: inAnyCase(
		sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /not paid for \(1008030\)|(limit|quota).*\(90047\)/i,
			advises: /Renew the app in the console|[Ww]ait|tomorrow|next day/,
		}),
	),
	malformedJson: mayHaveArrived(noJson),
	truncatedJson: mayHaveArrived(noJson),
	emptyBody: mayHaveArrived(noJson),
	list: mayHaveArrived(noJson),
	noCode: mayHaveArrived(noJson),
	tlsBreak: mayHaveArrived(/The connection broke off before the response/),
	networkError: mayHaveArrived(/The connection broke off before the response \(EHOSTUNREACH\)/),
	broken401: inAnyCase(
		sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /requires a login \(HTTP 401\)/,
			advises: /Check 'Base URL'/,
		}),
	),
	http408: mayHaveArrived(/The API answered with HTTP 408/),
	http499: mayHaveArrived(/The API answered with HTTP 499/),
	connectHang: inAnyCase(
		nothingSent(/No connection to the API could be made \(ETIMEDOUT\)/, /Check the network/),
	),
	connectRefused: inAnyCase(
		nothingSent(/A proxy refused the connection to the API \(HTTP 502\)/, /proxy settings of n8n/),
	),
	redirect: inAnyCase(
		sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /'Base URL' redirects to another address \(HTTP 307\)/,
			advises: /final address/,
		}),
	),
	redirectToPage: mayHaveArrived(/The API answered with HTTP 302/),
	contradiction: mayHaveArrived(/The response of the API contradicts itself/),
	refusedWithId: {
		send: mayHaveArrived(/The response of the API contradicts itself/).send,
		other: sameBothTimes({
			calls: 'one',
			outcome: 'failed',
			says: /\((1008003|90001)\)/,
			advises: /./,
		}),
	},
	endless: (() => {
		const { send } = mayHaveArrived(/larger than any documented/);
		const { advises } = mayHaveArrived(/x/).other.always;
		return {
			send,
			other: sameBothTimes({ ...send.once, says: /larger than any documented/, advises }),
		};
	})(),
	hugeBody: inAnyCase(sameBothTimes(done)),
	gzip: inAnyCase(sameBothTimes(done)),
};

/** A frequency code of a request with a quota. */
export const quotaSpent: Expectations = sameBothTimes({
	calls: 'one',
	outcome: 'failed',
	says: /(hour|day)'s quota of this request is spent \(1008028\)/,
	advises: /Run it again in the next (hour|day)/,
});

/**
 * Operations that cannot be made twice with the same answer: the repeat finds nothing to do. It is
 * then said that the attempt before may have been carried out.
 */
export const NOT_REPEATABLE = ['push:cancelScheduled', 'scheduledPush:delete'];

/** An answer that was lost, and a repeat that was refused. */
export const refusedRepeat: Expectation = {
	calls: 'repeated',
	outcome: 'unknown',
	says: /An earlier attempt is not confirmed: it may have been carried out/,
	advises: /Check first whether it has already been done/,
};

/** Faults in which the cloud acts on a request and its answer does not arrive. */
export const LOST_ANSWERS: readonly FaultName[] = [
	'resetAfterAcceptance',
	'resetDuringBody',
	'noAnswer',
	'endlessBody',
	'http500',
	'http502',
	'http503',
	'malformedJson',
	'truncatedJson',
	'emptyBody',
	'list',
	'noCode',
	'tlsBreak',
	'networkError',
	'http408',
	'http499',
	'redirectToPage',
	'contradiction',
];

/**
 * What has to happen to an operation under a fault.
 *
 * @param key `resource:operation`
 * @param usual whether it sends, and the paths of the requests that count
 */
export function expectationOf(
	key: string,
	{ isSend, paths }: { isSend: boolean; paths: string[] },
	fault: FaultName,
	times: Times,
): Expectation {
	const isLost = times === 'once' && LOST_ANSWERS.includes(fault);
	if (isLost && NOT_REPEATABLE.includes(key)) return refusedRepeat;
	const hasQuota = paths.some((path) => QUOTA_PATHS.includes(path));
	if (fault === 'frequency' && hasQuota) return quotaSpent[times];
	return policy[fault][isSend ? 'send' : 'other'][times];
}
