import type { IncomingHttpHeaders } from 'node:http';

/** One request that reached the emulator, and what became of it. */
export interface ReceivedRequest {
	id: number;
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, unknown>;
	headers: IncomingHttpHeaders;
	/** Milliseconds on the emulator's clock. */
	receivedAt: number;
	answeredAt?: number;
	/** The bytes of a JSON request. */
	rawBody?: Buffer;
	/** Replaces `rawBody` where the body is not JSON, e.g. what an upload held. */
	summary?: unknown;
	/** The emulated cloud acted on it: sent the push, stored the tag, gave the statistics. */
	accepted: boolean;
	/** Paths of body fields that the documented API does not know, e.g. `message.android.colour`. */
	unknownFields: string[];
	/** Known fields that this request cannot use, e.g. `push_speed` in a push to one token. */
	ignoredFields: string[];
	/**
	 * Fields with a value of which the documentation shows no example, so that what the cloud does
	 * with it is a guess, e.g. an empty value where an attribute is deleted.
	 */
	withoutExample: string[];
	/** The kind of fault that was injected. */
	fault?: string;
	/** The API's answer, HTTP status and text, before a fault changed it. */
	status?: number;
	answer?: string;
}

/** A received request as tests and `GET /_emulator/requests` see it. */
export type RequestRecord = Omit<ReceivedRequest, 'rawBody' | 'summary' | 'answer'> & {
	body: unknown;
	answer: unknown;
};

export interface PathCounts {
	received: number;
	accepted: number;
	/** The most requests to this path that were under way at the same time. */
	mostAtOnce: number;
}

const maxEntries = 20_000;
const maxBytes = 64 * 1024 * 1024;

/**
 * Keeps what was received, newest last. Bounded by number and bytes: the oldest requests are
 * dropped, the counts are not.
 */
export class RequestLog {
	#entries: ReceivedRequest[] = [];
	#bytes = 0;
	#lastId = 0;
	readonly #counts = new Map<string, PathCounts>();
	readonly #underWay = new Map<string, number>();

	open(
		request: Pick<ReceivedRequest, 'method' | 'path' | 'query' | 'headers' | 'receivedAt'>,
	): ReceivedRequest {
		const entry: ReceivedRequest = {
			id: ++this.#lastId,
			...request,
			accepted: false,
			unknownFields: [],
			ignoredFields: [],
			withoutExample: [],
		};
		this.#entries.push(entry);
		const underWay = this.underWay(entry.path) + 1;
		this.#underWay.set(entry.path, underWay);
		const counts = this.#countsOf(entry.path);
		counts.received++;
		counts.mostAtOnce = Math.max(counts.mostAtOnce, underWay);
		return entry;
	}

	keepBody(entry: ReceivedRequest, body: Buffer): void {
		entry.rawBody = body;
		this.#bytes += body.length;
		while (this.#bytes > maxBytes || this.#entries.length > maxEntries) {
			this.#bytes -= this.#entries.shift()?.rawBody?.length ?? 0;
		}
	}

	/** Called by an API when it has acted on the request. */
	accept(entry: ReceivedRequest): void {
		if (entry.accepted) return;
		entry.accepted = true;
		this.#countsOf(entry.path).accepted++;
	}

	/** The request has been answered, or its connection is gone. */
	close(entry: ReceivedRequest, now: number): void {
		if (entry.answeredAt !== undefined) return;
		entry.answeredAt = now;
		this.#underWay.set(entry.path, this.underWay(entry.path) - 1);
	}

	/** How many requests to a path are under way, the one that asks included. */
	underWay(path: string): number {
		return this.#underWay.get(path) ?? 0;
	}

	/** What was received, oldest first; only for `path` when given. */
	requests(path?: string): RequestRecord[] {
		return this.#entries
			.filter((entry) => path === undefined || entry.path === path)
			.map(({ rawBody, summary, answer, ...entry }) => ({
				...entry,
				body: summary ?? readJson(rawBody?.toString('utf8')),
				answer: readJson(answer),
			}));
	}

	/** Requests received and acted on, per path. */
	counts(): Record<string, PathCounts> {
		return Object.fromEntries(this.#counts);
	}

	clear(): void {
		this.#entries = [];
		this.#bytes = 0;
		this.#counts.clear();
	}

	#countsOf(path: string): PathCounts {
		let counts = this.#counts.get(path);
		if (!counts) this.#counts.set(path, (counts = { received: 0, accepted: 0, mostAtOnce: 0 }));
		return counts;
	}
}

function readJson(text: string | undefined): unknown {
	if (text === undefined || text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
