import type { FieldContext, Fields, Parameters } from '../fields/field';
import { namesOf, readAll, valuesReader } from '../fields/field';
import { canonicalJson, isObject } from '../fields/json';
import type { BatchedOperation } from './batched';
import type { Note } from './campaignMemory';
import { inTurns } from './concurrency';
import type { Outcome, Run } from './operation';

/** A recipient of a message. */
export interface Recipient<R> {
	/** Tells it from other recipients of the message. */
	key: string;
	value: R;
	/** Indexes of the items that name it, ascending. */
	items: number[];
	/** What each item asked for, by index, where several were merged. */
	asked?: Map<number, R>;
	/** What items asked for that a later item overwrote, by index. */
	overwritten?: Map<number, R>;
	/** Set when it is sent under a campaign key. */
	note?: Note;
	/** Set when its request has ended. */
	outcome?: Outcome;
}

/** Recipients that share a request. */
export interface Batch<Message, R> {
	/** The same for all batches of a message and campaign key. */
	group: object;
	message: Message;
	/** Under which its recipients get one push; undefined when they may get it again. */
	campaignKey: string | undefined;
	recipients: Array<Recipient<R>>;
}

/** What is made of the items before anything is sent. */
export interface Plan<Message, R> {
	/** In the order of their first items. */
	recipients: Array<Recipient<R>>;
	/** By item: the recipients that it names, each once. */
	named: Array<Array<Recipient<R>>>;
	/** By item: how often it names recipients again, where it does. */
	repeats: Map<number, Map<Recipient<R>, number>>;
	/** By item: why it cannot be sent. */
	errors: Map<number, unknown>;
	batches: Array<Batch<Message, R>>;
	/** Splits recipients of a message into batches that the API takes. */
	split(group: Batch<Message, R>): Array<Batch<Message, R>>;
}

/** Items with the same message, and whom they name. */
interface Group<Message, R> {
	message: Message;
	campaignKey: string | undefined;
	recipients: Map<string, Recipient<R>>;
}

/** Makes what reads all items and puts those with the same message together. It sends nothing. */
export function createPlanner<F extends Fields, From extends keyof F & string, Message, R>(
	operation: BatchedOperation<F, From, Message, R>,
): (run: Run) => Promise<Plan<Message, R>> {
	const { fields, recipients: audience, limit } = operation;
	const isFrom = (name: string) => audience.from.some((from) => from === name);
	const namesWhere = (wanted: (name: string) => boolean) =>
		namesOf(Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name))));
	const fromNames = namesWhere(isFrom);
	const messageNames = namesWhere((name) => !isFrom(name));
	const valuesOf = valuesReader(fields);
	// Of these fields alone, and a single one at once: for each item, more than that costs more than
	// all else here (B2).
	const audienceFields = Object.fromEntries(
		audience.from.map((name) => [name, fields[name]]),
	) as Pick<F, From>;
	const audienceValues =
		audience.from.length > 1
			? valuesReader(audienceFields)
			: (parameters: Parameters, context: FieldContext) =>
					readAll(audienceFields, parameters, context);
	const build = (parameters: Parameters, context: FieldContext) =>
		operation.message?.(valuesOf(parameters, context), context) as Message;

	const split = ({ recipients, ...shared }: Batch<Message, R>) => {
		const most = typeof limit === 'function' ? limit(shared.message) : limit;
		const size = ({ value }: Recipient<R>) => audience.size?.(value) ?? 1;
		return chunk(recipients, most, size).map((some) => ({ ...shared, recipients: some }));
	};

	return async (run) => {
		const plan: Plan<Message, R> = {
			recipients: [],
			named: [],
			repeats: new Map(),
			errors: new Map(),
			batches: [],
			split,
		};
		const groups = new Groups<Message, R>(run, messageNames, build);
		const add = (group: Group<Message, R>, value: R, index: number) => {
			const key = audience.key(value);
			const known = group.recipients.get(key);
			if (!known) {
				const recipient: Recipient<R> = { key, value, items: [index] };
				group.recipients.set(key, recipient);
				plan.recipients.push(recipient);
				return recipient;
			}
			if (audience.merge) merge(known, value, index, audience.merge);
			if (audience.lastWins) overwrite(known, value);
			if (known.items[known.items.length - 1] !== index) known.items.push(index);
			return known;
		};
		await inTurns(run.items.length, (index) => {
			try {
				const { campaignKey } = run.settingsOf(index);
				const values = audienceValues(run.reader.read(fromNames, index), run.context);
				const named = audience.of(values, run.context);
				const group = groups.of(index, campaignKey);
				const all = named.map((value) => add(group, value, index));
				const once = all.length > 1 ? [...new Set(all)] : all;
				plan.named.push(once);
				if (once.length < all.length) plan.repeats.set(index, countRepeats(all));
			} catch (error) {
				plan.named.push([]);
				plan.errors.set(index, error);
			}
		});
		for (const recipient of plan.recipients) markOverwritten(recipient);
		for (const group of groups.all()) {
			const { message, campaignKey, recipients } = group;
			const all = { group, message, campaignKey, recipients: [...recipients.values()] };
			for (const batch of split(all)) plan.batches.push(batch);
		}
		return plan;
	};
}

