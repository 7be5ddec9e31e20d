import type { PushServiceApp } from './app.mts';
import { deliver, type PushOrder } from './deliver.mts';
import { type AccountError, accountError, Refusal } from './errors.mts';
import { checkCondition } from './fields/condition.mts';
import { checkMessageBody, textOf } from './fields/messageBody.mts';
import type { OfflinePushInfo } from './fields/offlinePushInfo.mts';
import type { AllMemberPushBody, BatchBody, PushBody } from './fields/pushBodies.mts';
import { type Condition, isSelected } from './selection.mts';
import type { Settings } from './settings.mts';

/** The answer of a push. */
export interface Sent {
	TaskId: string;
	/** Who it did not go to; absent when it went to everyone named. */
	ErrorList?: AccountError[];
}

/** Refuses what is wrong with a push before it is sent. docs/api/push-service.md 3.a */
export function checkPush(app: PushServiceApp, body: PushBody | AllMemberPushBody): void {
	if (!app.settings.pushEnabled) throw new Refusal(90045);
	if (body.MsgBody) checkMessageBody(body.MsgBody);
	else if (!body.OfflinePushInfo) {
		throw new Refusal(90001, 'Invalid format of OfflinePushInfo: it is missing');
	}
	if (body.Condition) {
		const hasAttribute = (name: string) => app.attributeNames.typeOf(name) !== undefined;
		checkCondition(body.Condition, hasAttribute);
	}
	if (body.OfflinePushInfo) app.templates.apply(body.OfflinePushInfo);
}

/** Sends to everyone or by condition. docs/api/push-service.md 3.a */
export function sendPush(app: PushServiceApp, body: PushBody): Sent {
	return sendBySelection(app, body, { dataId: body.DataId });
}

/**
 * Sends by the older family: to users who are online, and with a `MsgLifeTime` to those offline
 * too. docs/api/push-service.md 6.1
 */
export function sendAllMemberPush(app: PushServiceApp, body: AllMemberPushBody): Sent {
	return sendBySelection(app, body, { reach: body.MsgLifeTime ? undefined : 'online' });
}

function sendBySelection(
	app: PushServiceApp,
	body: PushBody | AllMemberPushBody,
	order: Partial<PushOrder>,
): Sent {
	checkPush(app, body);
	const now = app.clock.now();
	const request = JSON.stringify(body);
	const before = app.repeatedRequests.find(request, now);
	if (before) return { TaskId: before.id };
	app.quota.take();
	const push = deliver(app, {
		...order,
		id: app.ids.taskId('push', now),
		kind: 'push',
		info: contentOf(app, body),
		accounts: selectAccounts(app, body.Condition),
	});
	app.repeatedRequests.keep(request, push, now);
	return { TaskId: push.id };
}

/** Refuses what is wrong with a push to users before it is sent. docs/api/push-service.md 3.b */
export function checkBatch(app: PushServiceApp, body: BatchBody): void {
	if (!app.settings.pushEnabled) throw new Refusal(90045);
	if (!isKnownSender(app, body.From_Account)) {
		throw new Refusal(90001, 'Invalid format of From_Account: the account does not exist');
	}
	app.templates.apply(body.OfflinePushInfo);
}

/** Sends to named users; unknown ones are answered with 70107. docs/api/push-service.md 3.b */
export function sendBatch(app: PushServiceApp, body: BatchBody): Sent {
	checkBatch(app, body);
	const { clock, settings, frequencies } = app;
	const now = clock.now();
	const targets = [...new Set(body.To_Account)];
	const unknown = targets.filter((account) => !app.accounts.get(account));
	const { accountErrorInfo, frequencyLimits, batchUsersPerSecond, refuseLargeBatches } = settings;
	const errors =
		unknown.length > 0
			? { ErrorList: unknown.map((id) => withoutText(accountError(id, 70107), accountErrorInfo)) }
			: {};
	const request = JSON.stringify(body);
	const before = app.repeatedRequests.find(request, now);
	if (before) return { TaskId: before.id, ...errors };
	const isTooLarge = refuseLargeBatches && targets.length > batchUsersPerSecond;
	const take = () => frequencies.take('batch users', targets.length, batchUsersPerSecond, now);
	if (frequencyLimits && (isTooLarge || !take())) throw new Refusal(60007);
	const push = deliver(app, {
		id: app.ids.taskId('batch', now),
		kind: 'batch',
		dataId: body.DataId,
		info: contentOf(app, body),
		accounts: targets.filter((account) => app.accounts.get(account)),
	});
	app.repeatedRequests.keep(request, push, now);
	return { TaskId: push.id, ...errors };
}

function selectAccounts({ accounts }: PushServiceApp, condition?: Condition): string[] {
	const selected: string[] = [];
	for (const account of accounts.all()) {
		if (isSelected(account, condition)) selected.push(account.id);
	}
	return selected;
}

/** The notification, with a Chat message's text where it has none of its own. */
function contentOf(
	{ templates }: PushServiceApp,
	{
		OfflinePushInfo = {},
		MsgBody = [],
	}: { OfflinePushInfo?: OfflinePushInfo; MsgBody?: unknown[] },
): OfflinePushInfo {
	const info = templates.apply(OfflinePushInfo);
	const text = textOf(MsgBody);
	return info.Desc === undefined && text ? { ...info, Desc: text } : info;
}

function withoutText(
	{ ErrorInfo, ...error }: AccountError,
	setting: Settings['accountErrorInfo'],
): AccountError {
	if (setting === 'absent') return error;
	return { ...error, ErrorInfo: setting === 'empty' ? '' : ErrorInfo };
}

function isKnownSender({ accounts, identity }: PushServiceApp, account: string): boolean {
	return identity.administrators.includes(account) || accounts.get(account) !== undefined;
}
