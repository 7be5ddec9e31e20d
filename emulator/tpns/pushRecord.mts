import { Type } from 'typebox';
import type { Platform } from '../devices.mts';
import { codes, invalid, missing, Refusal } from './codes.mts';
import { defineEndpoint } from './endpoint.mts';
import { camelEnvelope, wireInteger } from './envelope.mts';
import type { Push } from './push/push.mts';
import type { PushRequest } from './push/request.mts';
import { day, formatDateTime, monthsBefore, parseDate, startOfDay } from './serverTime.mts';
import { takeStatisticsCall } from './statisticsQuota.mts';

// Undocumented; a client that pages has to look at `count` anyway.
const defaultLimit = 20;

/**
 * `v3/statistics/get_push_record`: with `pushId` one push (docs/api/tpns.md 1.11), else those of a
 * period, the newest first (1.10); of the last month.
 */
export const getPushRecord = defineEndpoint({
	path: '/v3/statistics/get_push_record',
	envelope: camelEnvelope(''),
	body: Type.Object({
		pushId: Type.Optional(Type.String({ minLength: 1 })),
		startDate: Type.Optional(Type.String()),
		endDate: Type.Optional(Type.String()),
		msgType: Type.Optional(Type.Enum(['notify', 'message'])),
		pushType: Type.Optional(Type.Enum(['all', 'tag', 'token', 'account'])),
		offset: Type.Optional(Type.Integer({ minimum: 0 })),
		limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
	}),
	handle(request, call) {
		const earliest = monthsBefore(call.now, 1);
		if (request.pushId !== undefined) {
			const push = call.app.pushes.get(request.pushId);
			takeStatisticsCall(call);
			if (!push || push.dueAt < earliest) {
				throw new Refusal(codes.pushIdNotFound, 'push id does not exist');
			}
			return {
				fields: { pushRecordData: [record(push, call.app.platform, wireInteger(push.pushId))] },
			};
		}

		const [start, end] = periodOf(request, earliest);
		takeStatisticsCall(call);
		const { msgType, pushType, offset = 0, limit = defaultLimit } = request;
		const found = [...call.app.pushes.values()]
			.filter(
				(push) =>
					push.dueAt >= start &&
					push.dueAt < end &&
					(!msgType || push.request.message_type === msgType) &&
					(!pushType || filterTypes[push.request.audience_type] === pushType),
			)
			.reverse();
		return {
			fields: {
				count: found.length,
				pushRecordData: found
					.slice(offset, offset + limit)
					.map((push) => record(push, call.app.platform, push.pushId)),
			},
		};
	},
});

// How a filter and a record name what the push called `audience_type` (docs/api/tpns.md I13).
const filterTypes: Partial<Record<PushRequest['audience_type'], string>> = {
	all: 'all',
	tag: 'tag',
	token: 'token',
	token_list: 'token',
	account: 'account',
	account_list: 'account',
};

function recordType({ audience_type: audience }: PushRequest): string {
	return audience === 'token' || audience === 'account' ? `${audience}_list` : audience;
}

function periodOf(
	{ startDate, endDate }: { startDate?: string; endDate?: string },
	earliest: number,
): [number, number] {
	if (!startDate) throw missing('startDate');
	if (!endDate) throw missing('endDate');
	const start = parseDate(startDate);
	const end = parseDate(endDate);
	if (start === undefined) throw new Refusal(codes.dateFormat, 'startDate is not yyyy-MM-dd');
	if (end === undefined) throw new Refusal(codes.dateFormat, 'endDate is not yyyy-MM-dd');
	if (start < startOfDay(earliest)) throw invalid('startDate', 'is more than a month ago');
	if (end < start) throw invalid('endDate', 'is before startDate');
	return [start, end + day];
}

/** A list gives the push ID as text, a single record as a number, as the two samples do (I7). */
function record(push: Push, platform: Platform, pushId: unknown) {
	const { request } = push;
	const { message } = request;
	return {
		date: formatDateTime(push.dueAt),
		pushId,
		title: message.title ?? message.ios?.aps.alert?.title ?? '',
		content: message.content ?? message.ios?.aps.alert?.body ?? '',
		status: push.status,
		pushType: recordType(request),
		messageType: request.message_type,
		environment: request.environment ?? 'product',
		expireTime: expireTime(request),
		createTime: Math.floor(push.createdAt / 1000),
		xgMediaResources: message.xg_media_resources ?? '',
		xgMediaAudioResources: message.xg_media_audio_resources ?? '',
		multiPkg: request.multi_pkg ?? false,
		targetList: targetList(request),
		collapseID: push.collapseId,
		tagSet: tagSet(request),
		uploadId: request.upload_id ?? 0,
		groupId: push.groupId,
		source: 'api',
		pushConfig: {
			android: platform === 'android' ? (message.android ?? {}) : null,
			ios: platform === 'ios' ? (message.ios ?? {}) : null,
			iot: null,
		},
	};
}

// 1 to 799 seconds are raised to 800 (docs/api/tpns.md 1.1).
function expireTime({ expire_time: seconds = 86_400 }: PushRequest): number {
	return seconds === 0 ? 0 : Math.max(seconds, 800);
}

function targetList(request: PushRequest): readonly string[] | null {
	const { audience_type: audience, token_list: tokens, account_list: accounts } = request;
	if (audience.startsWith('token')) return tokens ?? null;
	return audience.startsWith('account') ? (accounts ?? null) : null;
}

function tagSet({ audience_type: audience, tag_rules: rules, tag_list: list }: PushRequest) {
	if (audience !== 'tag') return null;
	const items = rules?.flatMap((rule) => rule.tag_items) ?? [
		{ tag_type: 'xg_user_define', tags: list?.tags ?? [], tags_operator: list?.op },
	];
	return {
		op: items[0].tags_operator,
		tagWithType: items.flatMap(({ tag_type: type, tags }) =>
			tags.map((tag) => ({ tagTypeName: type, tagValue: tag })),
		),
	};
}