/** How often each recipient comes again. */
function countRepeats<R>(all: Array<Recipient<R>>): Map<Recipient<R>, number> {
	const repeats = new Map<Recipient<R>, number>();
	for (const recipient of all) repeats.set(recipient, (repeats.get(recipient) ?? -1) + 1);
	return repeats;
}

/** Merges a later value into a recipient's, and keeps what each item asked for. */
function merge<R>(
	recipient: Recipient<R>,
	value: R,
	index: number,
	both: (earlier: R, later: R) => R,
): void {
	recipient.asked ??= new Map([[recipient.items[0], recipient.value]]);
	const own = recipient.asked.get(index);
	recipient.asked.set(index, own === undefined ? value : both(own, value));
	recipient.value = both(recipient.value, value);
}

/** Notes the items of which something did not get into what was merged. */
function markOverwritten<R>(recipient: Recipient<R>): void {
	for (const [index, own] of recipient.asked ?? []) {
		if (contains(recipient.value, own)) continue;
		recipient.overwritten ??= new Map();
		recipient.overwritten.set(index, own);
	}
}

/** Whether a value has all that another has: every field of an object, every entry of a list. */
function contains(whole: unknown, part: unknown): boolean {
	if (Array.isArray(part) && Array.isArray(whole)) {
		const entries = new Set(whole.map(canonicalJson));
		return part.every((entry) => entries.has(canonicalJson(entry)));
	}
	if (isObject(part) && isObject(whole)) {
		return Object.entries(part).every(([name, value]) => contains(whole[name], value));
	}
	return canonicalJson(whole) === canonicalJson(part);
}

/** Puts a later value in the place of a recipient's, and keeps what it takes the place of. */
function overwrite<R>(recipient: Recipient<R>, value: R): void {
	if (canonicalJson(recipient.value) === canonicalJson(value)) return;
	recipient.overwritten ??= new Map();
	const overwritten = recipient.overwritten;
	for (const item of recipient.items) {
		if (!overwritten.has(item)) overwritten.set(item, recipient.value);
	}
	recipient.value = value;
}

/** Groups of items with the same message. Messages are the same when their canonical JSON is. */
class Groups<Message, R> {
	private readonly byMessage = new Map<string, Group<Message, R>>();

	/** Spares building a message again that the same raw values made before. */
	private readonly byRawValues = new Map<string, Group<Message, R>>();

	private readonly varying: string[];

	private readonly run: Run;

	private readonly names: readonly string[];

	private readonly build: (parameters: Parameters, context: FieldContext) => Message;

	constructor(
		run: Run,
		names: readonly string[],
		build: (parameters: Parameters, context: FieldContext) => Message,
	) {
		this.run = run;
		this.names = names;
		this.build = build;
		this.varying = run.reader.varying(names);
	}

	/** The group of an item. Throws FieldError. */
	of(index: number, campaignKey: string | undefined): Group<Message, R> {
		const raw = this.rawKey(index, campaignKey);
		const known = raw === undefined ? undefined : this.byRawValues.get(raw);
		if (known) return known;
		const message = this.build(this.run.reader.read(this.names, index), this.run.context);
		const key = canonicalJson([campaignKey, message]);
		const group = this.byMessage.get(key) ?? { message, campaignKey, recipients: new Map() };
		this.byMessage.set(key, group);
		if (raw !== undefined) this.byRawValues.set(raw, group);
		return group;
	}

	/** In the order of their first items. */
	all(): Iterable<Group<Message, R>> {
		return this.byMessage.values();
	}

	private rawKey(index: number, campaignKey = ''): string | undefined {
		// An empty key does not get here, and most messages vary in nothing.
		if (this.varying.length === 0) return campaignKey;
		const parameters = this.run.reader.read(this.varying, index);
		return scalarsKey([campaignKey, ...this.varying.map((name) => parameters[name])]);
	}
}

/**
 * Text that is the same for the same scalars; undefined when other values are among them, which JSON
 * may write alike although they are read differently.
 */
export function scalarsKey(values: unknown[]): string | undefined {
	return values.every(isScalar) ? JSON.stringify(values) : undefined;
}

function isScalar(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Splits members into parts of at most `limit` units, in order. */
export function chunk<T>(
	members: readonly T[],
	limit: number,
	size: (member: T) => number = () => 1,
): T[][] {
	const parts: T[][] = [];
	let start = 0;
	let filled = 0;
	members.forEach((member, index) => {
		const units = size(member);
		if (index > start && filled + units > limit) {
			parts.push(members.slice(start, index));
			start = index;
			filled = 0;
		}
		filled += units;
	});
	if (start < members.length) parts.push(members.slice(start));
	return parts;
}

/** Batches without the recipients whose outcome is known. */
export function withoutSettled<Message, R>(
	batches: Array<Batch<Message, R>>,
): Array<Batch<Message, R>> {
	return withRecipients(batches, ({ outcome }) => outcome === undefined);
}

/** Batches with some of their recipients, without empty ones. */
export function withRecipients<Message, R>(
	batches: Array<Batch<Message, R>>,
	isWanted: (recipient: Recipient<R>) => boolean,
): Array<Batch<Message, R>> {
	return batches
		.map((batch) => ({ ...batch, recipients: batch.recipients.filter(isWanted) }))
		.filter(({ recipients }) => recipients.length > 0);
}
