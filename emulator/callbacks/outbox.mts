import { type Callback, intoCallbacks, type PushEvent } from './events.mts';
import { createPace } from './pace.mts';
import { type CallbackSender, openCallbackSender } from './sender.mts';
import { type CallbackSettings, defaultCallbackSettings } from './settings.mts';

/** What has been sent since the start. */
export interface CallbackCounts {
	/** Events put into callbacks. */
	events: number;
	/** Posts, repeats and duplicates included. */
	posts: number;
	ok: number;
	failed: number;
	repeated: number;
	duplicated: number;
	/** Callbacks given up after the last repeat. */
	lost: number;
	/** How often each problem occurred. */
	problems: Record<string, number>;
	slowestAnswer: number;
}

interface Line {
	sender: CallbackSender;
	turn: () => Promise<void>;
}

/** Sends events to the customer's callback URL, in the background. */
export class CallbackOutbox {
	readonly #sdkAppId: number;
	#settings = defaultCallbackSettings();
	#line: Line | undefined;
	#events: PushEvent[] = [];
	#callbacks: Callback[] = [];
	#formed = 0;
	#working = 0;
	#gathering: NodeJS.Immediate | undefined;
	#waiting: Array<() => void> = [];
	#counts = emptyCounts();

	constructor(sdkAppId: number) {
		this.#sdkAppId = sdkAppId;
	}

	get settings(): Readonly<CallbackSettings> {
		return this.#settings;
	}

	get counts(): Readonly<CallbackCounts> {
		return this.#counts;
	}

	/** Changes settings; what is left out keeps its value. Callbacks that wait go by the new ones. */
	configure(change: Partial<CallbackSettings>): void {
		this.#settings = { ...this.#settings, ...change };
		this.#counts = emptyCounts();
		void this.#line?.sender.close();
		this.#line = undefined;
		if (this.#settings.url === '') this.#callbacks = [];
	}

	/** Takes an event. Events of the same moment share callbacks. Dropped while there is no URL. */
	add(event: PushEvent): void {
		if (this.#settings.url === '') return;
		this.#events.push(event);
		this.#gathering ??= setImmediate(() => this.#form());
	}

	/** Resolves when everything has been sent, or given up. */
	async idle(): Promise<void> {
		if (this.#isIdle()) return;
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** Drops what waits and closes the connections. */
	async close(): Promise<void> {
		this.#settings = { ...this.#settings, url: '' };
		clearImmediate(this.#gathering);
		this.#gathering = undefined;
		this.#events = [];
		this.#callbacks = [];
		for (const resolve of this.#waiting.splice(0)) resolve();
		await this.#line?.sender.close();
		this.#line = undefined;
	}

	#form(): void {
		this.#gathering = undefined;
		const events = this.#events;
		this.#events = [];
		this.#counts.events += events.length;
		const { eventsPerCallback, duplicateEvery } = this.#settings;
		for (const callback of intoCallbacks(events, eventsPerCallback)) {
			this.#callbacks.push(callback);
			if (duplicateEvery > 0 && ++this.#formed % duplicateEvery === 0) {
				this.#counts.duplicated++;
				this.#callbacks.push(callback);
			}
		}
		while (this.#working < this.#settings.connections && this.#callbacks.length > 0) {
			void this.#work();
		}
	}

	async #work(): Promise<void> {
		this.#working++;
		for (let callback = this.#callbacks.shift(); callback; callback = this.#callbacks.shift()) {
			await this.#deliver(callback);
		}
		this.#working--;
		if (this.#isIdle()) for (const resolve of this.#waiting.splice(0)) resolve();
	}

	async #deliver(callback: Callback): Promise<void> {
		for (let attempt = 0; attempt <= this.#settings.repeats; attempt++) {
			await this.#currentLine()?.turn();
			// The settings may have changed while it waited.
			const line = this.#currentLine();
			if (!line) return;
			if (attempt > 0) this.#counts.repeated++;
			const { ok, problem = '', latency } = await line.sender.send(callback);
			this.#counts.posts++;
			this.#counts.slowestAnswer = Math.max(this.#counts.slowestAnswer, latency);
			if (ok) {
				this.#counts.ok++;
				return;
			}
			this.#counts.failed++;
			this.#counts.problems[problem] = (this.#counts.problems[problem] ?? 0) + 1;
		}
		this.#counts.lost++;
	}

	#currentLine(): Line | undefined {
		const { url, rate } = this.#settings;
		if (url === '') return undefined;
		this.#line ??= {
			sender: openCallbackSender({ ...this.#settings, sdkAppId: this.#sdkAppId }),
			turn: createPace(rate, false),
		};
		return this.#line;
	}

	#isIdle(): boolean {
		return this.#working === 0 && this.#callbacks.length === 0 && !this.#gathering;
	}
}

function emptyCounts(): CallbackCounts {
	return {
		events: 0,
		posts: 0,
		ok: 0,
		failed: 0,
		repeated: 0,
		duplicated: 0,
		lost: 0,
		problems: {},
		slowestAnswer: 0,
	};
}
