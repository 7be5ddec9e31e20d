import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import type { Push, PushStatus } from '../../emulator/tpns/push/push.mts';
import type { PushRequest } from '../../emulator/tpns/push/request.mts';
import { toAll } from '../emulator/tpns/samples.mts';
import { Gate } from './gate.mts';
import { ActivePoll } from './poll.mts';
import { tpnsCredentials } from './tpns.mts';

export const RECORDS = '/v3/statistics/get_push_record';
export const REPORT = '/v3/statistics/get_push_task_stat_channel';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Without the clock: what jest must not replace for HTTP to work. */
const REAL = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/** Each life begins long after the last, because the requests of an hour are counted by process. */
let next = Date.parse('2024-05-16T02:00:00Z');

/** An app of TPNS whose pushes a test moves by hand, and the trigger that watches it. */
export class PushLife {
	readonly emulator: Emulator;
	readonly gate: Gate;
	/** By how much the clock of n8n's machine is wrong, in milliseconds. */
	clockError = 0;

	private constructor(emulator: Emulator, gate: Gate) {
		this.emulator = emulator;
		this.gate = gate;
	}

	static async start(): Promise<PushLife> {
		const beginning = next;
		next += 400 * day;
		jest.useFakeTimers({ now: beginning, doNotFake: [...REAL] });
		const emulator = await startEmulator({ startAt: new Date(beginning), frozen: true });
		Object.assign(emulator.tpns.settings, {
			rates: false,
			repeatGuard: false,
			quotas: false,
			timestampTolerance: 400 * 86_400,
		});
		return new PushLife(emulator, await Gate.open(emulator.url));
	}

	async end(): Promise<void> {
		await this.gate.close();
		await this.emulator.close();
		jest.useRealTimers();
	}

	/** The time where TPNS is. */
	get now(): number {
		return this.emulator.context.clock.now();
	}

	/** Lets time pass. */
	advance(ms: number): void {
		this.emulator.control.advance(ms);
		this.setClock();
	}

	/** Sets the clock of n8n's machine, `clockError` away from the right time. */
	setClock(): void {
		jest.setSystemTime(this.now + this.clockError);
	}

	/** Creates a push that is sent after some time; the ID is given. */
	create(status: PushStatus = 'PUSH_WAIT', sentAfter = 0): string {
		const app = this.emulator.tpns.app();
		const push: Push = {
			pushId: this.emulator.tpns.newPushId(),
			accessId: app.accessId,
			request: toAll as PushRequest,
			createdAt: this.now,
			dueAt: this.now + sentAfter,
			scheduled: sentAfter > 0,
			collapseId: 0,
			groupId: '',
			status,
			targets: [],
			counts: new Map(),
			callOff: () => undefined,
		};
		app.pushes.set(push.pushId, push);
		return push.pushId;
	}

	createMany(count: number, status: PushStatus = 'PUSH_WAIT', sentAfter = 0): string[] {
		return Array.from({ length: count }, () => this.create(status, sentAfter));
	}

	/** Moves a push to another status. */
	move(pushId: string, status: PushStatus): void {
		const push = this.emulator.tpns.app().pushes.get(pushId);
		if (!push) throw new Error(`no push ${pushId}`);
		push.status = status;
	}

	/** A trigger that watches all changes, unless told otherwise. */
	trigger(parameters: INodeParameters = {}): ActivePoll {
		return new ActivePoll({
			node: 'tpnsTrigger',
			parameters: { changes: [...EVERY_CHANGE], ...parameters },
			credentials: tpnsCredentials(this.gate),
		});
	}

	/** Polls so many times, once a minute unless told otherwise, and gives what came out. */
	async pollFor(poll: ActivePoll, polls: number, every = minute): Promise<IDataObject[]> {
		const items: IDataObject[] = [];
		for (let count = 0; count < polls; count++) {
			this.advance(every);
			items.push(...(await poll.poll()));
		}
		return items;
	}
}

export const EVERY_CHANGE = [
	'created',
	'started',
	'finished',
	'failed',
	'canceled',
	'deleted',
	'revoked',
	'overwritten',
	'stopped',
	'other',
] as const;

/** Changes as `<push ID> <change>`. */
export const changesOf = (items: IDataObject[]) =>
	items.map(({ pushId, change }) => `${String(pushId)} ${String(change)}`);
